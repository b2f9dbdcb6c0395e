"""Deadlines as calendar files (RFC 5545): the instant in world time, with reminders three days and one day before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from startpunkt.capabilities.radar.models import Lot
from startpunkt.capabilities.radar.pursuing.working import title_of
from startpunkt.capabilities.radar.selectors import LotKey, lot_key

REMINDERS = (timedelta(days=3), timedelta(days=1))
LARGEST_SEQUENCE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A deadline for the calendar. ``version`` rises with each version of the notice, ``at`` is when that came."""

    key: LotKey
    title: str
    deadline: datetime
    at: datetime
    address: str
    version: int = 0
    about: tuple[str, ...] = ()


def entry_of(lot: Lot, address: str, about: Iterable[str | None] = ()) -> Entry | None:
    """The deadline of ``lot`` (with its notice), described by its buyer and ``about``; ``None`` where it has none."""
    if lot.deadline is None:
        return None
    given = (lot.notice.buyer, *about)
    return Entry(
        key=lot_key(lot),
        title=title_of(lot)[0],
        deadline=lot.deadline,
        at=lot.notice.imported_at,
        address=address,
        version=lot.notice.version_order,
        about=tuple(text for text in given if text),
    )


def calendar_file(entries: Iterable[Entry], name: str) -> bytes:
    """A calendar called ``name`` with one event for each deadline.

    The same lot has the same UID in every file, so that a calendar replaces what it knows of it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Startpunkt//Radar//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    title = _("Deadline: %(title)s") % {"title": one_line(entry.title)}
    event = Event()
    event.add("uid", f"{sha256('|'.join(entry.key).encode()).hexdigest()[:32]}@startpunkt")
    event.add("sequence", min(max(entry.version, 0), LARGEST_SEQUENCE))
    event.add("dtstamp", entry.at.astimezone(UTC))
    event.add("last-modified", entry.at.astimezone(UTC))
    event.add("dtstart", entry.deadline.astimezone(UTC))
    event.add("summary", title)
    event.add("description", "\n".join([*(one_line(text) for text in entry.about), entry.address]))
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    for before in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        alarm.add("description", title)
        event.add_component(alarm)
    return event


def one_line(text: str) -> str:
    """``text`` without line ends and other control characters, which have no place in a calendar's line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
