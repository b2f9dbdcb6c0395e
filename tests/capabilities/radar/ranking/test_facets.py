"""Facets and filters agree with a plain reading of the same lots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startpunkt.capabilities.radar.models import Lot, Notice
from startpunkt.capabilities.radar.ranking.facets import WINDOWS, Facets, facets
from startpunkt.capabilities.radar.ranking.filters import BANDS, LotFilter
from startpunkt.foundation.access.viewer import STRANGER

NOW = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
COUNTRIES = ("DE", "FR", None)
REGIONS: Sequence[list[str]] = ([], ["DEA"], ["DEA", "DE2"], ["FR1"])
FIELDS: Sequence[list[str]] = ([], ["ai"], ["ai", "cyber"], ["other"])
KINDS = ("competition", "competition", "award", "planning")
VALUES = (None, 0, 99_999, 100_000, 999_999, 1_000_000, 9_999_999, 10_000_000)


@pytest.fixture(scope="module")
def lots(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Lots of all sorts, some of old versions."""
    with django_db_blocker.unblock():
        yield _stock(240)
        Notice.objects.all().delete()


def _stock(count: int) -> list[Lot]:
    chance = Random(5)
    notices = Notice.objects.bulk_create(
        Notice(
            source="eforms", notice_id=f"n{number}", version="01", version_order=1, newest=True,
            content_hash=number.to_bytes(32, "big"), file="f", kind="competition", direct=False, languages=["de"],
            title={}, description={}, previous=[], corrects=[],
        )
        for number in range(count)
    )  # fmt: skip
    return Lot.objects.bulk_create(
        Lot(
            notice=notice, position=0, lot_id="LOT-0001", newest=chance.random() < 0.9, kind=chance.choice(KINDS),
            country=chance.choice(COUNTRIES), language="de", languages=["de"], title={}, description={}, cpv=[],
            places=[], regions=chance.choice(REGIONS), fields=chance.choice(FIELDS), defence=chance.random() < 0.3,
            seen_at=NOW - timedelta(hours=chance.randrange(72)), value=chance.choice(VALUES),
            currency=chance.choice(("EUR", "EUR", "PLN")), lexemes="",
            deadline=chance.choice((None, NOW + timedelta(days=chance.randrange(-20, 80), hours=1))),
        )
        for notice in notices
    )  # fmt: skip


def passes(lot: Lot, wanted: LotFilter) -> bool:
    """The filter in plain words."""
    euro = lot.value if lot.currency == "EUR" else None
    due, opened = lot.deadline, wanted.open_after
    held = {
        "open_after": lambda: lot.kind == "competition" and due is not None and opened is not None and due > opened,
        "countries": lambda: lot.country in wanted.countries,
        "regions": lambda: set(wanted.regions) & set(lot.regions),
        "fields": lambda: set(wanted.fields) & set(lot.fields),
        "kinds": lambda: lot.kind in wanted.kinds,
        "value_min": lambda: euro is not None and wanted.value_min is not None and euro >= wanted.value_min,
        "value_max": lambda: euro is not None and wanted.value_max is not None and euro <= wanted.value_max,
        "bands": lambda: band(lot) in wanted.bands,
        "due_before": lambda: due is not None and wanted.due_before is not None and due < wanted.due_before,
        "seen_after": lambda: wanted.seen_after is not None and lot.seen_at > wanted.seen_after,
        "defence": lambda: lot.defence,
        "without": lambda: lot.pk not in wanted.without,
        "among": lambda: lot.pk in wanted.among,
    }
    asked = [name for name in held if getattr(wanted, name) != getattr(LotFilter(), name)]
    return lot.newest and all(held[name]() for name in asked)


def band(lot: Lot) -> str:
    if lot.value is None or lot.currency != "EUR":
        return "unknown"
    return next(name for name, end in zip(BANDS, (10**5, 10**6, 10**7, 10**30), strict=False) if lot.value < end)


