"""How long a match takes: a profile against N lots, in a warm process over a store of its own.

``python -m benchmarks.match --lots N [--runs 3] [--json]`` -> ``{"lots", "p50_ms", "p95_ms", "wide": {…}, "narrow":
{…}}``. The lots are synthetic: vectors in clusters, as those of real notices are, half of them open, buyers in 25
countries. A wide filter lets all open lots through, a narrow one those of one country; the two take turns and the
plain figures are over both. ``recall@10`` is the share of the exact first ten (by vector) that is found.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from startpunkt.capabilities.radar.ranking.filters import LotFilter
    from startpunkt.core.matching.query import Query

COUNTRIES = tuple("DEFRPLNLATBENODKSEFIEELVLTCZSKHUROBGGRITESPTIELUSI"[at : at + 2] for at in range(0, 50, 2))
CLUSTERS = 2000
LOTS_A_NOTICE = 2
BATCH = 5000
TEXT = {"de": "Rahmenvereinbarung über Lieferung, Einbau und Wartung von Geräten. Näheres steht in den Unterlagen."}


def fill(lots: int, key: str, dimensions: int) -> None:
    """Store ``lots`` synthetic lots with vectors, and make the index."""
    from django.db import connection
    from pgvector.psycopg import register_vector

    chance = np.random.default_rng(7)
    centres = chance.normal(size=(CLUSTERS, dimensions))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    connection.ensure_connection()
    register_vector(connection.connection)
    for first in range(0, lots, BATCH):
        count = min(BATCH, lots - first)
        own = centres[chance.integers(CLUSTERS, size=count)] + chance.normal(size=(count, dimensions)) / dimensions**0.5
        vectors = (own * chance.uniform(0.5, 1.2, size=(count, 1)) / np.linalg.norm(own, axis=1, keepdims=True)).astype(
            np.float32
        )
        _copy(first, vectors, key, chance)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('radar_lot', 'id'), %s)", [lots])
        cursor.execute("ANALYZE")


def _copy(first: int, vectors: Any, key: str, chance: np.random.Generator) -> None:
    from django.db import connection, transaction
    from pgvector import HalfVector

    from startpunkt.capabilities.radar.intake.stored_texts import StoredTexts
    from startpunkt.capabilities.radar.intake.writer import LOT_COLUMNS, NOTICE_COLUMNS
    from startpunkt.core.matching.lot_text import lot_text
    from startpunkt.core.matching.lot_vector import pack

    now = datetime.now(UTC)
    country = chance.choice(COUNTRIES, size=len(vectors) // LOTS_A_NOTICE + 1).tolist()
    words = chance.integers(20_000, size=(len(vectors), 60)).tolist()
    text = json.dumps(TEXT)
    units = pack(vectors[: len(lot_text(*StoredTexts(TEXT, TEXT, TEXT, TEXT, ["de"]).records()).units)])
    with transaction.atomic(), connection.cursor() as outer:
        cursor = outer.cursor
        with cursor.copy(f"COPY radar_notice ({', '.join(NOTICE_COLUMNS)}) FROM STDIN") as copy:
            for number in range(0, len(vectors), LOTS_A_NOTICE):
                pk = (first + number) // LOTS_A_NOTICE + 1
                place = country[number // LOTS_A_NOTICE]
                copy.write_row(
                    (pk, "eforms", f"n{pk}", "1", 1, True, pk.to_bytes(32, "big"), "synthetic", "16", "competition",
                     False, None, None, None, None, "{de}", text, text, "Beschaffungsamt", place, "{}", "{}", now)
                )  # fmt: skip
        with cursor.copy(f"COPY radar_lot (id, {', '.join(LOT_COLUMNS)}) FROM STDIN") as copy:
            for number in range(len(vectors)):
                pk = first + number + 1
                lexemes = " ".join(f"'w{word}'" for word in set(words[number]))
                deadline = now + timedelta(days=(pk % 100) - 49, seconds=1)
                copy.write_row(
                    (pk, (pk - 1) // LOTS_A_NOTICE + 1, number % LOTS_A_NOTICE, True, "competition",
                     country[number // LOTS_A_NOTICE], "LOT-0001", "de", "{de}", text, text, "{72000000}", "{DEA}",
                     "{DEA}", "{ai}", False, now, deadline, deadline.isoformat(), 100_000, "EUR", lexemes)
                )  # fmt: skip
        with cursor.copy("COPY radar_lotvector (lot_id, encoder, vector, units) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["int8", "text", "halfvec", "bytea"])
            for number, vector in enumerate(vectors):
                copy.write_row((first + number + 1, key, HalfVector(vector), units))


def measure(runs: int) -> dict[str, Any]:
    """Times of whole matches, retrieval to reasons, and what the index finds of the exact answer."""
    from startpunkt.capabilities.radar.demo import organisations
    from startpunkt.capabilities.radar.ranking import matching, weighing
    from startpunkt.capabilities.radar.ranking.filters import LotFilter
    from startpunkt.core.matching.profile import Profile
    from startpunkt.core.text.sentences import sentences
    from startpunkt.foundation.access.viewer import OPERATOR

    texts = [one.text for one in organisations()]
    texts += [piece.text for one in organisations() for piece in sentences(one.text_en)]
    filters = {"wide": LotFilter(matching.now()), "narrow": LotFilter(matching.now(), ("DE",))}
    times: dict[str, list[float]] = {name: [] for name in filters}
    found: dict[str, list[float]] = {name: [] for name in filters}
    for run in range(runs + 1):
        for text in texts:
            for name, wanted in filters.items():
                began = time.perf_counter()
                matching.find_matches(OPERATOR, Profile(text=text), wanted, language="de")
                if run:  # the first warms the process up
                    times[name].append((time.perf_counter() - began) * 1000)
                else:
                    found[name].append(_recall(weighing.prepare(Profile(text=text)), wanted))
    result = {name: {**_percentiles(times[name]), "recall@10": round(mean(found[name]), 3)} for name in filters}
    return {**_percentiles([one for several in times.values() for one in several]), **result}


def _recall(query: Query, wanted: LotFilter) -> float:
    from startpunkt.capabilities.radar.encoding import encoder_key
    from startpunkt.capabilities.radar.ranking import nearest

    def first_ten(rows: list[nearest.Neighbour]) -> set[int]:
        return {one.lot for one in sorted(rows, key=lambda one: -one.product)[:10]}

    ask = partial(nearest.nearest, encoder_key(), query.vector, wanted, [], query.language)
    usual = first_ten(ask(400))
    exact = first_ten(ask(10, exact=True))
    return len(usual & exact) / len(exact)


def _percentiles(values: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(values), 1), "p95_ms": round(quantiles(values, n=20)[-1], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.match", description=__doc__)
    parser.add_argument("--lots", type=int, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="startpunkt-bench-", ignore_cleanup_errors=True) as home:
        os.environ["STARTPUNKT_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        from startpunkt.foundation.store.opening import open_store

        open_store()
        from startpunkt.capabilities.radar.encoding import encoder, encoder_key
        from startpunkt.capabilities.radar.ranking.nearest import ensure_index

        fill(given.lots, encoder_key(), encoder().dimensions)
        ensure_index(encoder_key(), encoder().dimensions)
        result = {"lots": given.lots, **measure(max(3, given.runs))}
    print(json.dumps(result) if given.json else "\n".join(f"{name:>8}  {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
