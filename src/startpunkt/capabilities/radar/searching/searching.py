"""A whole search: asked, found, ordered, explained. The page, the command and the benchmark use this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from startpunkt.capabilities.radar.searching.asked import Asked, ask
from startpunkt.capabilities.radar.searching.finding import Found, find, weights
from startpunkt.capabilities.radar.searching.hits import Hit, hit, labels_for
from startpunkt.capabilities.radar.searching.narrowing import Narrowing, Row
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.foundation.access.viewer import Viewer

SORTS = ("relevance", "date", "deadline")


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found: ``hits`` of the page asked for, out of ``lots`` lots in ``notices`` notices."""

    asked: Asked
    found: Found
    hits: list[Hit]
    notices: int

    @property
    def lots(self) -> int:
        return len(self.found.rows)


def search_lots(
    viewer: Viewer, text: str, now: datetime, *, narrowing: Narrowing | None = None, sort: str = "relevance",
    literal: bool = False, first: int = 0, limit: int = 20, by_notice: bool = True, language: str = "en",
) -> Result:  # fmt: skip
    """The notices number ``first`` to ``first + limit`` that hold what ``text`` asks for, each by its best lot.

    Not ``by_notice``: the lots instead. Labels in ``language`` (``de`` or ``en``).
    """
    asked = ask(viewer, text, literal)
    found = find(asked, narrowing or Narrowing(), now)
    rows = _ordered(asked, found.rows, sort, now)
    groups = _by_notice(rows) if by_notice else [[row] for row in rows]
    shown = groups[first : first + limit]
    lots = newest_lots(viewer).select_related("notice").in_bulk([each[0].lot for each in shown])
    labels = labels_for(asked, lots.values(), language)
    hits = [hit(asked, lots[each[0].lot], len(each) - 1, labels) for each in shown if each[0].lot in lots]
    return Result(asked, found, hits, len(groups))


def _ordered(asked: Asked, rows: list[Row], sort: str, now: datetime) -> list[Row]:
    if sort == "date":
        return sorted(rows, key=lambda row: (row.published or date.min, row.lot), reverse=True)
    if sort == "deadline":
        return sorted(rows, key=lambda row: _urgency(row, now))
    weight = weights(asked, rows)

    def worth(row: Row) -> tuple[float, bool, int]:
        return round(weight.get(row.lot, 0.0), 2), row.state(now) == "open", row.lot

    return sorted(rows, key=worth, reverse=True)


def _urgency(row: Row, now: datetime) -> tuple[bool, float, int]:
    """Open lots before closed ones; among the open ones what ends soonest, among the closed what ended last."""
    away = (row.deadline - now).total_seconds() if row.deadline else float("inf")
    is_open = row.state(now) == "open"
    return not is_open, away if is_open else abs(away), -row.lot


def _by_notice(rows: Iterable[Row]) -> list[list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.notice, []).append(row)
    return list(groups.values())
