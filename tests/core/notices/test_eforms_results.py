from __future__ import annotations

from decimal import Decimal

import pytest

from startpunkt.core.notices import eforms
from startpunkt.core.notices.model import Amount, Notice, Result
from startpunkt.core.notices.xml import parse
from tests.core.notices.eforms_samples import BUYER, PROJECT, lot, notice, organisation

NAMES = {"ORG-0002": "Adler Optik GmbH", "ORG-0003": "Biber Boote AS", "ORG-0004": "Cedar Cyber Ltd"}
LISTED = organisation("ORG-0001", "Amt für Beispiele") + "".join(organisation(key, NAMES[key]) for key in NAMES)


def named(name: str, *keys: str) -> str:
    return "".join(f"<efac:{name}><cbc:ID>{key}</cbc:ID></efac:{name}>" for key in keys)


def lot_result(tenders: tuple[str, ...], lot_id: str = "LOT-0001", status: str = "selec-w", more: str = "") -> str:
    code = f"<cbc:TenderResultCode>{status}</cbc:TenderResultCode>" if status else ""
    return f"<efac:LotResult>{code}{named('LotTender', *tenders)}{more}{named('TenderLot', lot_id)}</efac:LotResult>"


def tender(key: str, party: str, lot_id: str = "LOT-0001", price: str = "", currency: str = "EUR") -> str:
    total = f"<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID='{currency}'>{price}</cbc:PayableAmount>\
</cac:LegalMonetaryTotal>"
    inner = (
        f"<cbc:ID>{key}</cbc:ID>{total if price else ''}{named('TenderingParty', party)}{named('TenderLot', lot_id)}"
    )
    return f"<efac:LotTender>{inner}</efac:LotTender>"


def contract(*tenders: str) -> str:
    return f"<efac:SettledContract><cbc:ID>CON-0001</cbc:ID>{named('LotTender', *tenders)}</efac:SettledContract>"


def party(key: str, *members: str, subcontractor: str = "") -> str:
    subcontractors = named("SubContractor", subcontractor) if subcontractor else ""
    return f"<efac:TenderingParty><cbc:ID>{key}</cbc:ID>{named('Tenderer', *members)}{subcontractors}\
</efac:TenderingParty>"


def award(*results: str, subtype: str = "29", body: str = BUYER + PROJECT + lot()) -> Notice:
    data = notice(
        body,
        root="ContractAwardNotice",
        subtype=subtype,
        notice_type="can-standard",
        organisations=LISTED,
        extensions=f"<efac:NoticeResult>{''.join(results)}</efac:NoticeResult>",
    )
    return eforms.read(parse(data))


def winners(result: Result) -> list[str]:
    return [winner.name for winner in result.winners]


PARTIES = party("TPA-1", "ORG-0002") + party("TPA-2", "ORG-0003") + party("TPA-3", "ORG-0004")
TENDERS = tender("TEN-1", "TPA-1", price="100") + tender("TEN-2", "TPA-2", price="120")


def test_a_losing_tender_in_the_lot_result_does_not_win() -> None:
    (result,) = award(lot_result(("TEN-1", "TEN-2")), TENDERS, contract("TEN-2"), PARTIES).results
    assert (result.lot, result.status, winners(result)) == ("LOT-0001", "selec-w", ["Biber Boote AS"])
    assert result.value == Amount(Decimal(120), "EUR")


def test_without_a_contract_that_names_tenders_all_of_the_lot_result_win_and_prices_are_not_added() -> None:
    (result,) = award(lot_result(("TEN-1", "TEN-2")), TENDERS, contract(), PARTIES).results
    assert (winners(result), result.value) == (["Adler Optik GmbH", "Biber Boote AS"], None)


def test_all_members_of_a_consortium_win_and_subcontractors_do_not() -> None:
    consortium = party("TPA-1", "ORG-0002", "ORG-0004", subcontractor="ORG-0003")
    (result,) = award(lot_result(("TEN-1",)), tender("TEN-1", "TPA-1"), contract("TEN-1"), consortium).results
    assert winners(result) == ["Adler Optik GmbH", "Cedar Cyber Ltd"]


def test_a_result_without_tenders_names_nobody() -> None:
    (result,) = award(lot_result(()), PARTIES).results
    assert (result.status, result.winners, result.value) == ("selec-w", (), None)


def test_a_lot_without_a_winner_beside_one_with() -> None:
    first, second = award(
        lot_result(("TEN-1",)), lot_result(("TEN-2",), "LOT-0002", "clos-nw"), TENDERS, contract("TEN-1"), PARTIES
    ).results
    assert (winners(first), winners(second), second.status) == (["Adler Optik GmbH"], [], "clos-nw")


