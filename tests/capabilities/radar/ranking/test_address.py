"""The address of the radar: what makes no sense is left out, what is written is read again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from startpunkt.capabilities.radar.ranking.address import RadarAddress
from startpunkt.capabilities.radar.ranking.filters import LotFilter

NOON = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {}),
        ("country=DE&country=PL&country=DE", {"countries": ("DE", "PL")}),
        ("country=de&country='--&country=DEU&country=" + "9" * 30, {}),
        ("region=DEA&region=DE&region=FRK", {"regions": ("DEA", "FRK")}),
        ("field=cyber&field=cooking", {"fields": ("cyber",)}),
        ("value=1m-10m&value=unknown&value=2", {"bands": ("1m-10m", "unknown")}),
        ("due=14", {"due": 14}),
        ("due=13", {}),
        ("due=²", {}),
        ("new=1&defence=1", {"new": True, "defence": True}),
        ("new=yes&defence=", {}),
        ("sort=deadline&page=3", {"sort": "deadline", "page": 3}),
        ("sort=luck&page=-5", {}),
        ("page=" + "9" * 30, {}),
        ("page=999", {"page": 20}),
        ("profile=7&lot=9", {"profile": 7, "lot": 9}),
        ("profile=0&lot=" + "9" * 30, {}),
        ("state=all", {"open": False}),
        ("kind=competition", {"kinds": ("competition",)}),
        ("kind=award", {"kinds": ("award",), "open": False}),
        ("kind=award&kind=competition&state=open", {"kinds": ("competition",)}),
        ("state=%00&country=%00&due=%FF", {}),
    ],
)
def test_addresses_ask_for_what_makes_sense(query: str, wanted: dict[str, Any]) -> None:
    read = RadarAddress.of(QueryDict(query))
    assert read == RadarAddress(**wanted)
    assert RadarAddress.of(QueryDict(read.query())) == read


def test_the_plain_radar_has_a_plain_address() -> None:
    assert RadarAddress().query() == ""
    assert not RadarAddress(profile=4, sort="value", page=2, lot=8).narrowed
    assert RadarAddress(due=7).narrowed


def test_a_saved_address_begins_at_the_first_page_with_nothing_unfolded() -> None:
    assert RadarAddress(countries=("DE",), page=4, lot=9).first_page.query() == "country=DE"


def test_the_store_is_asked_for_what_the_address_says() -> None:
    address = RadarAddress(countries=("DE",), due=7, new=True, defence=True, bands=("unknown",))
    asked = address.lot_filter(NOON, NOON - timedelta(days=2))
    assert asked == LotFilter(
        open_after=NOON,
        countries=("DE",),
        due_before=NOON + timedelta(days=7),
        seen_after=NOON - timedelta(days=2),
        defence=True,
        bands=("unknown",),
    )
    assert RadarAddress(open=False).lot_filter(NOON, NOON) == LotFilter()
