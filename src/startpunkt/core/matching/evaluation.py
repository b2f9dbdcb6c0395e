"""How good a ranking is, against judgements that some person made.

Grades: 2 "would want to see", 1 "would glance at". What nobody judged counts 0, so all figures are lower bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Quality:
    """``ndcg`` and ``precision`` of the first ten, ``recall`` of the first fifty; each from 0 to 1."""

    ndcg: float
    precision: float
    recall: float


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Discounted gain of the first ``depth`` of ``ranking``, gain 2^grade - 1, as a share of the best possible.

    The best possible ranks all judged items by grade (Järvelin and Kekäläinen 2002). 0 where no grade is positive.
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(item, 0) for item in ranking[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def precision(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """The share of the first ``depth`` places that hold an item of positive grade."""
    return sum(grades.get(item, 0) > 0 for item in ranking[:depth]) / depth


def recall(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 50) -> float:
    """The share of the items of positive grade that stand among the first ``depth``; 0 where there are none."""
    wanted = {item for item, grade in grades.items() if grade > 0}
    return len(wanted & set(ranking[:depth])) / len(wanted) if wanted else 0.0


def quality(rankings: Mapping[str, Sequence[str]], grades: Mapping[str, Mapping[str, int]]) -> Quality:
    """The mean over all cases of ``grades`` (case to item to grade); ``rankings`` maps a case to its items, best first.

    A case without a ranking counts 0. Raises ValueError where there is no case.
    """
    if not grades:
        raise ValueError("There are no judgements to measure with: name a file that holds some.")
    pairs = [(rankings.get(case, ()), judged) for case, judged in grades.items()]
    return Quality(
        ndcg=fmean(ndcg(ranking, judged) for ranking, judged in pairs),
        precision=fmean(precision(ranking, judged) for ranking, judged in pairs),
        recall=fmean(recall(ranking, judged) for ranking, judged in pairs),
    )
