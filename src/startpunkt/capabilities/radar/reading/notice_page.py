"""A notice as its page shows it: the reader's language first, amounts, places and instants in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from startpunkt.capabilities.radar.codelists import cpv_labels
from startpunkt.capabilities.radar.models import Notice as NoticeRow
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline
from startpunkt.capabilities.radar.selectors import FullNotice
from startpunkt.core.fields import label
from startpunkt.core.notices.model import Amount, Hurdle, Lot, Notice, Party, Result, Texts
from startpunkt.foundation.design.names import place_name
from startpunkt.foundation.design.wording import money

OPEN_LOTS = 3
"""Notices of so few lots show them unfolded."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Versions:
    """The same text in all its languages: ``first`` is what the reader most likely reads."""

    first: Passage
    others: tuple[Passage, ...]


def versions(texts: Texts, reader: str) -> Versions | None:
    """``texts`` with the reader's language first, else English, else the first the notice gives; ``None`` for none."""
    if not texts:
        return None
    first = next((language for language in (reader, "en") if language in texts), next(iter(texts)))
    others = tuple(Passage(language, text) for language, text in texts.items() if language != first)
    return Versions(Passage(first, texts[first]), others)


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A CPV code and its label, where one is known."""

    code: str
    label: str | None


@dataclass(frozen=True, slots=True)
class ShownLot:
    """A lot in words. ``deadline_doubt`` is ``offset`` or ``time`` where the notice did not give that part."""

    id: str
    anchor: str
    type: str
    title: Versions | None
    description: Versions | None
    codes: tuple[ShownCode, ...]
    places: tuple[str, ...]
    deadline: ShownDeadline | None
    deadline_doubt: str | None
    value: str
    hurdles: tuple[tuple[str, tuple[str, ...]], ...]
    open: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What became of a lot, its winners and amounts in words."""

    lot: str | None
    anchor: str | None
    status: str | None
    winners: tuple[Party, ...]
    tenders: int | None
    value: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """All that the page of a notice shows."""

    row: NoticeRow
    content: Notice
    title: Versions | None
    heading: Passage | None
    description: Versions | None
    value: str
    main_code: ShownCode | None
    lots: tuple[ShownLot, ...]
    chosen: ShownLot | None
    results: tuple[ShownResult, ...]
    procedure: tuple[NoticeRow, ...]
    newer: NoticeRow | None
    official: str | None
    first_language: str
    next_deadline: ShownDeadline | None


def notice_page(found: FullNotice, reader: str, now: datetime, chosen: str) -> NoticePage:
    """The page of ``found`` for a reader of ``reader``; the lot with the id ``chosen`` is unfolded and marked."""
    notice = found.content
    labels = _labels(notice, reader)
    lots = tuple(_lot(lot, notice, reader, now, chosen, labels) for lot in notice.lots)
    anchors = {lot.id: lot.anchor for lot in lots}
    deadlines = [lot.deadline for lot in lots if lot.deadline and not lot.deadline.over]
    heading = notice.headings.get(reader)
    return NoticePage(
        row=found.row,
        content=notice,
        title=versions(notice.title or notice.headings, reader),
        heading=Passage(reader, heading) if heading and notice.title and reader not in notice.title else None,
        description=versions(notice.description, reader) if _says_more(notice) else None,
        value=_money(notice.value),
        main_code=ShownCode(notice.main_cpv, labels.get(notice.main_cpv)) if notice.main_cpv else None,
        lots=lots,
        chosen=next((lot for lot in lots if lot.chosen), None),
        results=tuple(_result(result, anchors) for result in notice.results),
        procedure=found.procedure,
        newer=_newer(found),
        official=official_address(notice, reader),
        first_language=notice.languages[0] if notice.languages else "",
        next_deadline=min(deadlines, key=lambda deadline: deadline.instant, default=None),
    )


def _says_more(notice: Notice) -> bool:
    """Whether the notice's description is not just that of its only lot."""
    return len(notice.lots) != 1 or notice.lots[0].description != notice.description


def official_address(notice: Notice, reader: str) -> str | None:
    """The official page: as the notice names it, else by its publication number in the Official Journal."""
    if notice.official_url and re.match(r"https?://", notice.official_url):
        return notice.official_url
    number = re.fullmatch(r"0*(\d{1,8}-\d{4})", notice.publication_number or "")
    return f"https://ted.europa.eu/{reader}/notice/-/detail/{number[1]}" if number else None


def _labels(notice: Notice, reader: str) -> dict[str, str]:
    """Labels of every CPV code of the notice: those the operator loaded, else the project's own."""
    codes = {code for lot in notice.lots for code in lot.cpv} | ({notice.main_cpv} if notice.main_cpv else set())
    own = {code: text for code in codes if (text := label(code, reader))}
    return own | cpv_labels(sorted(codes), reader)


def _lot(lot: Lot, notice: Notice, reader: str, now: datetime, chosen: str, labels: dict[str, str]) -> ShownLot:
    deadline = lot.deadline
    doubt = None if deadline is None or (deadline.offset_given and deadline.time_given) else "offset"
    if deadline is not None and not deadline.time_given:
        doubt = "time"
    return ShownLot(
        id=lot.id,
        anchor=_anchor(lot.id),
        type=lot.type,
        title=versions(lot.title or notice.title, reader),
        description=versions(lot.description, reader),
        codes=tuple(ShownCode(code, labels.get(code)) for code in dict.fromkeys(lot.cpv)),
        places=tuple(dict.fromkeys(place_name(place) for place in lot.places)),
        deadline=shown_deadline(deadline.instant, deadline.instant, now) if deadline else None,
        deadline_doubt=doubt,
        value=_money(lot.value),
        hurdles=_grouped(lot.hurdles),
        open=len(notice.lots) <= OPEN_LOTS or lot.id == chosen,
        chosen=lot.id == chosen and len(notice.lots) > 1,
    )


def _grouped(hurdles: Iterable[Hurdle]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups: dict[str, list[str]] = {}
    for hurdle in hurdles:
        groups.setdefault(hurdle.kind, []).append(hurdle.text)
    return tuple((kind, tuple(dict.fromkeys(texts))) for kind, texts in groups.items())


def _result(result: Result, anchors: dict[str, str]) -> ShownResult:
    return ShownResult(
        lot=result.lot,
        anchor=anchors.get(result.lot or ""),
        status=result.status,
        winners=result.winners,
        tenders=result.tenders_received,
        value=_money(result.value),
    )


def _newer(found: FullNotice) -> NoticeRow | None:
    """The newest version of the same notice, if this one is not it."""
    if found.row.newest:
        return None
    same = (other for other in found.procedure if other.newest and other.notice_id == found.row.notice_id)
    return next(same, None)


def _anchor(lot_id: str) -> str:
    return "lot-" + re.sub(r"[^A-Za-z0-9_-]", "_", lot_id)


def _money(amount: Amount | None) -> str:
    return money(amount.amount, amount.currency) if amount else ""