def test_a_direct_award_is_won_by_the_tenders_of_its_contracts() -> None:
    found = award(lot_result(("TEN-1", "TEN-2"), status=""), TENDERS, contract("TEN-2"), PARTIES, subtype="25")
    assert found.direct
    assert [(result.lot, result.status, winners(result)) for result in found.results] == [
        ("LOT-0001", None, ["Biber Boote AS"])
    ]


def test_without_results_and_contracts_the_tenders_win_their_lots() -> None:
    tenders = tender("TEN-1", "TPA-1") + tender("TEN-2", "TPA-2", "LOT-0002", "7", "NOK")
    found = award(tenders, PARTIES, subtype="25").results
    assert [(result.lot, winners(result)) for result in found] == [
        ("LOT-0001", ["Adler Optik GmbH"]),
        ("LOT-0002", ["Biber Boote AS"]),
    ]
    assert found[1].value == Amount(Decimal(7), "NOK")


def statistics(code: str, number: str) -> str:
    return f"<efac:ReceivedSubmissionsStatistics><efbc:StatisticsCode>{code}</efbc:StatisticsCode>\
<efbc:StatisticsNumeric>{number}</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"


@pytest.mark.parametrize(
    ("number", "expected"), [("5", 5), ("0", 0), ("3.0", 3), ("-1", None), ("x", None), ("", None)]
)
def test_only_tenders_are_counted(number: str, expected: int | None) -> None:
    counted = statistics("t-sme", "4") + statistics("tenders", number) + statistics("part-req", "9")
    (result,) = award(lot_result((), more=counted)).results
    assert result.tenders_received == expected


def test_a_framework_of_several_winners_is_worth_its_own_figure() -> None:
    values = "<efac:FrameworkAgreementValues><cbc:MaximumValueAmount currencyID='EUR'>900</cbc:MaximumValueAmount>\
<efbc:ReestimatedValueAmount currencyID='EUR'>800</efbc:ReestimatedValueAmount></efac:FrameworkAgreementValues>"
    (result,) = award(lot_result(("TEN-1", "TEN-2"), more=values), TENDERS, PARTIES).results
    assert result.value == Amount(Decimal(800), "EUR")


def test_references_into_nothing_name_nobody() -> None:
    (result,) = award(lot_result(("TEN-9", "TEN-1")), tender("TEN-1", "TPA-9"), contract("TEN-9")).results
    assert result.winners == ()


def test_early_german_awards_name_their_winners_on_the_spot() -> None:
    winner = (
        "<cac:WinningParty><cac:PartyName><cbc:Name>{}</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country>"
        "<cbc:IdentificationCode>DEU</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:WinningParty>"
    )
    inline = "".join(
        map(winner.format, ("1. Firma: Dachs Drohnen GmbH", "2. Firma: Elch Elektronik UG", "3. Halle AG"))
    )
    buyer = (
        "<cac:ContractingParty><cac:Party><cac:PartyName><cbc:Name>Werft Süd</cbc:Name></cac:PartyName></cac:Party>"
        "</cac:ContractingParty>"
    )
    awarded = (
        "<cac:AwardedTenderedProject><cac:ProcurementProjectLot><cbc:ID>LOT-0001</cbc:ID></cac:ProcurementProjectLot>"
        "<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID='EUR'>42</cbc:PayableAmount></cac:LegalMonetaryTotal>"
        "</cac:AwardedTenderedProject><cbc:ReceivedTenderQuantity>4</cbc:ReceivedTenderQuantity>"
    )
    body = f"{buyer}{PROJECT}{lot()}<cac:TenderResult>{inline}{awarded}</cac:TenderResult>"
    found = award(body=body)
    assert [entry.name for entry in found.buyers] == ["Werft Süd"]
    (result,) = found.results
    assert winners(result) == ["Dachs Drohnen GmbH", "Elch Elektronik UG", "3. Halle AG"]
    assert [entry.country for entry in result.winners] == ["DE"] * 3
    assert (result.lot, result.tenders_received, result.value) == ("LOT-0001", 4, Amount(Decimal(42), "EUR"))


def test_a_tender_result_with_nothing_but_a_date_is_no_result() -> None:
    date_only = "<cac:TenderResult><cbc:AwardDate>2000-01-01Z</cbc:AwardDate></cac:TenderResult>"
    assert award(body=BUYER + PROJECT + lot() + date_only).results == ()
