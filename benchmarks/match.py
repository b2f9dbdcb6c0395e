"""How long a match takes: a profile against N lots, in a warm process over a store of its own.

``python -m benchmarks.match --lots N [--runs 3] [--json]`` -> ``{"lots", "p50_ms", "p95_ms", "wide": {…}, "narrow":
{…}}``. The lots are synthetic (``synthetic``). A wide filter lets all open lots through, a narrow one the open
lots of one country; they take turns and the plain figures are over both. ``recall@10`` is the share of the exact first
ten (by vector) that is found.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from functools import partial
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from startpunkt.capabilities.radar.ranking.filters import LotFilter
    from startpunkt.core.matching.query import Query


def measure(runs: int) -> dict[str, Any]:
    """Times of whole matches, retrieval to reasons, and what the index finds of the exact answer."""
    from startpunkt.capabilities.radar.demo import organisations
    from startpunkt.capabilities.radar.memory import forget
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
                forget()  # a server remembers profiles that it has encoded; here each is new
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
        from benchmarks.synthetic import fill
        from startpunkt.capabilities.radar.encoding import encoder, encoder_key
        from startpunkt.capabilities.radar.ranking.nearest import ensure_index

        fill(given.lots, encoder_key())
        ensure_index(encoder_key(), encoder().dimensions)
        result = {"lots": given.lots, **measure(max(3, given.runs))}
    print(json.dumps(result) if given.json else "\n".join(f"{name:>8}  {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
