"""Dates and times as notices write them, to days and instants.

Notices write a date and a time as two texts, each with an offset of its own or none. A deadline is an instant, so an
offset is always found: the one of the time, else of the date, else the wall clock of the buyer's capital.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from startpunkt.core.notices.model import Deadline

_OFFSET = r"(Z|[+-]\d{2}:?\d{2})?"
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})" + _OFFSET)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?" + _OFFSET)

_PLACEHOLDERS = frozenset({date(1970, 1, 1), date(2000, 1, 1)})
_FIRST_YEAR, _LAST_YEAR = 1950, 2200

# The zone of the capital, for the countries whose buyers publish in the sources read here.
_ZONES = """
AD:Andorra AL:Tirane AT:Vienna BA:Sarajevo BE:Brussels BG:Sofia CH:Zurich CZ:Prague DE:Berlin DK:Copenhagen EE:Tallinn
ES:Madrid FI:Helsinki FR:Paris GB:London GR:Athens HR:Zagreb HU:Budapest IE:Dublin IT:Rome LI:Vaduz LT:Vilnius
LU:Luxembourg LV:Riga MC:Monaco MD:Chisinau ME:Podgorica MK:Skopje MT:Malta NL:Amsterdam NO:Oslo PL:Warsaw PT:Lisbon
RO:Bucharest RS:Belgrade SE:Stockholm SI:Ljubljana SK:Bratislava SM:San_Marino TR:Istanbul UA:Kiev VA:Vatican
1A:Belgrade XK:Belgrade
"""
_ZONE_OF = {word[:2]: "Europe/" + word[3:] for word in _ZONES.split()} | {
    "CY": "Asia/Nicosia",
    "IS": "Atlantic/Reykjavik",
    "GE": "Asia/Tbilisi",
    "AM": "Asia/Yerevan",
    "IL": "Asia/Jerusalem",
    "US": "America/New_York",
    "CA": "America/Toronto",
}


def day(text: str | None) -> date | None:
    """The calendar day in ``text`` (``2025-03-01``, ``20250301``, either with an offset, which is dropped).

    ``None`` for what is no such date and for the placeholders that sources write (1970-01-01, 2000-01-01).
    """
    found = _DATE.fullmatch(text.strip()) if text else None
    return _valid_day(found) if found else None


@lru_cache(maxsize=64)  # the lots of a notice mostly share one
def deadline(day_text: str | None, time_text: str | None, country: str | None = None) -> Deadline | None:
    """The instant that a date and a time name; without a time the last second of that day.

    The offset is the time's, else the date's. Where neither gives one, the wall clock is read in the capital of
    ``country`` (ISO 3166-1 alpha-2; UTC if unknown) and ``offset_given`` is false. ``None`` without a valid date.
    """
    found = _DATE.fullmatch(day_text.strip()) if day_text else None
    on = _valid_day(found) if found else None
    if found is None or on is None:
        return None
    clock = _TIME.fullmatch(time_text.strip()) if time_text else None
    since_midnight = _since_midnight(clock) if clock else None
    offset = _offset((clock.group(4) if clock and since_midnight is not None else None) or found.group(4))
    zone = offset or _capital(country)
    wall = datetime(on.year, on.month, on.day, tzinfo=zone)
    # Adding to a zoned datetime moves the wall clock, which is what the source wrote.
    wall += timedelta(hours=23, minutes=59, seconds=59) if since_midnight is None else since_midnight
    if offset is None:
        wall = wall.replace(tzinfo=timezone(wall.utcoffset() or timedelta()))
    return Deadline(wall, offset_given=offset is not None, time_given=since_midnight is not None)


def _valid_day(found: re.Match[str]) -> date | None:
    year = int(found.group(1))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        on = date(year, int(found.group(2)), int(found.group(3)))
    except ValueError:
        return None
    return None if on in _PLACEHOLDERS else on


def _since_midnight(found: re.Match[str]) -> timedelta | None:
    hours, minutes, seconds = int(found.group(1)), int(found.group(2)), int(found.group(3) or 0)
    since = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return since if minutes < 60 and seconds < 60 and since <= timedelta(days=1) else None


@cache
def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    if ahead > timedelta(hours=14):
        return None
    return timezone(ahead if text[0] == "+" else -ahead)


@cache
def _capital(country: str | None) -> tzinfo:
    name = _ZONE_OF.get(country or "")
    return ZoneInfo(name) if name else UTC
