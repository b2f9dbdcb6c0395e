"""Deadlines in calendar files, opened by a second program."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from icalendar import Calendar

from startpunkt.capabilities.radar.models import Lot, Pursuit
from startpunkt.capabilities.radar.pursuing.calendar import Entry, calendar_file
from startpunkt.foundation.actors.models import Organisation
from tests.capabilities.radar.pursuing.calendars import opened_by_khal
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

BOARD = "/organisations/horchlicht/lots/"


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    return people()


def entry(**parts: object) -> Entry:
    given: dict[str, object] = {
        "key": ("ted", "n1", "LOT-0001"),
        "title": "Prüfstand",
        "deadline": datetime(2027, 7, 1, 10, 0, tzinfo=UTC),
        "at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "address": "https://startpunkt.example/lots/1/",
    }
    return Entry(**(given | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "times"),
    [
        (
            "Europe/Berlin",
            {
                # The last minutes before and the first after both changes of summer time.
                "2027-03-28T00:59:00+00:00": "2027-03-28 01:59",
                "2027-03-28T01:00:00+00:00": "2027-03-28 03:00",
                "2027-10-31T00:30:00+00:00": "2027-10-31 02:30",
                "2027-10-31T01:30:00+00:00": "2027-10-31 02:30",
                "2027-07-01T12:00:00+02:00": "2027-07-01 12:00",
                "2027-01-15T12:00:00+01:00": "2027-01-15 12:00",
            },
        ),
        ("Europe/Lisbon", {"2027-07-01T12:00:00+03:00": "2027-07-01 10:00"}),
        ("America/New_York", {"2027-01-15T12:00:00+02:00": "2027-01-15 05:00"}),
    ],
)
def test_khal_shows_the_right_time_in_summer_and_winter(tmp_path: Path, zone: str, times: dict[str, str]) -> None:
    entries = [
        entry(key=("ted", instant, "LOT-0001"), deadline=datetime.fromisoformat(instant), title=instant)
        for instant in times
    ]
    shown = opened_by_khal(calendar_file(entries, "Fristen"), tmp_path, zone)
    assert sorted(re.findall(r"^(\S+ \S+) \| Frist: (\S+)", shown, re.MULTILINE)) == sorted(
        (time, instant) for instant, time in times.items()
    )


def test_khal_shows_what_the_publisher_wrote_and_no_more(tmp_path: Path) -> None:
    title = "Los 1, Teil; \\ „Ä“\r\nBEGIN:VALARM\rTRIGGER:-PT0S\nEND:VALARM" + " sehr lang" * 30
    data = calendar_file([entry(title=title, about=("Amt\r\nATTENDEE:mailto:x@example.org",))], "Fristen\r\nX:1")
    shown = opened_by_khal(data, tmp_path, "Europe/Berlin")
    assert "Los 1, Teil; \\ „Ä“ BEGIN:VALARM TRIGGER:-PT0S END:VALARM sehr lang" in shown
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert sum(line.startswith(b"BEGIN:VALARM") for line in lines) == 2
    assert not any(line.startswith((b"ATTENDEE", b"X:1", b"TRIGGER:-PT0S")) for line in lines)


def test_reminders_come_three_days_and_one_day_before() -> None:
    (event,) = Calendar.from_ical(calendar_file([entry()], "Fristen")).walk("VEVENT")
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-3), timedelta(days=-1)]
    assert event["dtstart"].to_ical() == b"20270701T100000Z"


def event_of(client: Client, wanted: Lot) -> dict[str, str]:
    answer = client.get(f"/lots/{wanted.pk}/deadline.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="Frist-[\w-]+\.ics"', answer.headers["Content-Disposition"])
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    return {name: event[name].to_ical().decode() for name in ("uid", "sequence", "dtstart", "summary", "url")}


def test_a_new_version_of_the_notice_replaces_the_entry(client: Client, db: None) -> None:
    old = lot(1, "01", title="Alt")
    first = event_of(client, old)
    new = lot(1, "02", title="Neu")
    second = event_of(client, old)
    assert first["uid"] == second["uid"] == event_of(client, new)["uid"]
    assert int(second["sequence"]) > int(first["sequence"])
    assert (first["summary"], second["summary"]) == ("Frist: Alt", "Frist: Neu")
    assert first["dtstart"] == "20990331T100000Z"
    assert second["url"] == f"http://testserver/lots/{new.pk}/"


def test_no_lot_and_no_deadline_have_no_calendar(client: Client, db: None) -> None:
    wanted = lot()
    Lot.objects.update(deadline=None)
    missing = [f"/lots/{pk}/deadline.ics" for pk in (wanted.pk, 0, "9" * 30)]
    assert [client.get(address).status_code for address in missing] == [404] * 3


def test_one_file_holds_all_deadlines_ahead(horchlicht: Organisation) -> None:
    client = client_of("Ada")
    for number in (1, 2, 3):
        client.post(f"{BOARD}keep", {"lot": lot(number, title=f"Los {number}").pk})
    Pursuit.objects.filter(title="Los 2").update(stage="submitted")
    Lot.objects.filter(title__de="Los 3").delete()
    answer = client.get(f"{BOARD}deadlines.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Frist: Los 1", "Frist: Los 3"]
    assert "Wird geprüft" in str(events[0]["description"])
    assert len({str(event["uid"]) for event in events}) == 2


@pytest.mark.parametrize("name", ["Bob", "Charlie", "Sam"])
def test_others_do_not_get_the_organisations_deadlines(horchlicht: Organisation, name: str) -> None:
    assert client_of(name).get(f"{BOARD}deadlines.ics").status_code == 404
