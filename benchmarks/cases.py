"""How good the ranking is: company profiles against the notices that a founder would want to see.

``python -m benchmarks.cases --profiles FILE --judgements FILE ZIP… [--baseline bm25] [--json]`` ->
``{"profiles", "ndcg@10", "p@10", "r@50", "languages_in_top10", "without_c13": {…}}``.

The archives are imported into a store of their own and ranked as ``match --all`` ranks them: the text is each
profile's ``title_de`` and ``profile_de``, the best lot a notice. Gain is 2^grade - 1; precision and recall count
grades 1 and 2; what nobody judged counts nothing. ``languages_in_top10``: languages of the judged notices among the
first ten. The baseline is BM25 over title and the first 600 characters, words of three letters or more, no stems.
The outcome has no chance in it: one run says what three would.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from math import log
from pathlib import Path
from typing import Any

from benchmarks.parse import named_members
from startpunkt.core.matching.evaluation import quality
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.reading import read

DEPTH = 50
Ranking = list[str]


def profiles(path: Path) -> dict[str, str]:
    """Case to the text of its profile."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["case_id"]: f"{row['title_de']}. {row['profile_de']}" for row in csv.DictReader(file)}


def judgements(path: Path) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
    """Case to file to grade, and file to language. Files go by the last part of their names."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    languages: dict[str, str] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["file"].rsplit("/", 1)[-1]
            grades[row["case_id"]][name] = int(row["grade"])
            languages[name] = row["language"].lower()
    return dict(grades), languages


def by_store(texts: Mapping[str, str], archives: list[Path]) -> dict[str, Ranking]:
    """Rank as the product does, in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="startpunkt-bench-", ignore_cleanup_errors=True) as home:
        os.environ["STARTPUNKT_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        from startpunkt.foundation.store.opening import open_store

        open_store()
        from startpunkt.capabilities.radar.intake.importing import run_import
        from startpunkt.capabilities.radar.ranking.filters import LotFilter
        from startpunkt.capabilities.radar.ranking.matching import find_matches
        from startpunkt.core.matching.profile import Profile
        from startpunkt.foundation.access.viewer import OPERATOR

        run_import(archives)
        return {
            case: [one.file for one in find_matches(OPERATOR, Profile(text=text), LotFilter(), limit=DEPTH)]
            for case, text in texts.items()
        }


def by_bm25(texts: Mapping[str, str], archives: list[Path]) -> dict[str, Ranking]:
    """Rank by plain BM25 (k1 1.2, b .75) in memory."""
    documents = {name: text for name, text in _plain_texts(archives)}
    counts = {name: Counter(_words(text)) for name, text in documents.items()}
    lengths = {name: sum(found.values()) for name, found in counts.items()}
    mean = sum(lengths.values()) / len(lengths)
    frequency = Counter(word for found in counts.values() for word in found)

    def weight(word: str, name: str) -> float:
        held = counts[name][word]
        rarity = log(1 + (len(counts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
        return rarity * held * 2.2 / (held + 1.2 * (0.25 + 0.75 * lengths[name] / mean))

    rankings = {}
    for case, text in texts.items():
        asked = set(_words(text))
        scores = {name: sum(weight(word, name) for word in asked if word in found) for name, found in counts.items()}
        rankings[case] = sorted(scores, key=lambda name: (-scores[name], name))[:DEPTH]
    return rankings


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text.casefold())


def _plain_texts(archives: list[Path]) -> list[tuple[str, str]]:
    found = []
    for name, data in named_members(archives):
        try:
            notice = read(data)
        except UnreadableNotice:
            continue
        title = " ".join(notice.title.values())
        body = " ".join([*notice.description.values(), *(t for lot in notice.lots for t in lot.description.values())])
        found.append((name, f"{title} {body[:600]}"))
    return found


def figures(
    rankings: Mapping[str, Ranking], grades: Mapping[str, Mapping[str, int]], languages: Mapping[str, str]
) -> dict[str, Any]:
    """The figures of the contract for the cases in ``grades``."""
    measured = quality(rankings, grades)
    hit = {languages[file] for case, judged in grades.items() for file in rankings[case][:10] if judged.get(file)}
    return {
        "profiles": len(grades),
        "ndcg@10": round(measured.ndcg, 4),
        "p@10": round(measured.precision, 4),
        "r@50": round(measured.recall, 4),
        "languages_in_top10": len(hit),
    }


METHODS: dict[str | None, Callable[[Mapping[str, str], list[Path]], dict[str, Ranking]]] = {
    None: by_store,
    "bm25": by_bm25,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--profiles", type=Path, required=True)
    parser.add_argument("--judgements", type=Path, required=True)
    parser.add_argument("--baseline", choices=["bm25"])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    grades, languages = judgements(given.judgements)
    texts = {case: text for case, text in profiles(given.profiles).items() if case in grades}
    rankings = METHODS[given.baseline](texts, given.archives)
    result = figures(rankings, grades, languages)
    result["without_c13"] = figures(rankings, {case: g for case, g in grades.items() if case != "c13"}, languages)
    print(json.dumps(result) if given.json else "\n".join(f"{name:>20}  {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
