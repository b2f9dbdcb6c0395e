from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.matching.evaluation import ndcg, precision, quality, recall

GRADES = {"a": 2, "b": 1, "c": 0, "d": 2}
grades = st.dictionaries(st.sampled_from("abcdefghijklmn"), st.integers(0, 2), min_size=1)
rankings = st.permutations("abcdefghijklmn")


def test_gain_by_hand() -> None:
    ideal = 3 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert ndcg(["b", "x", "a"], GRADES) == pytest.approx((1 / log2(2) + 3 / log2(4)) / ideal)
    assert ndcg(["a", "d", "b"], GRADES) == pytest.approx(1)


def test_both_grades_count_for_precision_and_recall() -> None:
    assert precision(["a", "b", "c", "x"], GRADES) == pytest.approx(0.2)
    assert recall(["a", "b", "c", "x"], GRADES) == pytest.approx(2 / 3)
    assert recall(["x"] * 50 + ["a"], GRADES) == 0


def test_a_case_without_anything_to_find_counts_nothing() -> None:
    assert ndcg(["a"], {"a": 0}) == recall(["a"], {"a": 0}) == 0


@given(rankings, grades)
def test_all_figures_lie_between_0_and_1_and_the_best_ranking_has_1(ranking: list[str], judged: dict[str, int]) -> None:
    assert 0 <= ndcg(ranking, judged) <= 1 + 1e-9
    best = sorted(judged, key=lambda item: -judged[item])
    assert ndcg(best, judged) == pytest.approx(1 if any(judged.values()) else 0)
    assert ndcg(best, judged) >= ndcg(ranking, judged) - 1e-9


def test_cases_weigh_the_same_and_a_missing_ranking_counts_0() -> None:
    found = quality({"one": ["a", "d", "b"]}, {"one": GRADES, "two": {"z": 1}})
    assert (found.ndcg, found.precision, found.recall) == pytest.approx((0.5, 0.15, 0.5))


def test_no_judgements_are_an_error() -> None:
    with pytest.raises(ValueError, match="judgements"):
        quality({}, {})
