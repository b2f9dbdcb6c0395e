"""Who won: ``efac:NoticeResult``, and the parties written inline by early German awards."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from startpunkt.core.notices.eforms.names import (
    CAC,
    CBC,
    EFAC,
    EFBC,
    ID,
    amount,
    child_text,
    children_of,
    count,
    reference,
    text,
)
from startpunkt.core.notices.eforms.organisations import Organisations, inline_party
from startpunkt.core.notices.model import Amount, Party, Result

_LOT_RESULT = EFAC + "LotResult"
_LOT_TENDER = EFAC + "LotTender"
_TENDERING_PARTY = EFAC + "TenderingParty"
_TENDERER = EFAC + "Tenderer"
_CONTRACT = EFAC + "SettledContract"
_TENDER_LOT = EFAC + "TenderLot"
_STATISTICS = EFAC + "ReceivedSubmissionsStatistics"
_STATISTICS_CODE = EFBC + "StatisticsCode"
_STATISTICS_NUMBER = EFBC + "StatisticsNumeric"
_FRAMEWORK_VALUES = EFAC + "FrameworkAgreementValues"
_FRAMEWORK_MAXIMUM = CBC + "MaximumValueAmount"
_FRAMEWORK_ESTIMATE = EFBC + "ReestimatedValueAmount"
_STATUS = CBC + "TenderResultCode"
_TOTAL = CAC + "LegalMonetaryTotal"
_PAYABLE = CBC + "PayableAmount"
_NOTICE_TOTAL = CBC + "TotalAmount"
_WINNER = CAC + "WinningParty"
_AWARDED = CAC + "AwardedTenderedProject"
_LOT = CAC + "ProcurementProjectLot"
_RECEIVED = CBC + "ReceivedTenderQuantity"

_SELECTED = "selec-w"


@dataclass(slots=True)
class _Tender:
    lot: str | None = None
    party: str | None = None
    value: Amount | None = None


@dataclass(slots=True)
class _LotResult:
    lots: list[str] = field(default_factory=list)
    status: str | None = None
    tenders: list[str] = field(default_factory=list)
    received: int | None = None
    framework: Amount | None = None


@dataclass(slots=True)
class NoticeResult:
    """``efac:NoticeResult`` with its references still open, and the total value of the notice."""

    total: Amount | None = None
    lot_results: list[_LotResult] = field(default_factory=list)
    tenders: dict[str, _Tender] = field(default_factory=dict)
    contracted: dict[str, None] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)


def read_notice_result(element: _Element) -> NoticeResult:
    """Everything that ``efac:NoticeResult`` says of results, tenders, contracts and tendering parties."""
    found = NoticeResult()
    for child in children_of(element):
        tag = child.tag
        if tag == _LOT_RESULT:
            found.lot_results.append(_lot_result(child))
        elif tag == _LOT_TENDER:
            key, tender = _tender(child)
            if key:
                found.tenders[key] = tender
        elif tag == _CONTRACT:
            for named in children_of(child):
                if named.tag == _LOT_TENDER and (key := reference(named)):
                    found.contracted[key] = None
        elif tag == _TENDERING_PARTY:
            if key := reference(child):
                members = [reference(member) for member in children_of(child) if member.tag == _TENDERER]
                found.members[key] = [member for member in members if member]
        elif tag == _NOTICE_TOTAL:
            found.total = amount(child)
    return found


def results_of(found: NoticeResult, organisations: Organisations) -> list[Result]:
    """One result per lot, with the winners that ``contract.md`` defines.

    A lot result that says ``selec-w`` is won by those of its tenders that a contract names, or by all of them where
    contracts name none. Where no lot result says so, the contracts' tenders win, or all tenders without contracts.
    """
    selected = any(result.status == _SELECTED for result in found.lot_results)
    winning = [key for key in found.contracted if key in found.tenders] or list(found.tenders)
    results: list[Result] = []
    for lot_result in found.lot_results:
        lots: list[str | None] = [*lot_result.lots] or [None]
        for lot in lots:
            if selected:
                named = [key for key in lot_result.tenders if key in found.contracted] or lot_result.tenders
                won = named if lot_result.status == _SELECTED else []
            else:
                won = [key for key in winning if key in lot_result.tenders or found.tenders[key].lot == lot]
            results.append(_result(found, lot, lot_result, won, organisations))
    if not selected:
        shown = {result.lot for result in results}
        placed = {key for lot_result in found.lot_results for key in lot_result.tenders}
        rest = [key for key in winning if key not in placed and found.tenders[key].lot not in shown]
        for unlisted in dict.fromkeys(found.tenders[key].lot for key in rest):
            won = [key for key in rest if found.tenders[key].lot == unlisted]
            results.append(_result(found, unlisted, _LotResult(), won, organisations))
    return results


def _result(
    found: NoticeResult, lot: str | None, lot_result: _LotResult, won: list[str], organisations: Organisations
) -> Result:
    tenders = [found.tenders[key] for key in won if key in found.tenders]
    members = (member for tender in tenders for member in found.members.get(tender.party or "", ()))
    winners = [organisations.party(member) for member in dict.fromkeys(members)]
    # Several winning tenders are mostly the members of a framework; their prices are no sum to be paid.
    value = tenders[0].value if len(tenders) == 1 else None
    return Result(
        lot,
        lot_result.status,
        tuple(winner for winner in winners if winner),
        lot_result.received,
        value or lot_result.framework,
    )


def _lot_result(element: _Element) -> _LotResult:
    found = _LotResult()
    for child in children_of(element):
        tag = child.tag
        if tag == _LOT_TENDER:
            if key := reference(child):
                found.tenders.append(key)
        elif tag == _TENDER_LOT:
            if key := reference(child):
                found.lots.append(key)
        elif tag == _STATUS:
            found.status = text(child)
        elif tag == _STATISTICS:
            if child_text(child, _STATISTICS_CODE) == "tenders":
                found.received = count(child_text(child, _STATISTICS_NUMBER))
        elif tag == _FRAMEWORK_VALUES:
            values = {value.tag: amount(value) for value in child}
            found.framework = values.get(_FRAMEWORK_ESTIMATE) or values.get(_FRAMEWORK_MAXIMUM)
    return found


def _tender(element: _Element) -> tuple[str | None, _Tender]:
    key = None
    tender = _Tender()
    for child in children_of(element):
        tag = child.tag
        if tag == ID:
            key = text(child)
        elif tag == _TENDER_LOT:
            tender.lot = reference(child)
        elif tag == _TENDERING_PARTY:
            tender.party = reference(child)
        elif tag == _TOTAL:
            tender.value = _payable(child)
    return key, tender


def _payable(total: _Element) -> Amount | None:
    for child in children_of(total):
        if child.tag == _PAYABLE:
            return amount(child)
    return None


def inline_results(elements: list[_Element], language: str) -> list[Result]:
    """The results in ``cac:TenderResult`` that name their winners on the spot; empty where they only carry a date."""
    results = [_inline_result(element, language) for element in elements]
    return [result for result in results if result.winners]


def _inline_result(element: _Element, language: str) -> Result:
    lot: str | None = None
    value: Amount | None = None
    winners: list[Party] = []
    for winner in element.iterchildren(_WINNER):
        named = inline_party(winner, language)
        if named and named not in winners:
            winners.append(named)
    for project in element.iterchildren(_AWARDED):
        for child in project.iterchildren(_LOT, _TOTAL):
            if child.tag == _LOT:
                lot = reference(child) or lot
            else:
                value = _payable(child)
    received = count(child_text(element, _RECEIVED))
    return Result(lot, child_text(element, _STATUS), tuple(winners), received, value)
