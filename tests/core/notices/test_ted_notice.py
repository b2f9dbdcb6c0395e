"""TED notices as a whole: which files they are, numbers, kinds, languages, buyers and references."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from startpunkt.core.notices import ted
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Amount, Party
from startpunkt.core.notices.xml import parse
from tests.core.notices.ted_samples import (
    ADDRESS,
    BODY,
    R207,
    R208,
    R209,
    TITLES,
    bought,
    form,
    old_form,
    read,
)

S01 = "http://formex.publications.europa.eu/ted/schema/export/R2.0.9.S01.E01"


@pytest.mark.parametrize("namespace", [R207, R208, R209, S01, "ted/R2.0.9.S02/publication", None])
def test_every_release_is_known_and_read_alike(namespace: str | None) -> None:
    assert ted.is_ted(namespace, "TED_EXPORT")
    found = read(form(BODY + bought()), namespace=namespace)
    assert (found.id, found.title, found.main_cpv) == ("000051-2020", {"de": "Rotoren"}, "34711200")


def test_other_documents_are_not_ted() -> None:
    assert not ted.is_ted("urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2", "ContractNotice")
    assert not ted.is_ted(R209, "NOTICE")
    assert not ted.is_ted("http://example.org/other", "TED_EXPORT".lower())


def test_number_date_and_version() -> None:
    found = read(form(bought()), number="51-2020")
    assert (found.id, found.publication_number, found.version, found.format) == ("000051-2020",) * 2 + ("1", "ted")
    assert found.publication_date == date(2020, 1, 2)


def test_the_number_in_the_journal_stands_in_for_a_missing_one() -> None:
    found = read(form(bought()), number=None, data="<NO_DOC_OJS>2018/S 248-574960</NO_DOC_OJS>")
    assert found.id == "574960-2018"


@pytest.mark.parametrize("number", [None, "", "none", "2020-000051-x"])
def test_without_a_number_a_notice_is_unreadable(number: str | None) -> None:
    with pytest.raises(UnreadableNotice, match="publication number") as refused:
        read(form(bought()), number=number)
    assert refused.value.code == "no-identifier"


@pytest.mark.parametrize("forms", [(), (form(bought(), category="TRANSLATION"),)])
def test_without_an_original_form_a_notice_is_unreadable(forms: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableNotice, match="000051-2020") as refused:
        read(*forms)
    assert refused.value.code == "no-form"


def test_an_empty_file_is_unreadable() -> None:
    with pytest.raises(UnreadableNotice):
        ted.read(parse(b"<TED_EXPORT/>"))


@pytest.mark.parametrize(
    ("name", "document_type", "kind", "direct"),
    [
        ("F01", "0", "planning", False),
        ("F01", "A", "planning", False),
        ("F02", "3", "competition", False),
        ("F02", "Y", "competition", False),
        ("F03", "7", "award", False),
        ("F04", "P", "planning", False),
        ("F07", "O", "competition", False),
        ("F12", "D", "competition", False),
        ("F13", "R", "award", False),
        ("F14", "2", "change", False),
        ("F15", "V", "award", True),
        ("F20", "K", "modification", False),
        ("F21", "0", "planning", False),
        ("F21", "3", "competition", False),
        ("F21", "7", "award", False),
        ("F22", "M", "planning", False),
        ("F23", "H", "competition", False),
        ("F23", "J", "award", False),
        ("F24", "C", "competition", False),
        ("T01", "0", "planning", False),
        ("T02", "7", "award", False),
        ("F03", "?", "award", False),
        ("F16", "?", "planning", False),
        ("F02", "?", "competition", False),
    ],
)
def test_kind_follows_form_and_document_type(name: str, document_type: str, kind: str, direct: bool) -> None:
    found = read(form(bought(), name=name), kind=document_type)
    assert (found.form, found.kind, found.direct) == (name, kind, direct)


@pytest.mark.parametrize(
    ("element", "number", "name"),
    [("CONTRACT", "2", "F02"), ("CONTRACT_DEFENCE", "17", "F17"), ("CONTRACT_AWARD", "3", "F03"), ("X", "18", "F18")],
)
def test_older_forms_go_by_the_comparable_name(element: str, number: str, name: str) -> None:
    assert read(old_form(element=element, number=number), namespace=R208).form == name


def test_a_notice_without_a_form_keeps_its_name_and_drops_addresses() -> None:
    free = """<OTH_NOT CATEGORY="ORIGINAL" LG="EN"><FD_OTH_NOT><TI_DOC><P>ZM-Lusaka: Kabel</P></TI_DOC><CONTENTS>
    <P>1. Gegenstand: Kabel</P><P>2. <ADDRESS_NOT_STRUCT><ORGANISATION>Vera Muster</ORGANISATION>
    </ADDRESS_NOT_STRUCT></P>
    </CONTENTS></FD_OTH_NOT></OTH_NOT>"""
    found = read(free, kind="7", titles=TITLES, namespace=R208)
    assert (found.form, found.kind) == ("OTH_NOT", "award")
    assert found.description == {"en": "1. Gegenstand: Kabel"}
    assert found.buyers == (Party("Amt Beispiel", "DE"),)


def test_originals_are_merged_and_translations_are_not() -> None:
    found = read(
        form(BODY + bought("<OBJECT_DESCR><TITLE><P>Los</P></TITLE></OBJECT_DESCR>")),
        form(BODY + bought("<OBJECT_DESCR><TITLE><P>Lot</P></TITLE></OBJECT_DESCR>", "Rotors"), language="FR"),
        form(BODY + bought(title="Rotors (en)"), language="EN", category="TRANSLATION"),
    )
    assert found.languages == ("de", "fr")
    assert found.title == {"de": "Rotoren", "fr": "Rotors"}
    assert [lot.title for lot in found.lots] == [{"de": "Los", "fr": "Lot"}]
    assert len(found.buyers) == 1


def test_originals_that_disagree_on_lots_are_not_mixed() -> None:
    two = "<OBJECT_DESCR><TITLE><P>A</P></TITLE></OBJECT_DESCR><OBJECT_DESCR><TITLE><P>B</P></TITLE></OBJECT_DESCR>"
    found = read(form(bought(two)), form(bought("<OBJECT_DESCR/>", "Rotors"), language="FR"))
    assert [lot.title for lot in found.lots] == [{"de": "A"}, {"de": "B"}]


def test_headings_of_the_journal_stand_apart() -> None:
    found = read(form(bought()), titles=TITLES)
    assert found.headings == {"de": "Rotoren", "el": "m2 rotor"}
    assert found.title == {"de": "Rotoren"}
    assert found.description == {"de": "Erster Absatz\nZweiter Absatz"}


def test_buyers_and_no_contact_person() -> None:
    joint = "<ADDRESS_CONTRACTING_BODY_ADDITIONAL><OFFICIALNAME>Δήμος</OFFICIALNAME>"
    joint += '<NATIONALID>000</NATIONALID><COUNTRY VALUE="EL"/></ADDRESS_CONTRACTING_BODY_ADDITIONAL>'
    found = read(form(BODY.replace("</CONTRACTING_BODY>", joint + "</CONTRACTING_BODY>") + bought()))
    assert found.buyers == (
        Party("Amt Beispiel", "DE", ("DE 811 335 517",), "DEA1", "Musterstadt", "https://amt.example"),
        Party("Δήμος", "GR"),
    )
    assert "Vera" not in repr(found)
    assert "example.org" not in repr(found)


def test_older_forms_keep_the_internet_address_beside_the_buyer() -> None:
    address = ADDRESS.replace("OFFICIALNAME>", "ORGANISATION>", 1).replace("OFFICIALNAME>", "ORGANISATION>", 1)
    content = f"""<CONTRACTING_AUTHORITY_INFORMATION_DEFENCE><NAME_ADDRESSES_CONTACT_CONTRACT>
    <CA_CE_CONCESSIONAIRE_PROFILE>{address}</CA_CE_CONCESSIONAIRE_PROFILE><INTERNET_ADDRESSES_CONTRACT>
    <URL_GENERAL>https://neben.example</URL_GENERAL></INTERNET_ADDRESSES_CONTRACT></NAME_ADDRESSES_CONTACT_CONTRACT>
    <TYPE_AND_ACTIVITIES_AND_PURCHASING_ON_BEHALF><PURCHASING_ON_BEHALF><PURCHASING_ON_BEHALF_YES>
    <CONTACT_DATA_OTHER_BEHALF_CONTRACTING_AUTORITHY><ORGANISATION><OFFICIALNAME>Zweites Amt</OFFICIALNAME>
    </ORGANISATION>
    <COUNTRY VALUE="AT"/></CONTACT_DATA_OTHER_BEHALF_CONTRACTING_AUTORITHY></PURCHASING_ON_BEHALF_YES>
    </PURCHASING_ON_BEHALF></TYPE_AND_ACTIVITIES_AND_PURCHASING_ON_BEHALF>
    </CONTRACTING_AUTHORITY_INFORMATION_DEFENCE>"""
    first, second = read(old_form(content), namespace=R208).buyers
    assert (first.name, first.country, first.website) == ("Amt Beispiel", "DE", "https://neben.example")
    assert (second.name, second.country) == ("Zweites Amt", "AT")


@pytest.mark.parametrize(
    ("written", "basis"),
    [
        ("32014L0024", "2014/24/EU"),
        ("32009L0081", "2009/81/EC"),
        ("32007R1370", "2007/1370/EC"),
        ("2014/25/EU", "2014/25/EU"),
        ("OTHER", None),
    ],
)
def test_legal_basis(written: str, basis: str | None) -> None:
    assert read(form(f'<LEGAL_BASIS VALUE="{written}"/>' + bought())).legal_basis == basis
    assert read(form(bought()), codes=f'<DIRECTIVE VALUE="{written}"/>').legal_basis == basis


def test_references_are_publication_numbers() -> None:
    procedure = "<PROCEDURE><NOTICE_NUMBER_OJ>2019/S 123-004567</NOTICE_NUMBER_OJ></PROCEDURE>"
    data = "<REF_NOTICE><NO_DOC_OJS>2019/S 123-004567</NO_DOC_OJS><NO_DOC_OJS>2019/S 001-99</NO_DOC_OJS>"
    found = read(form(bought() + procedure), data=data + "<NO_DOC_OJS>2020/S 1-51</NO_DOC_OJS></REF_NOTICE>")
    assert found.previous == ("004567-2019", "000099-2019")
    assert found.corrects == ()


def test_a_correction_names_what_it_corrects() -> None:
    complement = "<COMPLEMENTARY_INFO><NOTICE_NUMBER_OJ>2019/S 123-004567</NOTICE_NUMBER_OJ></COMPLEMENTARY_INFO>"
    data = "<REF_NOTICE><NO_DOC_OJS>2019/S 123-004567</NO_DOC_OJS><NO_DOC_OJS>2019/S 1-99</NO_DOC_OJS></REF_NOTICE>"
    found = read(form(bought() + complement, name="F14"), kind="2", data=data)
    assert (found.kind, found.corrects, found.previous) == ("change", ("004567-2019",), ("000099-2019",))
    assert read(form(bought(), name="F14"), kind="2", data=data).corrects == ("004567-2019", "000099-2019")


def test_official_address_in_the_original_language() -> None:
    data = (
        '<URI_LIST><URI_DOC LG="EN">https://ted.example/en</URI_DOC><URI_DOC LG="DE">https://ted.example/de</URI_DOC>'
    )
    assert read(form(bought()), data=data + "</URI_LIST>").official_url == "https://ted.example/de"
    other = '<URI_LIST><URI_DOC LG="EN">https://ted.example/en</URI_DOC></URI_LIST>'
    assert read(form(bought()), data=other).official_url == "https://ted.example/en"
    assert read(form(bought()), data=other.replace("https:", "javascript:")).official_url is None


def test_procedure_in_the_words_of_eforms() -> None:
    assert read(form(bought()), codes='<PR_PROC CODE="1"/>').procedure_type == "open"
    assert read(form(bought()), codes='<PR_PROC CODE="T"/>').procedure_type == "neg-wo-call"
    assert read(form(bought()), codes='<PR_PROC CODE="9"/>').procedure_type is None


def test_the_value_of_a_modification_is_the_one_after_it() -> None:
    change = """<MODIFICATIONS_CONTRACT><INFO_MODIFICATIONS><VALUES>
    <VAL_TOTAL_BEFORE CURRENCY="EUR">5</VAL_TOTAL_BEFORE>
    <VAL_TOTAL_AFTER CURRENCY="EUR">7.50</VAL_TOTAL_AFTER></VALUES></INFO_MODIFICATIONS></MODIFICATIONS_CONTRACT>"""
    found = read(form(bought() + change, name="F20"), kind="K")
    assert (found.kind, found.value) == ("modification", Amount(Decimal("7.50"), "EUR"))