def random_filter(chance: Random, lots: Sequence[Lot]) -> LotFilter:
    """Each part is set in about one filter of three."""

    def some(*choices: Any) -> Any:
        return chance.choice(choices) if chance.random() < 0.35 else LotFilter.__dataclass_fields__["countries"].default

    def one(*choices: Any) -> Any:
        return chance.choice(choices) if chance.random() < 0.35 else None

    return LotFilter(
        open_after=one(NOW, NOW + timedelta(days=9)),
        countries=some(("DE",), ("DE", "FR"), ("XX",)),
        regions=some(("DEA",), ("DE2", "FR1")),
        fields=some(("ai",), ("cyber", "other")),
        kinds=some(("award",), ("competition", "planning")),
        value_min=one(Decimal(0), Decimal(100_000)),
        value_max=one(Decimal(999_999), Decimal(10_000_000)),
        due_before=one(*(NOW + timedelta(days=days) for days in WINDOWS)),
        seen_after=one(NOW - timedelta(hours=30)),
        defence=chance.random() < 0.2,
        bands=some(("unknown",), ("under-100k", "over-10m")),
        without=some(tuple(lot.pk for lot in lots[:50])),
        among=some(tuple(lot.pk for lot in lots[30:200])),
    )


@pytest.mark.django_db
def test_the_store_filters_as_plain_words_do(lots: list[Lot]) -> None:
    chance, sizes = Random(11), set()
    for _ in range(150):
        wanted = random_filter(chance, lots)
        condition, parameters = wanted.sql()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT l.id FROM radar_lot l WHERE {condition}", parameters)  # noqa: S608 -- no values
            found = {pk for (pk,) in cursor.fetchall()}
        assert found == {lot.pk for lot in lots if passes(lot, wanted)}, wanted
        sizes.add(len(found))
    assert len(sizes) > 20


def by_hand(lots: Sequence[Lot], wanted: LotFilter, since: datetime | None) -> Facets:
    """Each choice counted by trying it."""

    def count(**changed: Any) -> int:
        return sum(passes(lot, replace(wanted, **changed)) for lot in lots)

    def each(name: str, choices: Sequence[str]) -> dict[str, int]:
        return {choice: found for choice in choices if (found := count(**{name: (choice,)}))}

    free = replace(wanted, value_min=None, value_max=None)
    since = wanted.seen_after or since
    return Facets(
        total=count(),
        countries=each("countries", ("DE", "FR")),
        regions=each("regions", ("DEA", "DE2", "FR1")),
        fields=each("fields", ("ai", "cyber", "other")),
        kinds=each("kinds", ("competition", "award", "planning")),
        bands={name: sum(passes(lot, replace(free, bands=(name,))) for lot in lots) for name in BANDS},
        due={days: count(due_before=NOW + timedelta(days=days)) for days in WINDOWS},
        open=count(open_after=wanted.open_after or NOW),
        defence=count(defence=True),
        new=count(seen_after=since) if since else None,
    )


@pytest.mark.django_db
def test_facets_are_what_counting_by_hand_gives(lots: list[Lot]) -> None:
    chance, totals = Random(12), Counter[int]()
    for _ in range(60):
        wanted = random_filter(chance, lots)
        since = chance.choice((None, NOW - timedelta(hours=10)))
        found, expected = facets(STRANGER, wanted, NOW, since), by_hand(lots, wanted, since)
        assert {name: lots for name, lots in found.fields.items() if lots} == expected.fields
        assert replace(found, fields=expected.fields) == expected, wanted
        totals[found.total] += 1
    assert len(totals) > 10


@pytest.mark.django_db
def test_the_store_is_asked_once_whatever_is_chosen(lots: list[Lot]) -> None:
    for wanted in (LotFilter(), LotFilter(NOW, ("DE",), ("DEA",), ("ai",), bands=("unknown",), due_before=NOW)):
        with CaptureQueriesContext(connection) as asked:
            facets(STRANGER, wanted, NOW)
        assert len(asked) == (5 if wanted == LotFilter() else 0)  # the latest import and the columns, once
        with CaptureQueriesContext(connection) as again:
            facets(STRANGER, replace(wanted), NOW + timedelta(seconds=20))
        assert len(again) == 0
