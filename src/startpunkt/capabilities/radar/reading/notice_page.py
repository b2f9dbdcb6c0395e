"""A notice as its page shows it: what it is about, its lots side by side, its results and its procedure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from startpunkt.capabilities.radar.models import Lot as LotRow
from startpunkt.capabilities.radar.models import Notice as NoticeRow
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline
from startpunkt.capabilities.radar.reading.conditions import Tally, tally
from startpunkt.capabilities.radar.reading.fit import fits
from startpunkt.capabilities.radar.reading.shown import (
    Reading,
    ShownCode,
    ShownLot,
    ShownResult,
    amount,
    code_labels,
    deadline_of,
    official_address,
    shown_lot,
    shown_result,
)
from startpunkt.capabilities.radar.reading.texts import LanguageChoice, Passage, language_choices, passage
from startpunkt.capabilities.radar.reading.timeline import Step, timeline
from startpunkt.capabilities.radar.selectors import FullNotice
from startpunkt.core.notices.model import Lot, Notice
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.design.names import place_name
from startpunkt.foundation.design.wording import money

PAGE = 100
"""So many lots, or results, are on a page: a notice may have hundreds."""

PLACES = 2


@dataclass(frozen=True, slots=True)
class LotLine:
    """A row of the table of lots. ``pk`` is its own page's number."""

    pk: int
    id: str
    type: str
    title: Passage | None
    value: str
    deadline: ShownDeadline | None
    places: str
    fit: float | None


@dataclass(frozen=True, slots=True)
class LotTable:
    """One page of the lots that pass the quick filter; ``found`` of ``count`` do.

    What is the same for all lots of the notice has no column.
    """

    lines: tuple[LotLine, ...]
    query: str
    count: int
    found: int
    number: int
    pages: int
    has_fit: bool
    has_value: bool
    deadlines_differ: bool
    places_differ: bool

    @property
    def numbers(self) -> range:
        """The pages there are."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True)
class NoticePage:
    """All that the page of a notice shows. ``only`` is its lot where it has just one."""

    row: NoticeRow
    content: Notice
    title: Passage | None
    heading: Passage | None
    description: Passage | None
    languages: tuple[LanguageChoice, ...]
    value: str
    main_code: ShownCode | None
    only: ShownLot | None
    tally: Tally | None
    only_pk: int | None
    table: LotTable | None
    results: tuple[ShownResult, ...]
    result_count: int
    steps: tuple[Step, ...]
    newer: NoticeRow | None
    official: str | None
    next_deadline: ShownDeadline | None


def notice_page(
    viewer: Viewer, found: FullNotice, reading: Reading, profile: Profile | None, query: str = "", number: int = 1
) -> NoticePage:
    """The page of ``found``; ``query`` narrows its table of lots, of which page ``number`` is shown."""
    notice = found.content
    only = notice.lots[0] if len(notice.lots) == 1 else None
    title = passage(notice.title or notice.headings, reading.text, reading.language)
    heading = notice.headings.get(reading.language)
    description = None if only else passage(notice.description, reading.text, reading.language)
    codes = [*(only.cpv if only else ()), *([notice.main_cpv] if notice.main_cpv else [])]
    labels = code_labels(codes, reading.language)
    deadlines = [lot.deadline.instant for lot in notice.lots if lot.deadline]
    shown = shown_lot(only, notice, reading, labels) if only else None
    rows = dict(LotRow.objects.filter(notice=found.row).values_list("position", "pk"))
    table = None if only else _table(viewer, found, rows, reading, profile, query, number)
    lots = {line.id for line in table.lines} if table else {lot.id for lot in notice.lots}
    results = [one for one in notice.results if one.lot in lots or not notice.lots]
    results += [one for one in notice.results if one not in results and number == 1 and not query]
    return NoticePage(
        row=found.row,
        content=notice,
        title=title,
        heading=Passage(reading.language, heading)
        if heading and notice.title and reading.language not in notice.title
        else None,
        description=description,
        languages=language_choices(
            (notice.title, notice.description, only.description if only else {}),
            (description or (shown.description if shown else None) or title,),
        ),
        value=amount(notice.value),
        main_code=ShownCode(notice.main_cpv, labels.get(notice.main_cpv)) if notice.main_cpv else None,
        only=shown,
        tally=tally(shown.conditions) if shown else None,
        only_pk=rows.get(0) if only else None,
        table=table,
        results=tuple(shown_result(one) for one in results[:PAGE]),
        result_count=len(notice.results),
        steps=timeline(found.row, found.procedure, deadlines, reading.language, reading.now),
        newer=_newer(found),
        official=official_address(notice, reading.language),
        next_deadline=_next(notice.lots, reading),
    )


def _table(
    viewer: Viewer,
    found: FullNotice,
    rows: dict[int, int],
    reading: Reading,
    profile: Profile | None,
    query: str,
    number: int,
) -> LotTable:
    words = query.casefold().split()
    passing = [
        (position, lot) for position, lot in enumerate(found.content.lots) if position in rows and _passes(lot, words)
    ]
    pages = max(1, ceil(len(passing) / PAGE))
    number = min(max(1, number), pages)
    part = passing[(number - 1) * PAGE : number * PAGE]
    scores = fits(viewer, profile, [rows[position] for position, _ in part]) if found.row.newest else {}
    lines = tuple(_line(rows[position], lot, found.content, reading, scores) for position, lot in part)
    return LotTable(
        lines=lines,
        query=query,
        count=len(found.content.lots),
        found=len(passing),
        number=number,
        pages=pages,
        has_fit=bool(scores),
        has_value=any(lot.value for lot in found.content.lots),
        deadlines_differ=len({lot.deadline for lot in found.content.lots}) > 1,
        places_differ=len({lot.places for lot in found.content.lots}) > 1,
    )


def _passes(lot: Lot, words: list[str]) -> bool:
    if not words:
        return True
    places = (f"{place} {place_name(place)}" for place in lot.places)
    text = " ".join((lot.id, *lot.title.values(), *lot.description.values(), *lot.cpv, *places)).casefold()
    return all(word in text for word in words)


def _line(pk: int, lot: Lot, notice: Notice, reading: Reading, scores: dict[int, float]) -> LotLine:
    places = list(dict.fromkeys(place_name(place) for place in lot.places))
    return LotLine(
        pk=pk,
        id=lot.id,
        type=lot.type,
        title=passage(lot.title or notice.title, reading.text, reading.language),
        value=money(lot.value.amount, lot.value.currency) if lot.value else "",
        deadline=deadline_of(lot, reading),
        places=", ".join(places[:PLACES]) + (f" +{len(places) - PLACES}" if len(places) > PLACES else ""),
        fit=scores.get(pk),
    )


def _next(lots: Iterable[Lot], reading: Reading) -> ShownDeadline | None:
    shown = [found for lot in lots if (found := deadline_of(lot, reading)) and not found.over]
    return min(shown, key=lambda deadline: deadline.instant, default=None)


def _newer(found: FullNotice) -> NoticeRow | None:
    """The newest version of the same notice, if this one is not it."""
    if found.row.newest:
        return None
    same = (other for other in found.procedure if other.newest and other.notice_id == found.row.notice_id)
    return next(same, None)
