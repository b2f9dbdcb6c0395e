"""Who won: NoticeResult, from lot result to tender to tendering party to organisation, and what a contract changed."""

from __future__ import annotations

from dataclasses import dataclass

from startpunkt.capabilities.radar.demo.draft import Draft
from startpunkt.capabilities.radar.demo.markup import Element, add, add_amount, add_code, add_id, add_texts
from startpunkt.capabilities.radar.demo.project import lot_ids

FIRST_FIRM = 3
"""ORG-0001 is the buyer, ORG-0002 the review body; companies follow."""


@dataclass(frozen=True, slots=True)
class _Bid:
    """A tender for one lot; ``members`` are organisations of the notice, the leader first."""

    number: int
    lot: str
    members: tuple[str, ...]
    amount: float
    won: bool

    def identifier(self, prefix: str) -> str:
        return f"{prefix}-{self.number:04}"


def companies(draft: Draft) -> list[str]:
    """Keys of the companies that the notice names, winners first, each once."""
    if not draft.subject.winners or draft.form.stage in ("planning", "competition"):
        return []
    winners = [key for party in draft.subject.winners for key in party]
    return list(dict.fromkeys([*winners, *draft.subject.losers]))


def add_result(extension: Element, draft: Draft) -> None:
    """Append the NoticeResult: results, tenders, contracts and parties, in the order that eForms asks for."""
    bids = _bids(draft)
    won = [bid for bid in bids if bid.won]
    result = add(extension, "efac:NoticeResult")
    if draft.form.stage != "cont-modif" and not draft.subject.withheld:
        add_amount(result, "cbc:TotalAmount", sum(bid.amount for bid in won), draft.subject.currency)
    for number, lot in enumerate(lot_ids(draft), start=1):
        _add_lot_result(result, draft, number, [bid for bid in bids if bid.lot == lot], lot)
    for bid in bids:
        _add_tender(result, draft, bid)
    for bid in won:
        _add_contract(result, draft, bid)
    for bid in bids:
        party = add(result, "efac:TenderingParty")
        add_id(party, "cbc:ID", bid.identifier("TPA"), "tendering-party")
        for position, member in enumerate(bid.members):
            tenderer = add(party, "efac:Tenderer")
            add_id(tenderer, "cbc:ID", member, "organization")
            if len(bid.members) > 1:
                add(tenderer, "efbc:GroupLeadIndicator", "true" if position == 0 else "false")


def add_modification(extension: Element, draft: Draft) -> None:
    """Append what a running contract changed and why."""
    if draft.sequel is None or draft.modifies is None:
        return
    modification = add(extension, "efac:ContractModification")
    add(modification, "efbc:ChangedNoticeIdentifier", draft.modifies)
    change = add(modification, "efac:Change")
    add_texts(change, "efbc:ChangeDescription", draft.sequel.texts)
    add(change, "efac:ChangedSection/efbc:ChangedSectionIdentifier", "CON-0001")
    reason = add(modification, "efac:ChangeReason")
    add_code(reason, "cbc:ReasonCode", draft.sequel.code, "modification-justification")
    add_texts(reason, "efbc:ReasonDescription", draft.sequel.texts)


def _bids(draft: Draft) -> list[_Bid]:
    subject = draft.subject
    numbers = {key: f"ORG-{FIRST_FIRM + index:04}" for index, key in enumerate(companies(draft))}
    bids: list[_Bid] = []
    for lot, part, party in zip(lot_ids(draft), subject.lots, subject.winners, strict=True):
        if party:
            members = tuple(numbers[key] for key in party)
            bids.append(_Bid(len(bids) + 1, lot, members, round(part.value * draft.price), True))
    if draft.form.stage == "result":
        for key in subject.losers:
            amount = round(subject.lots[0].value * (draft.price + 0.07))
            bids.append(_Bid(len(bids) + 1, lot_ids(draft)[0], (numbers[key],), amount, False))
    return bids


def _add_lot_result(result: Element, draft: Draft, number: int, bids: list[_Bid], lot: str) -> None:
    """A lot's outcome. Losing tenders are listed too; which one won is what the contract says."""
    element = add(result, "efac:LotResult")
    add_id(element, "cbc:ID", f"RES-{number:04}", "result")
    if draft.form.stage == "result":
        add_code(element, "cbc:TenderResultCode", "selec-w" if bids else "clos-nw", "winner-selection-status")
    if not bids:
        add_code(element, "efac:DecisionReason/efbc:DecisionReasonCode", "no-rece", "non-award-justification")
    for bid in bids:
        add_id(element, "efac:LotTender/cbc:ID", bid.identifier("TEN"), "tender")
    if draft.form.stage == "result":
        statistics = add(element, "efac:ReceivedSubmissionsStatistics")
        if draft.subject.withheld:
            _add_privacy(statistics, draft, "rec-sub-cou", "fair-comp")
        code = "unpublished" if draft.subject.withheld else "tenders"
        received = -1 if draft.subject.withheld else draft.received if bids else 0
        add_code(statistics, "efbc:StatisticsCode", code, "received-submission-type")
        add(statistics, "efbc:StatisticsNumeric", received)
    for bid in bids:
        if bid.won:
            add_id(element, "efac:SettledContract/cbc:ID", bid.identifier("CON"), "contract")
    add_id(element, "efac:TenderLot/cbc:ID", lot, "Lot")


def _add_tender(result: Element, draft: Draft, bid: _Bid) -> None:
    tender = add(result, "efac:LotTender")
    add_id(tender, "cbc:ID", bid.identifier("TEN"), "tender")
    if draft.subject.withheld:
        _add_privacy(tender, draft, "win-ten-val", "eo-int")
    amount = -1 if draft.subject.withheld else bid.amount
    add_amount(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount", amount, draft.subject.currency)
    add_id(tender, "efac:TenderingParty/cbc:ID", bid.identifier("TPA"), "tendering-party")
    add_id(tender, "efac:TenderLot/cbc:ID", bid.lot, "Lot")
    add(tender, "efac:TenderReference/cbc:ID", f"{draft.reference}/{bid.number}")


def _add_contract(result: Element, draft: Draft, bid: _Bid) -> None:
    contract = add(result, "efac:SettledContract")
    add_id(contract, "cbc:ID", bid.identifier("CON"), "contract")
    if draft.awarded is not None:
        add(contract, "cbc:AwardDate", f"{draft.awarded}Z")
        add(contract, "cbc:IssueDate", f"{draft.awarded}Z")
    add_texts(contract, "cbc:Title", draft.subject.title)
    add(contract, "efac:ContractReference/cbc:ID", f"{draft.reference}-V{bid.number}")
    add_id(contract, "efac:LotTender/cbc:ID", bid.identifier("TEN"), "tender")


def _add_privacy(parent: Element, draft: Draft, field: str, reason: str) -> None:
    """Say that a field is kept back, why, and until when; its place holds a value that is none."""
    privacy = add(parent, "efac:FieldsPrivacy")
    add_code(privacy, "efbc:FieldIdentifierCode", field, "non-publication-identifier")
    add_code(privacy, "cbc:ReasonCode", reason, "non-publication-justification")
    if draft.until is not None:
        add(privacy, "efbc:PublicationDate", f"{draft.until}Z")
