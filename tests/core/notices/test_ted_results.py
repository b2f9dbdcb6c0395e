"""Results of TED notices: winners by form and year, groups, lots that nobody won, and lists of lots."""

from __future__ import annotations

from decimal import Decimal

import pytest

from startpunkt.core.notices.model import Amount, Notice, Party
from tests.core.notices.ted_samples import R207, R208, bought, form, old_form, read

LOTS = "".join(f"<OBJECT_DESCR><LOT_NO>{number}</LOT_NO></OBJECT_DESCR>" for number in (1, 2, 3))


def contractor(name: str) -> str:
    return f"""<CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>{name}</OFFICIALNAME><NATIONALID>ES B84021625</NATIONALID>
    <COUNTRY VALUE="ES"/><E_MAIL>info@example.org</E_MAIL><URL>https://s.example</URL></ADDRESS_CONTRACTOR>
    </CONTRACTOR>"""


def award(content: str, name: str = "F03", lots: str = LOTS, kind: str = "7") -> Notice:
    return read(form(bought(lots) + content, name=name), kind=kind)


def names(found: Notice) -> list[list[str]]:
    return [[winner.name for winner in result.winners] for result in found.results]


def test_winner_tenders_and_value_of_a_lot() -> None:
    found = award(f"""<AWARD_CONTRACT ITEM="1"><LOT_NO>2</LOT_NO><AWARDED_CONTRACT><TENDERS><NB_TENDERS_RECEIVED>4
    </NB_TENDERS_RECEIVED></TENDERS><CONTRACTORS><NO_AWARDED_TO_GROUP/>{contractor("Solar S.A.")}</CONTRACTORS><VALUES>
    <VAL_ESTIMATED_TOTAL CURRENCY="EUR">9</VAL_ESTIMATED_TOTAL><VAL_TOTAL CURRENCY="EUR">8.00</VAL_TOTAL></VALUES>
    </AWARDED_CONTRACT></AWARD_CONTRACT>""")
    (result,) = found.results
    assert (result.lot, result.status, result.tenders_received) == ("2", "selec-w", 4)
    assert result.value == Amount(Decimal("8.00"), "EUR")
    assert result.winners == (Party("Solar S.A.", "ES", ("ES B84021625",), website="https://s.example"),)


def test_parts_that_stand_alone_in_older_files() -> None:
    found = award(f"""<AWARD_CONTRACT><LOT_NO>1</LOT_NO><AWARDED_CONTRACT><NB_TENDERS_RECEIVED>2</NB_TENDERS_RECEIVED>
    <AWARDED_TO_GROUP/>{contractor("Eins")}{contractor("Zwei")}<VAL_TOTAL CURRENCY="PLN">7</VAL_TOTAL>
    </AWARDED_CONTRACT>
    </AWARD_CONTRACT>""")
    assert names(found) == [["Eins", "Zwei"]]
    assert (found.results[0].tenders_received, found.results[0].value) == (2, Amount(Decimal(7), "PLN"))


def test_every_member_of_a_group_wins_and_nobody_else_named_beside_them() -> None:
    found = award(
        f"""<AWARD_CONTRACT><AWARDED_CONTRACT><CONTRACTORS><AWARDED_TO_GROUP/>{contractor("Eins")}{contractor("Zwei")}
        <ADDRESS_PARTY><OFFICIALNAME>Landkreis</OFFICIALNAME></ADDRESS_PARTY></CONTRACTORS></AWARDED_CONTRACT>
        </AWARD_CONTRACT>""",
        "T02",
    )
    assert names(found) == [["Eins", "Zwei"]]


def test_a_lot_that_nobody_won() -> None:
    found = award("""<AWARD_CONTRACT><LOT_NO>3</LOT_NO><NO_AWARDED_CONTRACT><PROCUREMENT_UNSUCCESSFUL/>
    </NO_AWARDED_CONTRACT></AWARD_CONTRACT>""")
    assert [(result.lot, result.status, result.winners) for result in found.results] == [("3", "clos-nw", ())]


def test_an_award_of_several_lots_is_told_of_each_without_its_value() -> None:
    found = award(f"""<AWARD_CONTRACT><LOT_NO>1, 3</LOT_NO><AWARDED_CONTRACT><CONTRACTORS>{contractor("Eins")}
    </CONTRACTORS><VALUES><VAL_TOTAL CURRENCY="EUR">8</VAL_TOTAL></VALUES></AWARDED_CONTRACT></AWARD_CONTRACT>""")
    assert [(result.lot, result.value) for result in found.results] == [("1", None), ("3", None)]
    assert names(found) == [["Eins"], ["Eins"]]


@pytest.mark.parametrize(
    ("lots", "written", "expected"),
    [(LOTS, "Los X", "Los X"), (LOTS, "", None), ("", "", "1"), ("<OBJECT_DESCR/>", "Los 1", "1")],
)
def test_the_lot_of_an_award(lots: str, written: str, expected: str | None) -> None:
    found = award(f"<AWARD_CONTRACT><LOT_NO>{written}</LOT_NO><AWARDED_CONTRACT/></AWARD_CONTRACT>", lots=lots)
    assert [result.lot for result in found.results] == [expected]


