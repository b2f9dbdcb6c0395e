"""Matches as the list shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.foundation.design.names import country_name, place_name
from startpunkt.foundation.design.wording import clock, money, offset, remaining, weekday

STRONGEST = 2
SOON = timedelta(days=7)

LONGEST_REASON, LONGEST_QUOTE = 120, 140
"""Characters of a reason and of its quote on a card; the whole stands where the score is explained."""


def shortened(text: str, longest: int) -> str:
    """``text`` in at most ``longest`` characters: cut after a whole word, the cut marked by an ellipsis.

    A quotation mark that was opened before the cut is closed after it.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    room = text[: longest - 2]
    if text[len(room)] != " " and " " in room:
        room = room[: room.rindex(" ")]
    room = room.rstrip(" ,;:.–-(/")
    for opened, closed in (("„", "“"), ("“", "”")):
        if room.rfind(opened) > room.rfind(closed) and text[0] != opened:
            return f"{room}\N{NO-BREAK SPACE}…{closed}"
    return f"{room}\N{NO-BREAK SPACE}…"


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """A deadline in words: what remains, day and time on the reader's clock, the buyer's own where it differs."""

    instant: datetime
    remaining: str
    day: str
    time: str
    buyers_time: str | None
    soon: bool
    over: bool


def shown_deadline(instant: datetime, source: datetime | None, now: datetime) -> ShownDeadline:
    """The deadline ``instant``; ``source`` is the same instant on the clock that the notice names."""
    here = timezone.localtime(instant)
    buyers = None
    if source is not None and source.utcoffset() != here.utcoffset():
        buyers = f"{clock(source)} ({offset(source)})"
        if source.date() != here.date():
            buyers = f"{weekday(source)}, {buyers}"
    left = instant - now
    return ShownDeadline(
        instant,
        remaining(instant, now),
        weekday(here),
        clock(here),
        buyers,
        timedelta() < left < SOON,
        left <= timedelta(),
    )


@dataclass(frozen=True, slots=True)
class CardReason:
    """A reason as a card shows it, cut at a word; ``share`` of the score in whole per cents."""

    kind: str
    text: str
    quote: str
    share: int


@dataclass(frozen=True, slots=True)
class LotMarks:
    """What the store knows of a lot beyond its match: whether it is new, of defence, and kept as which pursuit."""

    new: bool = False
    defence: bool = False
    pursuit: int | None = None


NO_MARKS = LotMarks()


@dataclass(frozen=True, slots=True)
class Card:
    """A match as the list shows it. ``points`` are whole points of 100, ``position`` counts from 1 on the page."""

    match: Match
    position: int
    points: int
    deadline: ShownDeadline | None
    value: str
    where: str
    reasons: tuple[CardReason, ...]
    more: int
    marks: LotMarks


def cards(matches: Iterable[Match], now: datetime, marks: Mapping[int, LotMarks] | None = None) -> list[Card]:
    """The matches as the list shows them, in their order; ``marks`` by the lots' row numbers."""
    known = marks or {}
    return [_card(match, at, now, known.get(match.lot_pk, NO_MARKS)) for at, match in enumerate(matches, start=1)]


def _card(match: Match, position: int, now: datetime, marks: LotMarks) -> Card:
    # The deadline weighs nothing and has a place of its own on the card.
    ordered = sorted((one for one in match.reasons if one.kind != "deadline"), key=lambda reason: -reason.weight)
    source = datetime.fromisoformat(match.deadline_source) if match.deadline_source else None
    return Card(
        match=match,
        position=position,
        points=round(match.score),
        deadline=shown_deadline(match.deadline, source, now) if match.deadline else None,
        value=money(match.value, match.currency),
        where=where_in_words(match.places, match.country),
        reasons=tuple(
            CardReason(
                one.kind,
                shortened(one.text, LONGEST_REASON),
                shortened(one.quote or "", LONGEST_QUOTE),
                round(one.weight * 100),
            )
            for one in ordered[:STRONGEST]
        ),
        more=len(ordered[STRONGEST:]),
        marks=marks,
    )


def where_in_words(places: Iterable[str], country: str | None) -> str:
    """The country and its places in one line: a place known by its code only stands behind the country's name, once."""
    home = country_name(country)
    shown = [one for one in places if one != country]
    bare = list(dict.fromkeys(one for one in shown if home and place_name(one) == f"{home} ({one})"))
    named = places_in_words(tuple(one for one in shown if one not in bare), country)
    codes = ", ".join(bare[:3]) + (f" +{len(bare) - 3}" if len(bare) > 3 else "")
    return " · ".join(part for part in (f"{home} ({codes})" if codes else home, named) if part)


def places_in_words(places: tuple[str, ...], country: str | None) -> str:
    """At most three places of performance; those that only repeat the buyer's country are left out."""
    names = list(dict.fromkeys(place_name(place) for place in places if place != country))
    return ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
