"""What the search page shows, and how its address says what is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline, where_in_words
from startpunkt.capabilities.radar.searching.hits import Hit
from startpunkt.capabilities.radar.searching.meaning import FEW, Kindred, kindred
from startpunkt.capabilities.radar.searching.narrowing import FACETS, Narrowing
from startpunkt.capabilities.radar.searching.searching import SORTS, Result, search_lots
from startpunkt.core.text.question import LONGEST
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.design.wording import money

STEP = 20
LAST_PAGE = 50

NOTHING = Narrowing()
SORT_LABELS = {
    "relevance": pgettext_lazy("search", "Best hit first"),
    "date": pgettext_lazy("search", "Newest first"),
    "deadline": pgettext_lazy("search", "Next deadline first"),
}


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What an address asks for. ``literal``: mend and widen nothing. ``page`` counts from 1."""

    text: str = ""
    literal: bool = False
    sort: str = SORTS[0]
    page: int = 1
    narrowing: Narrowing = NOTHING

    @classmethod
    def of(cls, query: QueryDict) -> SearchQuery:
        """Read the query of an address; what makes no sense is left out."""
        text = " ".join(query.get("q", "").replace("\x00", " ").split())
        sort, page = query.get("sort", ""), query.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
        return cls(
            text[: 2 * LONGEST],
            query.get("literal") == "1",
            sort if sort in SORTS else SORTS[0],
            max(1, min(LAST_PAGE, number)),
            Narrowing.of(query),
        )

    @property
    def address(self) -> str:
        """The query that an address asks this with."""
        pairs = [("q", self.text)]
        pairs += [(name, value) for name, chosen in self.narrowing.chosen.items() for value in chosen]
        pairs += [("sort", self.sort)] * (self.sort != SORTS[0])
        pairs += [("literal", "1")] * self.literal
        pairs += [("page", str(self.page))] * (self.page > 1)
        return "?" + urlencode(pairs)

    @property
    def literally(self) -> str:
        """The address that asks the same without mending anything."""
        return replace(self, literal=True, page=1).address

    @property
    def freely(self) -> str:
        """The address that asks the same with all that search knows."""
        return replace(self, literal=False, page=1).address

    @property
    def everywhere(self) -> str:
        """The address that asks the same without narrowing it."""
        return replace(self, narrowing=Narrowing(), page=1).address

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """Each order with its label and whether it is the chosen one."""
        return [(name, str(label), name == self.sort) for name, label in SORT_LABELS.items()]


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice that narrows the hits now; ``address`` is the page without it."""

    facet: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as the page shows it."""

    hit: Hit
    deadline: ShownDeadline | None
    where: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A result as the page shows it; ``kindred`` are lots by meaning, ``pages`` how many pages there are."""

    result: Result
    hits: list[ShownHit]
    kindred: list[Kindred]
    taken: list[Taken]
    pages: int
    before: str | None
    after: str | None


def search_page(viewer: Viewer, wanted: SearchQuery, now: datetime, language: str) -> SearchPage | None:
    """The page for ``wanted``; ``None`` where nothing is asked for."""
    if not wanted.text:
        return None
    result = search_lots(
        viewer, wanted.text, now, narrowing=wanted.narrowing, sort=wanted.sort, literal=wanted.literal,
        first=(wanted.page - 1) * STEP, limit=STEP, language=language,
    )  # fmt: skip
    pages = min(LAST_PAGE, -(-result.notices // STEP))
    near: list[Kindred] = []
    if result.notices < FEW and not wanted.literal and not wanted.narrowing.chosen:
        near = kindred(viewer, result.asked, now, (one.lot.notice_id for one in result.hits))
    return SearchPage(
        result,
        [_shown(one, now) for one in result.hits],
        near,
        _taken(wanted, result),
        pages,
        replace(wanted, page=wanted.page - 1).address if wanted.page > 1 else None,
        replace(wanted, page=wanted.page + 1).address if wanted.page < pages else None,
    )


def _taken(wanted: SearchQuery, result: Result) -> list[Taken]:
    labels = {
        (facet.name, choice.value): choice.label
        for facet in result.found.facets
        for choice in (*facet.first, *facet.others)
    }
    found = []
    for name, chosen in wanted.narrowing.chosen.items():
        for value in chosen:
            rest = replace(wanted.narrowing, **{name: tuple(one for one in chosen if one != value)})
            address = replace(wanted, narrowing=rest, page=1).address
            found.append(Taken(str(FACETS[name]), labels.get((name, value), value), address))
    return found


def _shown(hit: Hit, now: datetime) -> ShownHit:
    lot = hit.lot
    source = datetime.fromisoformat(lot.deadline_source) if lot.deadline_source else None
    return ShownHit(
        hit,
        shown_deadline(lot.deadline, source, now) if lot.deadline and lot.kind == "competition" else None,
        where_in_words(lot.places, lot.country),
        money(lot.value, lot.currency),
    )
