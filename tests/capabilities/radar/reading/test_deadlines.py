"""A deadline is the same instant for everybody and stands on each reader's own clock, in summer and in winter."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from startpunkt.capabilities.radar.ranking.cards import shown_deadline
from startpunkt.core.notices.instants import deadline as instant_of
from tests import cast
from tests.capabilities.radar.reading.papers import lot, offered_lot

BERLIN, LONDON, HELSINKI, NEW_YORK = "Europe/Berlin", "Europe/London", "Europe/Helsinki", "America/New_York"


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-30", "2026-10-24", "2026-10-26"])
@pytest.mark.parametrize(
    ("zone", "shown"), [(BERLIN, "12:00"), (LONDON, "11:00"), (HELSINKI, "13:00")], ids=["Berlin", "London", "Helsinki"]
)
def test_noon_in_berlin_across_both_changes_of_summer_time(day: str, zone: str, shown: str) -> None:
    due = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(BERLIN))
    with override("de"), timezone.override(zone):
        found = shown_deadline(due, due, due.replace(hour=6))
    assert found.time == f"{shown} Uhr"
    winter = day in ("2026-03-28", "2026-10-26")
    expected = None if zone == BERLIN else f"12:00 Uhr (UTC+{1 if winter else 2})"
    assert found.buyers_time == expected


def test_new_york_changes_on_other_days() -> None:
    due = datetime(2026, 3, 20, 12, tzinfo=ZoneInfo(BERLIN))
    with override("en"), timezone.override(NEW_YORK):
        assert shown_deadline(due, due, due).time == "07:00"


@pytest.mark.parametrize(
    ("now", "due", "words"),
    [
        # The night of 28 to 29 March has an hour less, that of 24 to 25 October an hour more.
        ("2026-03-28T12:00", "2026-03-29T12:00", "noch 23 Stunden"),
        ("2026-10-24T12:00", "2026-10-25T12:00", "noch 25 Stunden"),
        ("2026-03-20T12:00", "2026-03-30T12:00", "noch 10 Tage"),
        ("2026-10-20T12:00", "2026-10-30T12:00", "noch 10 Tage"),
    ],
)
def test_what_remains_counts_real_hours(now: str, due: str, words: str) -> None:
    berlin = ZoneInfo(BERLIN)
    instant = datetime.fromisoformat(due).replace(tzinfo=berlin).astimezone(ZoneInfo("UTC"))
    with override("de"), timezone.override(BERLIN):
        assert shown_deadline(instant, None, datetime.fromisoformat(now).replace(tzinfo=berlin)).remaining == words


@pytest.mark.parametrize(
    ("day", "offset"), [("2026-03-28", 1), ("2026-03-30", 2), ("2026-10-24", 2), ("2026-10-26", 1)]
)
def test_a_time_without_a_zone_is_read_on_the_clocks_of_the_buyers_capital(day: str, offset: int) -> None:
    found = instant_of(day, "12:00", "DE")
    assert found is not None and not found.offset_given
    assert found.instant.isoformat() == f"{day}T12:00:00+0{offset}:00"


@pytest.mark.parametrize(("day", "offset"), [("2099-03-28", "+01:00"), ("2099-03-31", "+02:00")])
@pytest.mark.parametrize(
    ("zone", "shown"), [(BERLIN, "12:00"), (LONDON, "11:00"), (HELSINKI, "13:00")], ids=["Berlin", "London", "Helsinki"]
)
def test_the_page_of_a_lot_shows_the_readers_time(
    client: Client, db: None, day: str, offset: str, zone: str, shown: str
) -> None:
    found = offered_lot(lot(deadline=(day + offset, "12:00:00" + offset)))
    ada = cast.person("Ada")
    ada.time_zone = zone
    ada.save()
    client.force_login(ada)
    page = client.get(f"/lots/{found.pk}/").content.decode()
    assert re.findall(r"<time [^>]*>[^<]*, (\d\d:\d\d) Uhr</time>", page)[0] == shown
    assert ("Beim Auftraggeber: 12:00 Uhr" in page) == (zone != BERLIN)


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (("2099-03-31", "12:00:00"), "Die Bekanntmachung nennt keine Zeitzone"),
        (("2099-03-31+02:00", ""), "Die Bekanntmachung nennt nur den Tag"),
        (("2099-03-31+02:00", "12:00:00+02:00"), ""),
    ],
)
def test_a_doubtful_deadline_says_so(client: Client, db: None, deadline: tuple[str, str], words: str) -> None:
    page = client.get(f"/lots/{offered_lot(lot(deadline=deadline)).pk}/").content.decode()
    assert ('class="aside">Die Bekanntmachung nennt' in page) == bool(words)
    assert words in page
