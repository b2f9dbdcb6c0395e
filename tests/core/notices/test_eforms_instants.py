from __future__ import annotations

from datetime import date

import pytest

from startpunkt.core.notices.instants import day, deadline


@pytest.mark.parametrize(
    ("on", "at", "country", "instant", "offset_given", "time_given"),
    [
        ("2025-07-01+02:00", "12:00:00+02:00", "DE", "2025-07-01T12:00:00+02:00", True, True),
        ("2025-07-01Z", "12:00:00+03:00", "FI", "2025-07-01T12:00:00+03:00", True, True),
        ("2025-07-01+01:00", "12:00:00", "FI", "2025-07-01T12:00:00+01:00", True, True),
        ("2025-07-01", "12:00", "FI", "2025-07-01T12:00:00+03:00", False, True),
        ("2025-01-15", "12:00", "FI", "2025-01-15T12:00:00+02:00", False, True),
        ("20250115", "9.30", "GB", "2025-01-15T09:30:00+00:00", False, True),
        ("2025-01-15", "10:00:00.000", None, "2025-01-15T10:00:00+00:00", False, True),
        ("2025-01-15+01:00", None, "DE", "2025-01-15T23:59:59+01:00", True, False),
        ("2025-01-15", "noon", "DE", "2025-01-15T23:59:59+01:00", False, False),
        ("2025-03-30", "24:00", "DE", "2025-03-31T00:00:00+02:00", False, True),
        ("2025-01-15", "12:00:00-05:00", "DE", "2025-01-15T12:00:00-05:00", True, True),
        ("2025-01-15", "12:00:00+77:00", "DE", "2025-01-15T12:00:00+01:00", False, True),
    ],
)
def test_a_deadline_is_an_instant_with_an_offset(
    on: str, at: str | None, country: str | None, instant: str, offset_given: bool, time_given: bool
) -> None:
    found = deadline(on, at, country)
    assert found is not None
    assert (found.instant.isoformat(), found.offset_given, found.time_given) == (instant, offset_given, time_given)


@pytest.mark.parametrize("text", [None, "", "soon", "2025-13-01", "1970-01-01Z", "2000-01-01+01:00", "9999-12-31"])
def test_what_is_no_date_is_no_deadline(text: str | None) -> None:
    assert deadline(text, "12:00:00+01:00", "DE") is None
    assert day(text) is None


@pytest.mark.parametrize("text", ["2025-02-28", "20250228", " 2025-02-28Z ", "2025-02-28+01:00"])
def test_a_day_drops_its_offset(text: str) -> None:
    assert day(text) == date(2025, 2, 28)
