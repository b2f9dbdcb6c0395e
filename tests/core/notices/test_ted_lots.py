"""Lots of TED notices: codes, places, deadlines, values, and what stands in the way of a tenderer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from startpunkt.core.notices.model import Amount, Hurdle
from tests.core.notices.ted_samples import BODY, R208, bought, form, old_form, read

LOTS = """<OBJECT_DESCR ITEM="1"><TITLE><P>Blätter</P></TITLE><LOT_NO>1</LOT_NO>
<CPV_ADDITIONAL><CPV_CODE CODE="34731100-7"/></CPV_ADDITIONAL><CPV_ADDITIONAL><CPV_CODE CODE="34711200"/>
</CPV_ADDITIONAL>
<n:NUTS CODE="DEA1"/><n:NUTS CODE="DEA2"/><n:NUTS CODE="00"/><SHORT_DESCR><P>Aus Kohlefaser</P></SHORT_DESCR>
<VAL_OBJECT CURRENCY="EUR">120000.00</VAL_OBJECT></OBJECT_DESCR>
<OBJECT_DESCR ITEM="2"><LOT_NO>2</LOT_NO></OBJECT_DESCR>"""
RECEIPT = "<PROCEDURE><DATE_RECEIPT_TENDERS>2020-02-03</DATE_RECEIPT_TENDERS>{}</PROCEDURE>"


def test_lots_with_their_own_parts_and_what_they_inherit() -> None:
    estimate = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">150000</VAL_ESTIMATED_TOTAL>'
    found = read(form(BODY + bought(estimate + LOTS)))
    first, second = found.lots
    assert (first.id, first.title, first.description) == ("1", {"de": "Blätter"}, {"de": "Aus Kohlefaser"})
    assert (first.cpv, first.places) == (("34711200", "34731100"), ("DEA1", "DEA2"))
    assert first.value == Amount(Decimal("120000.00"), "EUR")
    assert (second.id, second.title, second.cpv) == ("2", {"de": "Rotoren"}, ("34711200",))
    assert (second.places, second.value) == ((), None)
    assert found.value == Amount(Decimal(150000), "EUR")


def test_a_notice_without_lots_has_one_lot() -> None:
    estimate = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">150000</VAL_ESTIMATED_TOTAL>'
    place = '<n:PERFORMANCE_NUTS CODE="DE3"/>'
    (lot,) = read(form(bought(estimate)), data=place).lots
    assert (lot.id, lot.type, lot.title, lot.cpv) == ("1", "lot", {"de": "Rotoren"}, ("34711200",))
    assert (lot.value, lot.places) == (Amount(Decimal(150000), "EUR"), ("DE3",))


def test_the_final_value_is_the_notice_s_and_no_lot_s() -> None:
    found = read(form(bought('<VAL_TOTAL CURRENCY="PLN">9</VAL_TOTAL>'), name="F03"), kind="7")
    assert (found.value, found.lots[0].value) == (Amount(Decimal(9), "PLN"), None)


def test_several_objects_each_bring_their_lots() -> None:
    second = bought("<OBJECT_DESCR><LOT_NO>1</LOT_NO></OBJECT_DESCR>", "Getriebe", "34312000")
    found = read(form(bought(LOTS) + second + bought(title="Wellen"), name="F01"), kind="0")
    assert [(lot.id, lot.title["de"], lot.cpv[0]) for lot in found.lots] == [
        ("1", "Blätter", "34711200"),
        ("2", "Rotoren", "34711200"),
        ("1-2", "Getriebe", "34312000"),
        ("4", "Wellen", "34711200"),
    ]


def test_hundreds_of_lots_share_their_conditions() -> None:
    many = "".join(f"<OBJECT_DESCR><LOT_NO>{number}</LOT_NO></OBJECT_DESCR>" for number in range(1, 653))
    terms = "<LEFTI><SUITABILITY><P>Handelsregister</P></SUITABILITY></LEFTI>"
    found = read(form(bought(many) + terms))
    assert len({lot.id for lot in found.lots}) == 652
    assert all(lot.hurdles == (Hurdle("suitability", "Handelsregister"),) for lot in found.lots)


@pytest.mark.parametrize(
    ("time", "hour", "minute", "time_given"),
    [
        ("<TIME_RECEIPT_TENDERS>11:30</TIME_RECEIPT_TENDERS>", 11, 30, True),
        ("<TIME_RECEIPT_TENDERS>noon</TIME_RECEIPT_TENDERS>", 23, 59, False),
        ("", 23, 59, False),
    ],
)
def test_deadline_is_read_on_the_buyer_s_clock(time: str, hour: int, minute: int, time_given: bool) -> None:
    found = read(form(BODY + bought(LOTS) + RECEIPT.format(time)))
    for lot in found.lots:
        assert lot.deadline is not None
        second = 0 if time_given else 59
        berlin = timezone(timedelta(hours=1))
        assert lot.deadline.instant == datetime(2020, 2, 3, hour, minute, second, tzinfo=berlin)
        assert (lot.deadline.offset_given, lot.deadline.time_given) == (False, time_given)


def test_the_form_s_deadline_counts_before_the_coded_one() -> None:
    coded = "<DT_DATE_FOR_SUBMISSION>20200310 13:00</DT_DATE_FOR_SUBMISSION>"
    for text, day in ((RECEIPT.format(""), 3), ("", 10), (RECEIPT.format("").replace("2020-02-03", "soon"), 10)):
        deadline = read(form(BODY + bought() + text), codes=coded).lots[0].deadline
        assert deadline is not None
        assert deadline.instant.day == day


def test_a_correction_s_new_deadline() -> None:
    change = """<CHANGES><CHANGE><WHERE><SECTION>{}</SECTION>{}</WHERE><OLD_VALUE><DATE>2020-02-01</DATE></OLD_VALUE>
    <NEW_VALUE><DATE>2020-02-20</DATE><TIME>10:00</TIME></NEW_VALUE></CHANGE></CHANGES>"""
    deadline = read(form(BODY + bought() + change.format("IV.2.2", ""), name="F14"), kind="2").lots[0].deadline
    assert deadline is not None
    assert (deadline.instant.day, deadline.instant.hour) == (20, 10)
    for elsewhere in (change.format("IV.2.7", ""), change.format("IV.2.2", "<LOT_NO>3</LOT_NO>")):
        assert read(form(bought() + elsewhere, name="F14"), kind="2").lots[0].deadline is None


def test_hurdles_in_the_notice_s_own_words() -> None:
    terms = """<LEFTI><SUITABILITY><P>Register</P></SUITABILITY><ECONOMIC_CRITERIA_DOC/>
    <ECONOMIC_FINANCIAL_INFO><P>Umsatz</P></ECONOMIC_FINANCIAL_INFO>
    <ECONOMIC_FINANCIAL_MIN_LEVEL><P>1 Mio.</P><P>im Jahr</P></ECONOMIC_FINANCIAL_MIN_LEVEL>
    <TECHNICAL_PROFESSIONAL_INFO><P>Referenzen</P></TECHNICAL_PROFESSIONAL_INFO>
    <DEPOSIT_GUARANTEE_REQUIRED><P>Bürgschaft</P></DEPOSIT_GUARANTEE_REQUIRED><LEGAL_FORM><P>GmbH</P></LEGAL_FORM>
    <QUALIFICATION><CONDITIONS><P>ISO 9001</P></CONDITIONS><METHODS><P>Zertifikat</P></METHODS></QUALIFICATION>
    <PARTICULAR_PROFESSION CTYPE="SERVICES"/><REFERENCE_TO_LAW><P>§ 1</P></REFERENCE_TO_LAW>
    <RESTRICTED_SHELTERED_WORKSHOP/><RESTRICTED_SHELTERED_PROGRAM/><RESERVED_ORGANISATIONS_SERVICE_MISSION/></LEFTI>"""
    (lot,) = read(form(bought() + terms)).lots
    assert lot.hurdles == (
        Hurdle("suitability", "Register"),
        Hurdle("economic", "Umsatz"),
        Hurdle("economic", "1 Mio.\nim Jahr"),
        Hurdle("technical", "Referenzen"),
        Hurdle("guarantee", "Bürgschaft"),
        Hurdle("other", "GmbH"),
        Hurdle("suitability", "ISO 9001"),
        Hurdle("certificate", "Zertifikat"),
        Hurdle("suitability", "§ 1"),
        Hurdle("reserved", "res-ws"),
        Hurdle("reserved", "reserved-execution"),
        Hurdle("reserved", "res-pub-ser"),
    )


DEFENCE = """<OBJECT_CONTRACT_INFORMATION_DEFENCE><DESCRIPTION_CONTRACT_INFORMATION_DEFENCE>
<TITLE_CONTRACT><P>Tarnnetze</P></TITLE_CONTRACT><LOCATION_NUTS><LOCATION><P>Koblenz</P></LOCATION><n:NUTS CODE="DEB1"/>
</LOCATION_NUTS><SHORT_CONTRACT_DESCRIPTION><P>Netze</P></SHORT_CONTRACT_DESCRIPTION>
<CPV><CPV_MAIN><CPV_CODE CODE="35811300"/></CPV_MAIN><CPV_ADDITIONAL><CPV_CODE CODE="39561133"/></CPV_ADDITIONAL></CPV>
<SUBCONTRACTING><SUBCONTRACT_AWARD_PART VALUE="YES"/><SUBCONTRACT_SHARE><MIN_PERCENTAGE>20</MIN_PERCENTAGE>
<MAX_PERCENTAGE>30</MAX_PERCENTAGE></SUBCONTRACT_SHARE></SUBCONTRACTING>
<F17_DIVISION_INTO_LOTS><F17_DIV_INTO_LOT_YES VALUE="ALL_LOTS">{lots}</F17_DIV_INTO_LOT_YES></F17_DIVISION_INTO_LOTS>
</DESCRIPTION_CONTRACT_INFORMATION_DEFENCE><QUANTITY_SCOPE><NATURE_QUANTITY_SCOPE>
<TOTAL_QUANTITY_OR_SCOPE><P>200 Stück</P></TOTAL_QUANTITY_OR_SCOPE><COSTS_RANGE_AND_CURRENCY CURRENCY="EUR">
<VALUE_COST>1 200 000,50</VALUE_COST></COSTS_RANGE_AND_CURRENCY></NATURE_QUANTITY_SCOPE></QUANTITY_SCOPE>
</OBJECT_CONTRACT_INFORMATION_DEFENCE><LEFTI_CONTRACT_DEFENCE><CONTRACT_RELATING_CONDITIONS>
<EXISTENCE_OTHER_PARTICULAR_CONDITIONS><P>Ü2</P></EXISTENCE_OTHER_PARTICULAR_CONDITIONS>
<CLEARING_LAST_DATE><DAY>1</DAY><MONTH>4</MONTH><YEAR>2021</YEAR></CLEARING_LAST_DATE></CONTRACT_RELATING_CONDITIONS>
<F17_CONDITIONS_FOR_PARTICIPATION><F17_ECONOMIC_FINANCIAL_CAPACITY><EAF_CAPACITY_INFORMATION><P>Bilanz</P>
</EAF_CAPACITY_INFORMATION></F17_ECONOMIC_FINANCIAL_CAPACITY><TECHNICAL_CAPACITY_LEFTI_SUBCONTRACTORS>
<T_CAPACITY_INFORMATION><P>Referenzen</P></T_CAPACITY_INFORMATION></TECHNICAL_CAPACITY_LEFTI_SUBCONTRACTORS>
<RESERVED_CONTRACTS><RESTRICTED_TO_SHELTERED_WORKSHOPS/></RESERVED_CONTRACTS></F17_CONDITIONS_FOR_PARTICIPATION>
</LEFTI_CONTRACT_DEFENCE><PROCEDURE_DEFINITION_CONTRACT_NOTICE_DEFENCE>
<ADMINISTRATIVE_INFORMATION_CONTRACT_NOTICE_DEFENCE><RECEIPT_LIMIT_DATE><DAY>3</DAY><MONTH>2</MONTH><YEAR>2021</YEAR>
<TIME>12:00</TIME></RECEIPT_LIMIT_DATE></ADMINISTRATIVE_INFORMATION_CONTRACT_NOTICE_DEFENCE>
</PROCEDURE_DEFINITION_CONTRACT_NOTICE_DEFENCE>"""
ANNEX = """<F17_ANNEX_B ITEM="{0}"><LOT_NUMBER>{0}</LOT_NUMBER><LOT_TITLE>Los {0}</LOT_TITLE>
<CPV><CPV_MAIN><CPV_CODE CODE="3581130{0}"/></CPV_MAIN></CPV><NATURE_QUANTITY_SCOPE><TOTAL_QUANTITY_OR_SCOPE><P>je 5</P>
</TOTAL_QUANTITY_OR_SCOPE><COSTS_RANGE_AND_CURRENCY CURRENCY="EUR"><RANGE_VALUE_COST><LOW_VALUE>1</LOW_VALUE>
<HIGH_VALUE>2</HIGH_VALUE></RANGE_VALUE_COST></COSTS_RANGE_AND_CURRENCY></NATURE_QUANTITY_SCOPE></F17_ANNEX_B>"""


def test_a_defence_notice_of_the_older_kind() -> None:
    found = read(old_form(DEFENCE.format(lots="")), namespace=R208)
    assert (found.form, found.kind, found.main_cpv) == ("F17", "competition", "35811300")
    (lot,) = found.lots
    assert (lot.title, lot.description) == ({"de": "Tarnnetze"}, {"de": "Netze"})
    assert (lot.cpv, lot.places) == (("35811300", "39561133"), ("DEB1",))
    assert lot.value == Amount(Decimal("1200000.50"), "EUR")
    assert lot.deadline is not None
    assert lot.deadline.instant == datetime(2021, 2, 3, 12, tzinfo=timezone(timedelta(hours=1)))
    assert lot.hurdles == (
        Hurdle("subcontracting", "20-30 %"),
        Hurdle("clearance", "Ü2"),
        Hurdle("clearance", "2021-04-01"),
        Hurdle("economic", "Bilanz"),
        Hurdle("subcontracting", "Referenzen"),
        Hurdle("reserved", "res-ws"),
    )


def test_lots_of_the_older_kind_are_counted_once_and_a_range_is_no_value() -> None:
    found = read(old_form(DEFENCE.format(lots=ANNEX.format(1) + ANNEX.format(2))), namespace=R208)
    assert [(lot.id, lot.title["de"], lot.description["de"], lot.cpv) for lot in found.lots] == [
        ("1", "Los 1", "je 5", ("35811301",)),
        ("2", "Los 2", "je 5", ("35811302",)),
    ]
    assert [lot.value for lot in found.lots] == [None, None]
    assert found.value == Amount(Decimal("1200000.50"), "EUR")


def test_the_main_code_is_the_object_s_even_where_lots_stand_before_it() -> None:
    content = """<OBJECT_WORKS_SUPPLIES_SERVICES_PRIOR_INFORMATION><TITLE_CONTRACT><P>Bau</P></TITLE_CONTRACT>
    <QUANTITY_SCOPE_WORKS_DEFENCE><F16_DIVISION_INTO_LOTS><F16_DIV_INTO_LOT_YES><LOT_PRIOR_INFORMATION ITEM="1">
    <LOT_NUMBER>7</LOT_NUMBER><CPV><CPV_MAIN><CPV_CODE CODE="90523100"/></CPV_MAIN></CPV></LOT_PRIOR_INFORMATION>
    </F16_DIV_INTO_LOT_YES></F16_DIVISION_INTO_LOTS></QUANTITY_SCOPE_WORKS_DEFENCE>
    <CPV><CPV_MAIN><CPV_CODE CODE="45000000"/></CPV_MAIN></CPV></OBJECT_WORKS_SUPPLIES_SERVICES_PRIOR_INFORMATION>"""
    found = read(old_form(content, "PRIOR_INFORMATION_DEFENCE", "16"), namespace=R208, kind="0")
    assert (found.main_cpv, found.kind) == ("45000000", "planning")
    assert [(lot.id, lot.cpv) for lot in found.lots] == [("7", ("90523100",))]


@pytest.mark.parametrize("text", ["", "-1", "unpublished", "1e999", "NaN", "9" * 40, "1,5,2"])
@pytest.mark.parametrize("currency", ["EUR", "EURO", ""])
def test_a_bad_number_or_currency_is_no_value(text: str, currency: str) -> None:
    value = f'<OBJECT_DESCR><VAL_OBJECT CURRENCY="{currency}">{text}</VAL_OBJECT></OBJECT_DESCR>'
    assert read(form(bought(value))).lots[0].value is None
    assert read(form(bought(value.replace(f">{text}<", ">5<")))).lots[0].value == (
        Amount(Decimal(5), "EUR") if currency == "EUR" else None
    )
