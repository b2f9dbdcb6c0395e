"""The index finds nearly what comparing all lots finds, and both ways keep to the filter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from django.db import connection
from pgvector import HalfVector
from pgvector.psycopg import register_vector

from startpunkt.capabilities.radar.intake.vectors import FILL
from startpunkt.capabilities.radar.models import Lot, Notice
from startpunkt.capabilities.radar.ranking import nearest as module
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.nearest import ensure_index, nearest

KEY, OTHER = "synthetic 1", "synthetic 2"
DIMENSIONS, LOTS, QUESTIONS = 128, 3_000, 25
NOW = datetime(2027, 1, 1, tzinfo=UTC)
COUNTRIES = ("DE", "FR", "PL", "GR", None)
KINDS = ("competition", "competition", "award", "planning")


@pytest.fixture
def vectors(db: None) -> np.ndarray:
    """Lots of many notices with vectors in clumps, as texts on one subject lie together; some are of old versions."""
    chance = np.random.default_rng(20270101)
    centres = chance.normal(size=(60, DIMENSIONS))
    made = centres[chance.integers(0, 60, LOTS)] + chance.normal(scale=0.8, size=(LOTS, DIMENSIONS))
    made = (made / np.linalg.norm(made, axis=1, keepdims=True) * chance.uniform(0.5, 2, (LOTS, 1))).astype(np.float32)
    notices = Notice.objects.bulk_create(
        Notice(
            source="eforms", notice_id=f"n{number}", version="01", version_order=1, newest=number % 10 != 0,
            content_hash=number.to_bytes(32, "big"), file="f", kind=KINDS[number % 4], direct=False, languages=["de"],
            title={}, description={}, country=COUNTRIES[number % 5], previous=[], corrects=[],
        )
        for number in range(LOTS)
    )  # fmt: skip
    lots = Lot.objects.bulk_create(
        Lot(
            notice=notice, position=0, lot_id="LOT-0001", newest=notice.newest, kind=notice.kind, language="de",
            country=notice.country, languages=["de"], title={}, description={}, cpv=[], places=[],
            deadline=NOW + timedelta(days=number % 40 - 20), lexemes="",
        )
        for number, notice in enumerate(notices)
    )  # fmt: skip
    raw = connection.connection
    register_vector(raw)
    cursor = raw.cursor()
    for key, sign in ((KEY, 1), (OTHER, -1)):
        cursor.execute("CREATE TEMPORARY TABLE encoded (lot_id int8, vector halfvec, units bytea)")
        with cursor.copy("COPY encoded FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["int8", "halfvec", "bytea"])
            for lot, vector in zip(lots, made, strict=True):
                copy.write_row((lot.pk, HalfVector(sign * vector), b""))
        cursor.execute(FILL, [key])
        cursor.execute("DROP TABLE encoded")
    return made


@pytest.fixture
def indexed(vectors: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """The same with an index, which is used as if it cost nothing."""
    monkeypatch.setattr(module, "INDEXED_FROM", 200)
    monkeypatch.setattr(module, "VISIT", 0.0)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # an index cannot be made while rows wait to be checked
        ensure_index(KEY, DIMENSIONS)
        cursor.execute("ANALYZE radar_lotvector, radar_lot, radar_notice")
        cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows would be read through without it
        cursor.execute("SET LOCAL enable_sort = off")
    return vectors


def questions(vectors: np.ndarray) -> np.ndarray:
    chance = np.random.default_rng(7)
    near = vectors[chance.integers(0, LOTS, QUESTIONS)]
    asked: np.ndarray = (near + chance.normal(scale=0.05, size=near.shape)).astype(np.float32)
    return asked / np.linalg.norm(asked, axis=1, keepdims=True)


def index_scans() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_numscans(oid) FROM pg_class WHERE relname LIKE 'lot_vector_near_%'")
        return sum(scans for (scans,) in cursor.fetchall())


def test_every_lot_is_compared_where_few_pass(vectors: np.ndarray) -> None:
    visible = Lot.objects.filter(newest=True).values_list("pk", flat=True)
    order = {pk: row for row, pk in enumerate(Lot.objects.order_by("pk").values_list("pk", flat=True))}
    for question in questions(vectors)[:5]:
        found = nearest(KEY, question, LotFilter(), [], "de", 10)
        products = {pk: float(vectors[order[pk]] @ question) for pk in visible}
        best = sorted(products, key=lambda pk: -products[pk])[:10]
        assert {one.lot for one in found} == set(best)
        assert sorted((one.product for one in found), reverse=True) == pytest.approx(
            [products[pk] for pk in best], abs=0.005
        )


FILTERS = {
    "all": LotFilter(),
    "open": LotFilter(open_after=NOW),
    "countries": LotFilter(countries=("DE", "PL")),
    "open in countries": LotFilter(NOW, ("DE", "FR")),
}


def test_the_index_finds_nearly_the_same(indexed: np.ndarray) -> None:
    for name, wanted in FILTERS.items():
        before = index_scans()
        shared = total = 0
        for question in questions(indexed):
            near, exact = (best(question, wanted, exact) for exact in (False, True))
            shared += len(near & exact)
            total += len(exact)
        print(f"{name}: recall@10 {shared / total:.3f} over {QUESTIONS} questions")
        assert total == 10 * QUESTIONS
        assert shared / total >= 0.95
        assert index_scans() - before >= QUESTIONS, f"{name}: the index was not used for each question"


def best(question: np.ndarray, wanted: LotFilter, exact: bool) -> set[int]:
    found = nearest(KEY, question, wanted, [], "de", 50, exact=exact)
    return {one.lot for one in sorted(found, key=lambda one: -one.product)[:10]}


def test_both_ways_keep_to_the_filter(indexed: np.ndarray) -> None:
    question = questions(indexed)[0]
    for wanted in FILTERS.values():
        for exact in (True, False):
            found = nearest(KEY, question, wanted, [], "de", 200, exact=exact)
            lots = Lot.objects.in_bulk([one.lot for one in found])
            assert len(lots) == len(found) == 200
            for lot in lots.values():
                assert lot.newest
                assert wanted.open_after is None or (lot.kind == "competition" and lot.deadline > wanted.open_after)
                assert not wanted.countries or lot.country in wanted.countries


def test_few_that_pass_are_compared_without_the_index(indexed: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    wanted = LotFilter(NOW + timedelta(days=15))
    assert 0 < Lot.objects.filter(newest=True, kind="competition", deadline__gt=wanted.open_after).count() <= 200
    before = index_scans()
    assert nearest(KEY, questions(indexed)[0], wanted, [], "de", 10)
    assert index_scans() == before