def test_what_the_buyer_wants_unpublished_is_not_read() -> None:
    found = award(f"""<AWARD_CONTRACT><LOT_NO>1</LOT_NO><AWARDED_CONTRACT><TENDERS PUBLICATION="NO">
    <NB_TENDERS_RECEIVED>4</NB_TENDERS_RECEIVED></TENDERS>
    <CONTRACTORS PUBLICATION="NO">{contractor("Eins")}</CONTRACTORS>
    <VALUES PUBLICATION="YES"><VAL_TOTAL CURRENCY="EUR" PUBLICATION="NO">8</VAL_TOTAL></VALUES>
    </AWARDED_CONTRACT></AWARD_CONTRACT>""")
    (result,) = found.results
    assert (result.status, result.winners, result.tenders_received, result.value) == ("selec-w", (), None, None)


def test_a_direct_award_names_its_winner() -> None:
    content = f"<AWARD_CONTRACT><AWARDED_CONTRACT><CONTRACTORS>{contractor('Eins')}</CONTRACTORS></AWARDED_CONTRACT>"
    found = award(content + "</AWARD_CONTRACT>", "F15", "", "V")
    assert (found.direct, found.kind, names(found)) == (True, "award", [["Eins"]])


@pytest.mark.parametrize("grouped", [True, False])
def test_prizes_of_a_design_contest(grouped: bool) -> None:
    winner = contractor("Büro").replace("CONTRACTOR", "WINNER")
    count = "<NB_PARTICIPANTS>12</NB_PARTICIPANTS>"
    inner = f"<PARTICIPANTS>{count}</PARTICIPANTS><WINNERS>{winner}</WINNERS>" if grouped else count + winner
    prize = f'<AWARDED_PRIZE>{inner}<VAL_PRIZE CURRENCY="EUR">5000</VAL_PRIZE></AWARDED_PRIZE>'
    found = award(f"<RESULTS>{prize}</RESULTS><RESULTS><NO_AWARDED_PRIZE/></RESULTS>", "F13", "", "R")
    first, second = found.results
    assert (first.status, first.tenders_received, first.value) == ("selec-w", 12, Amount(Decimal(5000), "EUR"))
    assert (names(found), second.status) == ([["Büro"], []], "clos-nw")


def test_a_modified_contract_names_who_holds_it_now() -> None:
    content = f"""<AWARD_CONTRACT><AWARDED_CONTRACT><CONTRACTORS>{contractor("Alt")}</CONTRACTORS></AWARDED_CONTRACT>
    </AWARD_CONTRACT><MODIFICATIONS_CONTRACT><DESCRIPTION_PROCUREMENT><CONTRACTORS>{{}}</CONTRACTORS>
    </DESCRIPTION_PROCUREMENT></MODIFICATIONS_CONTRACT>"""
    assert names(award(content.format(contractor("Neu")), "F20", "", "K")) == [["Alt"], ["Neu"]]
    assert names(award(content.format(contractor("Alt")), "F20", "", "K")) == [["Alt"]]


def old_award(winner: str, lot: str = "") -> str:
    return f"""<AWARD_OF_CONTRACT_DEFENCE><LOT_NUMBER>{lot}</LOT_NUMBER>
    <OFFERS_RECEIVED_NUMBER>3</OFFERS_RECEIVED_NUMBER>{winner}<CONTRACT_VALUE_INFORMATION>
    <COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE CURRENCY="EUR">
    <VALUE_COST FMTVAL="1000.00">1 000</VALUE_COST></COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE>
    </CONTRACT_VALUE_INFORMATION></AWARD_OF_CONTRACT_DEFENCE>"""


@pytest.mark.parametrize("namespace", [R207, R208])
def test_awards_of_the_older_kind(namespace: str) -> None:
    operator = """<ECONOMIC_OPERATOR_NAME_ADDRESS><CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME><ORGANISATION>
    <OFFICIALNAME>Rüstung GmbH</OFFICIALNAME><NATIONALID>HRB 12</NATIONALID></ORGANISATION><COUNTRY VALUE="DE"/>
    </CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME></ECONOMIC_OPERATOR_NAME_ADDRESS>"""
    content = old_award(operator) + old_award("", "9")
    found = read(old_form(content, "CONTRACT_AWARD_DEFENCE", "18"), kind="7", namespace=namespace)
    first, second = found.results
    assert first.winners == (Party("Rüstung GmbH", "DE", ("HRB 12",)),)
    assert (first.lot, first.status, first.tenders_received) == ("1", "selec-w", 3)
    assert first.value == Amount(Decimal("1000.00"), "EUR")
    assert (second.status, second.winners) == (None, ())
