from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from startpunkt.core.notices import eforms
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Amount, Notice
from startpunkt.core.notices.xml import parse
from tests.core.notices.eforms_samples import (
    BUYER,
    NAMESPACES,
    PROCEDURE_ID,
    PROJECT,
    extended,
    lot,
    notice,
    organisation,
)


def read(data: bytes) -> Notice:
    return eforms.read(parse(data))


@pytest.mark.parametrize("root", ["ContractNotice", "ContractAwardNotice", "PriorInformationNotice"])
def test_the_three_procurement_roots_are_eforms_in_their_own_namespace_only(root: str) -> None:
    namespace = f"urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
    assert eforms.is_eforms(namespace, root)
    assert not eforms.is_eforms(namespace, "BusinessRegistrationInformationNotice")
    assert not eforms.is_eforms("http://data.europa.eu/p27/eforms-business-registration-information-notice/1", root)
    assert not eforms.is_eforms(None, root)


def test_the_head_of_a_notice() -> None:
    found = read(notice())
    assert (found.id, found.version) == ("aaaaaaaa-0000-4000-8000-000000000001", "02")
    assert (found.format, found.form, found.kind, found.direct) == ("eforms", "16", "competition", False)
    assert (found.legal_basis, found.procedure_id, found.languages) == ("2009/81/EC", PROCEDURE_ID, ("de",))
    assert (found.title, found.main_cpv) == ({"de": "Prüfstand"}, "38000000")


def test_prefixes_and_encoding_declarations_do_not_matter() -> None:
    data = notice(BUYER + PROJECT + lot())
    renamed = data
    for number, prefix in enumerate(NAMESPACES):
        old, new = prefix.encode(), f"ns{number}".encode()
        renamed = renamed.replace(b"<" + old + b":", b"<" + new + b":").replace(b"</" + old + b":", b"</" + new + b":")
        renamed = renamed.replace(b"xmlns:" + old + b"=", b"xmlns:" + new + b"=")
    assert b"cbc:" not in renamed
    assert b"<ns0:ID>" in renamed
    plain = read(data)
    assert read(renamed) == plain
    assert read(b'<?xml version="1.0"?>' + data) == plain
    as_utf16 = '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + data.decode().encode("utf-16-le")
    assert read(as_utf16) == plain


@pytest.mark.parametrize(
    ("subtype", "notice_type", "root", "kind", "direct"),
    [
        ("4", "pin-only", "PriorInformationNotice", "planning", False),
        ("E1", "pmc", "PriorInformationNotice", "planning", False),
        ("10", "pin-cfc-standard", "PriorInformationNotice", "competition", False),
        ("18", "cn-standard", "ContractNotice", "competition", False),
        ("N16", "cn-standard", "ContractNotice", "competition", False),
        ("31", "can-standard", "ContractAwardNotice", "award", False),
        ("27", "veat", "ContractAwardNotice", "award", True),
        ("39", "can-modif", "ContractAwardNotice", "modification", False),
        ("", "qu-sy", "ContractNotice", "competition", False),
        ("99", "can-social", "ContractAwardNotice", "award", False),
        ("", "", "ContractAwardNotice", "award", False),
    ],
)
def test_the_kind_follows_subtype_then_type_then_root(
    subtype: str, notice_type: str, root: str, kind: str, direct: bool
) -> None:
    found = read(notice(root=root, subtype=subtype, notice_type=notice_type))
    assert (found.kind, found.direct) == (kind, direct)


def test_a_change_keeps_its_form_and_names_what_it_corrects() -> None:
    change = "<efac:Changes><efbc:ChangedNoticeIdentifier>4711-2024</efbc:ChangedNoticeIdentifier></efac:Changes>"
    found = read(notice(extensions=change))
    assert (found.kind, found.form, found.corrects) == ("change", "16", ("4711-2024",))


def test_earlier_notices_are_named_once_and_never_the_notice_itself() -> None:
    own = "aaaaaaaa-0000-4000-8000-000000000001"
    document = "<cac:NoticeDocumentReference><cbc:ID>{}</cbc:ID></cac:NoticeDocumentReference>"
    process = "<cac:TenderingProcess>" + "".join(map(document.format, ("12-2024", own))) + "</cac:TenderingProcess>"
    modified = "<efbc:ChangedNoticeIdentifier>99-2023</efbc:ChangedNoticeIdentifier>"
    found = read(
        notice(
            BUYER + process + PROJECT + lot(inner=process + PROJECT),
            root="ContractAwardNotice",
            subtype="38",
            notice_type="can-modif",
            extensions=f"<efac:ContractModification>{modified}</efac:ContractModification>",
        )
    )
    assert found.previous == ("12-2024", "99-2023")


@pytest.mark.parametrize("folder", ["", "unpublished", "00000000-0000-0000-0000-000000000000"])
def test_a_missing_procedure_id_is_none(folder: str) -> None:
    assert read(notice(folder=folder)).procedure_id is None


