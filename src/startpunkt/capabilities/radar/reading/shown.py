"""Parts of a notice in the reader's words: amounts, places, codes, deadlines, results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from startpunkt.capabilities.radar.codelists import cpv_labels
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline
from startpunkt.capabilities.radar.reading.conditions import ShownCondition, conditions
from startpunkt.capabilities.radar.reading.texts import Passage, passage
from startpunkt.core.fields import label
from startpunkt.core.hurdles.verdict import Standing
from startpunkt.core.notices.model import Amount, Deadline, Lot, Notice, Party, Result
from startpunkt.foundation.design.names import place_name
from startpunkt.foundation.design.wording import money


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and when: ``language`` of the page, ``text`` the language chosen for the notice's texts.

    ``standing``: of the organisation that the conditions are held against, if there is one.
    """

    language: str
    now: datetime
    text: str = ""
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A CPV code and its label, where one is known."""

    code: str
    label: str | None


@dataclass(frozen=True, slots=True)
class ShownLot:
    """A lot in words. ``deadline_doubt`` is ``offset`` or ``time`` where the notice did not give that part."""

    id: str
    type: str
    title: Passage | None
    description: Passage | None
    codes: tuple[ShownCode, ...]
    places: tuple[str, ...]
    deadline: ShownDeadline | None
    deadline_doubt: str | None
    value: str
    conditions: tuple[tuple[str, tuple[ShownCondition, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What became of a lot, its winners and amounts in words."""

    lot: str | None
    status: str | None
    winners: tuple[Party, ...]
    tenders: int | None
    value: str


def shown_lot(lot: Lot, notice: Notice, reading: Reading, labels: dict[str, str]) -> ShownLot:
    """``lot`` of ``notice``; ``labels`` as ``code_labels`` gives them."""
    return ShownLot(
        id=lot.id,
        type=lot.type,
        title=passage(lot.title or notice.title or notice.headings, reading.text, reading.language),
        description=passage(lot.description or notice.description, reading.text, reading.language),
        codes=tuple(ShownCode(code, labels.get(code)) for code in dict.fromkeys(lot.cpv)),
        places=tuple(dict.fromkeys(place_name(place) for place in lot.places)),
        deadline=deadline_of(lot, reading),
        deadline_doubt=_doubt(lot.deadline),
        value=amount(lot.value),
        conditions=conditions(lot.hurdles, notice.languages[0] if notice.languages else "", reading.standing),
    )


def deadline_of(lot: Lot, reading: Reading) -> ShownDeadline | None:
    """The deadline of ``lot`` in the reader's and the buyer's time."""
    given = lot.deadline
    return shown_deadline(given.instant, given.instant, reading.now) if given else None


def _doubt(deadline: Deadline | None) -> str | None:
    if deadline is None or (deadline.time_given and deadline.offset_given):
        return None
    return "offset" if deadline.time_given else "time"


def shown_result(result: Result) -> ShownResult:
    """``result`` in words."""
    return ShownResult(result.lot, result.status, result.winners, result.tenders_received, amount(result.value))


def code_labels(codes: Iterable[str], language: str) -> dict[str, str]:
    """Labels of CPV codes: those the operator loaded, else the project's own. One statement."""
    wanted = set(codes)
    own = {code: text for code in wanted if (text := label(code, language))}
    return own | cpv_labels(sorted(wanted), language)


def official_address(notice: Notice, language: str) -> str | None:
    """The official page: as the notice names it, else by its publication number in the Official Journal."""
    if notice.official_url and re.match(r"https?://", notice.official_url):
        return notice.official_url
    number = re.fullmatch(r"0*(\d{1,8}-\d{4})", notice.publication_number or "")
    return f"https://ted.europa.eu/{language}/notice/-/detail/{number[1]}" if number else None


def amount(given: Amount | None) -> str:
    """An amount in the reader's manner; nothing for nothing."""
    return money(given.amount, given.currency) if given else ""
