"""Cards: deadlines in words and on two clocks, places, and sentences that are cut at a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone as django_timezone
from django.utils.translation import override

from startpunkt.capabilities.radar.ranking.cards import (
    cards,
    places_in_words,
    shortened,
    shown_deadline,
    where_in_words,
)
from startpunkt.capabilities.radar.ranking.match import Match

NOON = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "offset", "remaining", "buyers_time"),
    [
        (0.5, 1, "noch weniger als eine Stunde", None),
        (30, 1, "noch 30 Stunden", None),
        (12 * 24, 1, "noch 12 Tage", None),
        (12 * 24, 2, "noch 12 Tage", "14:00 Uhr (UTC+2)"),
        (12 * 24, -9, "noch 12 Tage", "03:00 Uhr (UTC−9)"),
        (12 * 24 - 12, -9, "noch 12 Tage", "Freitag, 23. Januar 2026, 15:00 Uhr (UTC−9)"),
        (-1, 1, "abgelaufen", None),
    ],
)
def test_deadlines_in_words(hours: float, offset: int, remaining: str, buyers_time: str | None) -> None:
    instant = NOON + timedelta(hours=hours)
    with override("de"):
        shown = shown_deadline(instant, instant.astimezone(timezone(timedelta(hours=offset))), NOON)
    assert (shown.remaining, shown.buyers_time) == (remaining, buyers_time)


BERLIN, LONDON, NEW_YORK = "Europe/Berlin", "Europe/London", "America/New_York"


@pytest.mark.parametrize(
    ("source", "zone", "day", "time", "buyers_time"),
    [
        # The last Sunday of March 2027 is the 28th, the last of October 2026 the 25th.
        ("2027-03-27T12:00:00+01:00", BERLIN, "Saturday, 27 March 2027", "12:00", None),
        ("2027-03-29T12:00:00+02:00", BERLIN, "Monday, 29 March 2027", "12:00", None),
        ("2027-03-29T12:00:00+02:00", LONDON, "Monday, 29 March 2027", "11:00", "12:00 (UTC+2)"),
        ("2026-10-24T12:00:00+02:00", BERLIN, "Saturday, 24 October 2026", "12:00", None),
        ("2026-10-26T12:00:00+01:00", BERLIN, "Monday, 26 October 2026", "12:00", None),
        ("2026-10-26T12:00:00+01:00", LONDON, "Monday, 26 October 2026", "11:00", "12:00 (UTC+1)"),
        # New York changes on 1 November 2026 and on 14 March 2027: weeks apart from Berlin.
        ("2026-10-26T12:00:00+01:00", NEW_YORK, "Monday, 26 October 2026", "07:00", "12:00 (UTC+1)"),
        ("2026-11-02T12:00:00+01:00", NEW_YORK, "Monday, 2 November 2026", "06:00", "12:00 (UTC+1)"),
        ("2027-03-15T12:00:00+01:00", NEW_YORK, "Monday, 15 March 2027", "07:00", "12:00 (UTC+1)"),
        ("2027-03-29T12:00:00+02:00", NEW_YORK, "Monday, 29 March 2027", "06:00", "12:00 (UTC+2)"),
        # The hour that there is twice: before and after the clocks go back.
        ("2026-10-25T02:30:00+02:00", BERLIN, "Sunday, 25 October 2026", "02:30", None),
        ("2026-10-25T02:30:00+01:00", BERLIN, "Sunday, 25 October 2026", "02:30", None),
        (
            "2026-10-25T02:30:00+01:00", NEW_YORK, "Saturday, 24 October 2026", "21:30",
            "Sunday, 25 October 2026, 02:30 (UTC+1)",
        ),
    ],
)  # fmt: skip
def test_deadlines_across_the_changes_of_summer_time(
    source: str, zone: str, day: str, time: str, buyers_time: str | None
) -> None:
    there = datetime.fromisoformat(source)
    with django_timezone.override(ZoneInfo(zone)), override("en"):
        shown = shown_deadline(there.astimezone(UTC), there, NOON)
    assert (shown.day, shown.time, shown.buyers_time) == (day, time, buyers_time)


def test_a_match_without_deadline_value_or_place_has_a_card() -> None:
    match = Match(
        1, 51.5, 8, 7, "n", None, "f.xml", "LOT-0001", "competition", None, "", None, None, (), None, None, None, None,
        (),
    )  # fmt: skip
    (card,) = cards([match], NOON)
    assert (card.points, card.deadline, card.value, card.where, card.reasons) == (52, None, "", "", ())


def test_places_leave_out_what_the_country_says() -> None:
    with override("en"):
        assert (
            places_in_words(("DE", "DE212", "PL", "FR101", "XX1"), "DE") == "Bavaria (DE212), Poland, France (FR101) +1"
        )


@pytest.mark.parametrize(
    ("places", "country", "shown"),
    [
        (("NL321",), "NL", "Netherlands (NL321)"),
        (("NL", "NL321", "NL423", "NL321"), "NL", "Netherlands (NL321, NL423)"),
        (("NL321", "NL422", "NL423", "NL424", "DEA1D"), "NL", "Netherlands (NL321, NL422, NL423 +1) · "
            "North Rhine-Westphalia (DEA1D)"),
        (("DEA1D",), "DE", "Germany · North Rhine-Westphalia (DEA1D)"),
        (("EL303",), "GR", "Greece (EL303)"),
        (("NL321",), None, "Netherlands (NL321)"),
        ((), "NL", "Netherlands"),
        ((), None, ""),
    ],
)  # fmt: skip
def test_a_country_is_named_once(places: tuple[str, ...], country: str | None, shown: str) -> None:
    with override("en"):
        assert where_in_words(places, country) == shown


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("Kurz genug.", 20, "Kurz genug."),
        ("Nah an „Unsere Empfänger orten Drohnen“.", 24, "Nah an „Unsere …“"),
        ("Passive Sensoren, die kleine Drohnen finden.", 20, "Passive Sensoren …"),
        ("Drohnenabwehrsystemintegration", 12, "Drohnenabw …"),
        ("Zeilen\n  und   Lücken", 40, "Zeilen und Lücken"),
        ("Close to “our receivers find drones”.", 24, "Close to “our …”"),
    ],
)
def test_a_sentence_is_cut_at_a_word_and_its_quotation_closed(text: str, longest: int, shown: str) -> None:
    # The ellipsis stays on the line of the word before it.
    assert shortened(text, longest) == shown.replace(" …", "\N{NO-BREAK SPACE}…")
    assert len(shown) <= longest
