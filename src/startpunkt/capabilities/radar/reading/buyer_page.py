"""A buyer's page: open now, bought before, from whom, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from startpunkt.capabilities.radar.models import Award, Lot
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline
from startpunkt.capabilities.radar.reading import buyers
from startpunkt.capabilities.radar.reading.buyers import Buyer
from startpunkt.capabilities.radar.reading.shown import code_labels
from startpunkt.capabilities.radar.reading.texts import Passage, passage
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.design.wording import money

SHOWN = 25


@dataclass(frozen=True, slots=True)
class OpenLot:
    """A lot that can be tendered for now."""

    row: Lot
    title: Passage | None
    deadline: ShownDeadline | None
    value: str


@dataclass(frozen=True, slots=True)
class Bought:
    """An awarded lot."""

    award: Award
    title: Passage | None
    value: str


@dataclass(frozen=True, slots=True)
class BuyerPage:
    """All that a buyer's page shows. Lists are cut at ``SHOWN``; the counts beside them are whole."""

    buyer: Buyer
    open: list[OpenLot]
    open_count: int
    bought: list[Bought]
    bought_count: int
    years: list[dict[str, object]]
    contracts: int
    winners: list[tuple[str, int, date | None]]
    days: tuple[int, int] | None
    codes: list[tuple[str, str, int]]


def buyer_page(viewer: Viewer, name: str, country: str, language: str, now: datetime) -> BuyerPage | None:
    """The page of the buyer of this name; ``None`` where no notice names it."""
    buyer = buyers.buyer_named(viewer, name, country)
    if buyer is None:
        return None
    offered, awarded = buyers.open_lots(viewer, buyer, now), buyers.awards(viewer, buyer)
    years, codes = buyers.values_by_year(buyer), buyers.usual_codes(buyer)
    labels = code_labels((code for code, _ in codes), language)
    return BuyerPage(
        buyer=buyer,
        open=[_open(lot, language, now) for lot in offered[:SHOWN]],
        open_count=offered.count(),
        bought=[
            Bought(one, passage(one.notice.title, language), money(one.value, one.currency)) for one in awarded[:SHOWN]
        ],
        bought_count=awarded.count(),
        years=[{"label": str(year), "value": total, "shown": money(total, "EUR")} for year, _, total in years],
        contracts=sum(count for _, count, _ in years),
        winners=buyers.frequent_winners(buyer),
        days=buyers.days_to_award(buyer),
        codes=[(code, labels.get(code, ""), count) for code, count in codes],
    )


def _open(lot: Lot, language: str, now: datetime) -> OpenLot:
    source = datetime.fromisoformat(lot.deadline_source) if lot.deadline_source else None
    deadline = shown_deadline(lot.deadline, source, now) if lot.deadline else None
    return OpenLot(lot, passage(lot.title or lot.notice.title, language), deadline, money(lot.value, lot.currency))
