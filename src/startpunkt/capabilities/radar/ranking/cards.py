"""Matches as the pages show them, and what the reader can narrow them by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from startpunkt.capabilities.radar.ranking.match import Match, ShownReason
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.core.text.sentences import passages
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.design.names import country_name, place_name
from startpunkt.foundation.design.wording import clock, money, offset, remaining, weekday

STEP = 20
MOST = 100
STRONGEST = 3
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RadarQuery:
    """What the address asks for: countries (none: all) and how many lots."""

    countries: tuple[str, ...] = ()
    limit: int = STEP

    @classmethod
    def of(cls, query: QueryDict) -> RadarQuery:
        """Read the query of an address; what makes no sense is left out."""
        countries = tuple(dict.fromkeys(code for code in query.getlist("country") if _is_country(code)))
        wanted = query.get("limit", "")
        limit = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else STEP
        return cls(countries, max(STEP, min(MOST, limit)))

    @property
    def more(self) -> int | None:
        """The next greater number of lots; ``None`` at the end."""
        return self.limit + STEP if self.limit + STEP <= MOST else None


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalnum() and code.upper() == code


def opening(text: str) -> tuple[str, str]:
    """The first sentence or two of a profile, and the rest: the list of lots should begin on the first screen."""
    found = passages(text, 60, 320)
    end = found[0].end if found else len(text)
    return text[:end].strip(), text[end:].strip()


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """A deadline in words: what remains, the day and time in Berlin, the buyer's own time where its clock differs."""

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
class Card:
    """A match as the list shows it. ``points`` and ``weights`` are whole per cents."""

    match: Match
    points: int
    deadline: ShownDeadline | None
    value: str
    places: str
    strongest: tuple[CardReason, ...]
    others: tuple[CardReason, ...]


@dataclass(frozen=True, slots=True)
class CardReason:
    """A reason with its share of the score in whole per cents."""

    reason: ShownReason
    share: int


def cards(matches: Iterable[Match], now: datetime) -> list[Card]:
    """The matches as the list shows them, in their order."""
    return [_card(match, now) for match in matches]


def _card(match: Match, now: datetime) -> Card:
    # The deadline weighs nothing and has a place of its own on the card.
    ordered = sorted((one for one in match.reasons if one.kind != "deadline"), key=lambda reason: -reason.weight)
    reasons = tuple(CardReason(reason, round(reason.weight * 100)) for reason in ordered)
    source = datetime.fromisoformat(match.deadline_source) if match.deadline_source else None
    return Card(
        match=match,
        points=round(match.score),
        deadline=shown_deadline(match.deadline, source, now) if match.deadline else None,
        value=money(match.value, match.currency),
        places=places_in_words(match.places, match.country),
        strongest=reasons[:STRONGEST],
        others=reasons[STRONGEST:],
    )


def places_in_words(places: tuple[str, ...], country: str | None) -> str:
    """At most three places of performance; those that only repeat the buyer's country are left out."""
    names = list(dict.fromkeys(place_name(place) for place in places if place != country))
    return ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """A country that can be ticked, with the number of its notices that have an open lot."""

    code: str
    name: str
    notices: int
    chosen: bool


def country_choices(viewer: Viewer, wanted: RadarQuery, now: datetime) -> list[CountryChoice]:
    """Countries with open lots, those with most notices first; chosen ones are there even with none."""
    open_lots = newest_lots(viewer).filter(kind="competition", deadline__gt=now, country__isnull=False)
    counts = dict(open_lots.values_list("country").annotate(Count("notice", distinct=True)).order_by())
    counts |= {code: 0 for code in wanted.countries if code not in counts}
    choices = [
        CountryChoice(code, country_name(code), count, code in wanted.countries) for code, count in counts.items()
    ]
    return sorted(choices, key=lambda choice: (-choice.notices, choice.name))