def test_several_languages_stand_side_by_side() -> None:
    names = "<cbc:Name languageID='DEU'>Funkgerät</cbc:Name><cbc:Name languageID='FRA'>Poste radio</cbc:Name>"
    words = "<cbc:Description>ohne Angabe</cbc:Description><cbc:Description languageID='FRA'>mobile</cbc:Description>"
    more = "<cac:AdditionalNoticeLanguage><cbc:ID>FRA</cbc:ID></cac:AdditionalNoticeLanguage>"
    project = f"<cac:ProcurementProject>{names}{words}</cac:ProcurementProject>"
    found = read(notice(BUYER + project + lot(inner=project), header=more))
    assert found.languages == ("de", "fr")
    for texts in (found, found.lots[0]):
        assert texts.title == {"de": "Funkgerät", "fr": "Poste radio"}
        assert texts.description == {"de": "ohne Angabe", "fr": "mobile"}


def test_buyers_are_followed_through_references_and_touch_points() -> None:
    listed = organisation("ORG-0001", "Amt für Beispiele", number="DE-0815-42", touch_point="TPO-0001")
    listed += organisation("ORG-0002", "Kontor Nord", "GRC", number="ORG-0002")
    listed += organisation("ORG-0003", "Nachprüfstelle")
    parties = "".join(BUYER.replace("ORG-0001", key) for key in ("TPO-0001", "ORG-0002", "ORG-0001", "ORG-9999"))
    found = read(notice(parties + PROJECT, organisations=listed)).buyers
    assert [(buyer.name, buyer.country, buyer.identifiers) for buyer in found] == [
        ("Amt für Beispiele", "DE", ("DE-0815-42",)),
        ("Kontor Nord", "GR", ()),
    ]
    assert (found[0].place, found[0].city) == ("DE212", "Musterstadt")


@pytest.mark.parametrize("number", ["ORG-0001", "123456", "000000", "1111111", "unpublished", "-1"])
def test_placeholder_identifiers_are_none(number: str) -> None:
    assert read(notice(organisations=organisation("ORG-0001", "Amt", number=number))).buyers[0].identifiers == ()


def test_publication_comes_from_the_journal_and_placeholders_are_none() -> None:
    given = "<efac:Publication><efbc:NoticePublicationID>{}</efbc:NoticePublicationID><efbc:PublicationDate>{}\
</efbc:PublicationDate></efac:Publication>"
    found = read(notice(extensions=given.format("00012345-2025", "2025-01-07+01:00")))
    assert (found.publication_number, found.publication_date) == ("00012345-2025", date(2025, 1, 7))
    assert found.official_url == "https://ted.europa.eu/en/notice/-/detail/12345-2025"
    without = read(notice(extensions=given.format("n.a.", "2000-01-01Z")))
    assert (without.publication_number, without.publication_date, without.official_url) == (None, None, None)


def test_withheld_fields_are_told_and_their_placeholders_are_no_data() -> None:
    privacy = (
        "<efac:FieldsPrivacy><efbc:FieldIdentifierCode>not-val</efbc:FieldIdentifierCode><cbc:ReasonCode>fair-comp\
</cbc:ReasonCode><efbc:PublicationDate>2031-05-01+02:00</efbc:PublicationDate></efac:FieldsPrivacy>"
    )
    project = PROJECT.replace("Prüfstand", "unpublished").replace("38000000", "unpublished")
    total = "<cbc:TotalAmount currencyID='EUR'>-1</cbc:TotalAmount>"
    found = read(
        notice(
            BUYER + project + lot(inner=project),
            root="ContractAwardNotice",
            subtype="29",
            extensions=f"<efac:NoticeResult>{extended(privacy)}{total}</efac:NoticeResult>",
        )
    )
    assert [(entry.field, entry.reason, entry.until) for entry in found.withheld] == [
        ("not-val", "fair-comp", date(2031, 5, 1))
    ]
    assert (found.title, found.main_cpv, found.value) == ({}, None, None)
    assert (found.lots[0].title, found.lots[0].cpv) == ({}, ())


def test_the_value_of_an_award_notice_is_its_total() -> None:
    total = "<efac:NoticeResult><cbc:TotalAmount currencyID='NOK'>1250000.50</cbc:TotalAmount></efac:NoticeResult>"
    found = read(notice(root="ContractAwardNotice", subtype="29", extensions=total))
    assert found.value == Amount(Decimal("1250000.50"), "NOK")


def test_what_is_no_notice_is_refused_with_a_code() -> None:
    data = notice()
    no_key = data.replace(b"<cbc:ID>aaaaaaaa-0000-4000-8000-000000000001</cbc:ID>", b"")
    with pytest.raises(UnreadableNotice) as refused:
        read(no_key)
    assert refused.value.code == "no-identifier"
    with pytest.raises(UnreadableNotice) as refused:
        read(notice(subtype="X77", notice_type="cn-novel"))
    assert refused.value.code == "unknown-form"
    assert "X77" in str(refused.value)


def test_a_bare_root_with_an_id_is_still_a_notice() -> None:
    root = etree.fromstring(notice())
    for child in list(root):
        if not child.tag.endswith("}ID"):
            root.remove(child)
    found = eforms.read(root)
    assert (found.version, found.buyers, found.languages, len(found.lots)) == ("01", (), (), 1)
