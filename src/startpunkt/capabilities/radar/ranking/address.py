"""What the address of the radar asks for: filters, order and page, read from a query and written as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.http import QueryDict

from startpunkt.capabilities.radar.ranking.facets import WINDOWS
from startpunkt.capabilities.radar.ranking.filters import BANDS, LotFilter
from startpunkt.capabilities.radar.ranking.standing import PAGE, PLACES, Order
from startpunkt.core.matching.profile import FIELDS

SORTS: tuple[Order, ...] = ("score", "deadline", "newest", "value")
KINDS = ("competition", "planning", "award", "change", "modification")
OPEN_KINDS = ("competition",)
MOST_CHOSEN = 60
"""So many countries or regions at the most; an address with more is cut."""

_COUNTRY = re.compile(r"[A-Z0-9]{2}")
_REGION = re.compile(r"[A-Z]{2}[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class RadarAddress:
    """The radar that is asked for; without anything: the open lots of the first profile, those that fit best first.

    ``open``: only lots that can still be tendered for. ``new``: only those that came since the last visit. ``bands``
    are of ``BANDS``, ``due`` is one of ``WINDOWS``. ``lot`` is the row whose reasons are shown at once.
    """

    profile: int | None = None
    open: bool = True
    new: bool = False
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    due: int | None = None
    defence: bool = False
    sort: Order = "score"
    page: int = 1
    lot: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> RadarAddress:
        """Read a query; what makes no sense is left out. To ask for a kind that is never open is to ask for all."""
        state, due = query.get("state"), _number(query, "due")
        kinds = _chosen(query, "kind", (KINDS if state != "open" else OPEN_KINDS).__contains__)
        return cls(
            profile=_number(query, "profile"),
            open=state != "all" and set(kinds) <= set(OPEN_KINDS),
            new=query.get("new") == "1",
            countries=_chosen(query, "country", _COUNTRY.fullmatch),
            regions=_chosen(query, "region", _REGION.fullmatch),
            fields=_chosen(query, "field", FIELDS.__contains__),
            kinds=kinds,
            bands=_chosen(query, "value", BANDS.__contains__),
            due=due if due in WINDOWS else None,
            defence=query.get("defence") == "1",
            sort=next((order for order in SORTS if order == query.get("sort")), "score"),
            page=min(_number(query, "page") or 1, PLACES // PAGE),
            lot=_number(query, "lot"),
        )

    def query(self) -> str:
        """The address as it is written: only what differs from the plain radar, always in the same order."""
        written = QueryDict(mutable=True)
        for name, number in (("profile", self.profile), ("due", self.due), ("lot", self.lot)):
            if number:
                written[name] = str(number)
        for name, values in self.lists():
            written.setlist(name, list(values))
        for name, value, wanted in (
            ("state", "all", not self.open),
            ("new", "1", self.new),
            ("defence", "1", self.defence),
            ("sort", self.sort, self.sort != "score"),
            ("page", str(self.page), self.page > 1),
        ):
            if wanted:
                written[name] = value
        return written.urlencode()

    def lists(self) -> list[tuple[str, tuple[str, ...]]]:
        """What several may be chosen of, by their names in the address; only what is chosen."""
        lists = [("country", self.countries), ("region", self.regions), ("field", self.fields), ("kind", self.kinds)]
        return [(name, values) for name, values in [*lists, ("value", self.bands)] if values]

    @property
    def plain(self) -> RadarAddress:
        """The same profile and order with no filter."""
        return RadarAddress(profile=self.profile, sort=self.sort)

    @property
    def first_page(self) -> RadarAddress:
        """The same filters and order from the beginning, nothing unfolded: what is saved under a name."""
        return replace(self, page=1, lot=None)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the open lots of all kinds is asked for."""
        return self.first_page != self.plain

    def lot_filter(self, now: datetime, new_since: datetime) -> LotFilter:
        """What the store is asked for at this instant; ``new_since`` is when the reader looked last."""
        return LotFilter(
            open_after=now if self.open else None,
            countries=self.countries,
            regions=self.regions,
            fields=self.fields,
            kinds=self.kinds,
            bands=self.bands,
            due_before=None if self.due is None else now + timedelta(days=self.due),
            seen_after=new_since if self.new else None,
            defence=self.defence,
        )


def _chosen(query: QueryDict, name: str, allowed: Callable[[str], object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in query.getlist(name) if allowed(value)))[:MOST_CHOSEN]


def _number(query: QueryDict, name: str) -> int | None:
    """A number from 1 that a row can have; ``None`` for anything else."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 and int(text) > 0 else None
