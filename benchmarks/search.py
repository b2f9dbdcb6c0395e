"""How long a search takes: questions of every sort against N lots, in a warm process over a store of its own.

``python -m benchmarks.search [--lots N] [--runs 3] [--json]`` -> ``{"lots", "words", "p50_ms", "p95_ms", "sorts": {…},
"suggest": {…}, "slips": {"asked", "found"}}``. The lots are invented: their words are German compounds, a few of them
in every tenth text and most in hardly any, as in real ones. ``sorts`` holds the times of each sort of question;
``slips`` how many words with one wrong letter bring the lots of the right word.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from statistics import median, quantiles
from typing import Any

import numpy as np

WORDS_A_LOT = 90
BATCH = 2_000
LOTS_A_NOTICE = 2
ASKED = 12
"""Questions of each sort."""

COUNTRIES = ("DE", "FR", "PL", "NL", "AT", "BE", "IT", "ES", "SE", "CZ")


def vocabulary(chance: np.random.Generator) -> list[str]:
    """Simple words and pairs of them, the simple ones first, for these are frequent."""
    parts = files("startpunkt.core.text").joinpath("german_parts.txt").read_text(encoding="utf-8").split()
    chance.shuffle(parts)
    pairs = {a + b for a, b in zip(chance.choice(parts, 60_000), chance.choice(parts, 60_000), strict=True)}
    return [*parts, *sorted(pairs - set(parts))]


def fill(lots: int, words: list[str], chance: np.random.Generator) -> None:
    """Store ``lots`` lots and count their words."""
    from django.db import connection

    from startpunkt.capabilities.radar.searching.words import count_words

    shares = 1 / np.arange(8, len(words) + 8)
    shares /= shares.sum()
    for first in range(0, lots, BATCH):
        count = min(BATCH, lots - first)
        _copy(first, chance.choice(len(words), size=(count, WORDS_A_LOT), p=shares), words, chance)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('radar_lot', 'id'), %s)", [lots])
        cursor.execute("ANALYZE")
    count_words()


def _copy(first: int, drawn: Any, words: list[str], chance: np.random.Generator) -> None:
    from django.db import connection, transaction

    from startpunkt.capabilities.radar.intake.rows import search_vector
    from startpunkt.capabilities.radar.intake.writer import LOT_COLUMNS, NOTICE_COLUMNS
    from startpunkt.core.text.marks import marks

    now = datetime.now(UTC)
    notices: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for number, chosen in enumerate(drawn):
        pk = first + number + 1
        notice = (pk - 1) // LOTS_A_NOTICE + 1
        title = {"de": " ".join(words[at].capitalize() for at in chosen[:5])}
        text = {"de": " ".join(words[at].capitalize() for at in chosen[5:]) + "."}
        buyer, country = f"Amt für {words[notice % 3_000].capitalize()}", COUNTRIES[notice % len(COUNTRIES)]
        code = f"{chance.integers(10, 99):02d}{chance.integers(10, 99):02d}{chance.integers(10):01d}000"
        deadline = now + timedelta(days=(pk % 100) - 49, seconds=1)
        published = (now - timedelta(days=int(chance.integers(900)))).date()
        if (pk - 1) % LOTS_A_NOTICE == 0:
            notices.append(
                {"id": notice, "source": "eforms", "notice_id": f"n{notice}", "version": "1", "version_order": 1,
                 "newest": True, "content_hash": notice.to_bytes(32, "big"), "file": "invented", "kind": "competition",
                 "direct": False, "publication_number": f"{notice:08d}-2026", "publication_date": published,
                 "languages": "{de}", "title": json.dumps(title), "description": json.dumps(text), "buyer": buyer,
                 "country": country, "previous": "{}", "corrects": "{}", "imported_at": now}
            )  # fmt: skip
        marked = marks([buyer], [code], country, ["DEA"])
        rows.append(
            {"id": pk, "notice_id": notice, "position": pk % LOTS_A_NOTICE, "newest": True, "kind": "competition",
             "country": country, "lot_id": "LOT-0001", "language": "de", "languages": "{de}",
             "title": json.dumps(title), "description": json.dumps(text), "cpv": f"{{{code}}}", "places": "{DEA}",
             "regions": "{DEA}", "fields": "{ai}", "defence": False, "seen_at": now, "deadline": deadline,
             "deadline_source": deadline.isoformat(), "value": 100_000, "currency": "EUR",
             "lexemes": search_vector(title, text, (), marked)}
        )  # fmt: skip
    with transaction.atomic(), connection.cursor() as outer:
        for table, columns, given in (
            ("radar_notice", NOTICE_COLUMNS, notices),
            ("radar_lot", ("id", *LOT_COLUMNS), rows),
        ):
            with outer.cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in given:
                    copy.write_row([row.get(column, _empty(column)) for column in columns])


def _empty(column: str) -> Any:
    """What stands in a column that this benchmark has no use for."""
    return "{}" if column in ("hurdles", "buyers", "winners") else None


def questions(words: list[str]) -> dict[str, list[str]]:
    """Questions by sort: what is frequent and what is rare, mended, joined, narrowed."""
    rare = words[len(words) // 2 :: len(words) // (2 * ASKED)][:ASKED]
    common, middle = words[:ASKED], words[2_000 : 2_000 + ASKED]
    return {
        "common word": common,
        "rare word": rare,
        "two words": [f"{a} {b}" for a, b in zip(common, middle, strict=True)],
        "slip": [_slipped(word) for word in rare],
        "code": [f"{10 + number}{20 + number}*" for number in range(ASKED)],
        "buyer and word": [f"{common[number]} Amt {words[number * 7]}" for number in range(ASKED)],
        "phrase": [f'"{common[number]} {common[-number]}"' for number in range(1, ASKED)],
        "without": [f"{a} -{b}" for a, b in zip(common, middle, strict=True)],
        "number": [f"{number + 1:06d}-2026" for number in range(ASKED)],
        "nothing": [f"qx{number}zzvkq" for number in range(ASKED)],
    }


def _slipped(word: str) -> str:
    at = len(word) // 2
    return word[:at] + ("x" if word[at] != "x" else "y") + word[at + 1 :]


def measure(words: list[str], runs: int) -> dict[str, Any]:
    """Times of whole searches, from the question to the explained hits, and of suggestions."""
    from startpunkt.capabilities.radar.searching.narrowing import Narrowing
    from startpunkt.capabilities.radar.searching.searching import search_lots
    from startpunkt.capabilities.radar.searching.suggesting import suggestions
    from startpunkt.foundation.access.viewer import OPERATOR

    now = datetime.now(UTC)
    narrow = Narrowing(state=("open",), country=("FR",))
    asked = questions(words)
    sorts = {
        name: list(_times([_search(search_lots, OPERATOR, one, now) for one in asked[name]], runs)) for name in asked
    }
    narrowed = [_search(search_lots, OPERATOR, one, now, narrowing=narrow) for one in asked["common word"]]
    sorts["common word, narrowed"] = list(_times(narrowed, runs))
    begun = [_suggest(suggestions, OPERATOR, word[:4]) for word in asked["rare word"]]
    slips = [search_lots(OPERATOR, one, now) for one in asked["slip"]]
    meant = [search_lots(OPERATOR, one, now) for one in asked["rare word"]]
    found = sum(
        bool({hit.lot.pk for hit in a.hits} & {hit.lot.pk for hit in b.hits}) for a, b in zip(slips, meant, strict=True)
    )
    return {
        **_percentiles([one for times in sorts.values() for one in times]),
        "sorts": {name: _percentiles(times) for name, times in sorts.items()},
        "suggest": _percentiles(list(_times(begun, runs))),
        "slips": {"asked": sum(bool(one.hits) for one in meant), "found": found},
    }


def _search(ask: Callable[..., Any], *given: Any, **narrowing: Any) -> Callable[[], Any]:
    return lambda: ask(*given, **narrowing)


def _suggest(ask: Callable[..., Any], viewer: Any, typed: str) -> Callable[[], Any]:
    return lambda: ask(viewer, typed, "de")


def _times(tasks: list[Callable[[], Any]], runs: int) -> Iterator[float]:
    for run in range(runs + 1):
        for task in tasks:
            began = time.perf_counter()
            task()
            if run:  # the first warms the process up
                yield (time.perf_counter() - began) * 1000


def _percentiles(values: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(values), 1), "p95_ms": round(quantiles(values, n=20)[-1], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--lots", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="startpunkt-bench-", ignore_cleanup_errors=True) as home:
        os.environ["STARTPUNKT_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        from startpunkt.foundation.store.opening import open_store

        open_store()
        chance = np.random.default_rng(7)
        words = vocabulary(chance)
        fill(given.lots, words, chance)
        result = {"lots": given.lots, "words": len(words), **measure(words, max(3, given.runs))}
    print(json.dumps(result) if given.json else "\n".join(f"{name:>8}  {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
