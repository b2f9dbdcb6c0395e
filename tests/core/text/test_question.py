"""What somebody types, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.text.question import LONGEST, MOST_TERMS, question

TYPED = [
    ("Drohnenabwehr Polen", [("word", "drohnenabwehr"), ("word", "polen")]),
    ('"unbemannte Fahrzeuge"', [("phrase", "unbemannte fahrzeuge")]),
    ("„unbemannte Fahrzeuge“", [("phrase", "unbemannte fahrzeuge")]),
    ("»kleine Drohnen", [("phrase", "kleine drohnen")]),
    ('"Radar"', [("word", "radar")]),
    ("35613000-8", [("code", "35613000")]),
    ("CPV: 35613000", [("code", "35613000")]),
    ("3561*", [("code", "3561")]),
    ("cpv 3561", [("code", "3561")]),
    ("123456-2024", [("number", "123456-2024")]),
    ("00123456-2024", [("number", "123456-2024")]),
    ("2024/S 012-123456", [("number", "123456-2024")]),
    ("2024/S 012 123456", [("number", "123456-2024")]),
    ("ABl. 2024/S 12-001234", [("number", "1234-2024")]),
    ("OJ 2024/S 012-123456 Radar", [("number", "123456-2024"), ("word", "radar")]),
    ("AAAAAAAA-0000-4000-8000-000000000001-01", [("number", "aaaaaaaa-0000-4000-8000-000000000001-01")]),
    ("Nordrhein-Westfalen", [("word", "nordrhein"), ("word", "westfalen")]),
    ("' OR 1=1; --", [("word", "or"), ("word", "1")]),
    ("a & !b | (c <-> d):*", [("word", "a"), ("word", "b"), ("word", "c"), ("word", "d")]),
    ("", []),
    ('"', []),
    ("- -- … ?!", []),
]


@pytest.mark.parametrize(("typed", "terms"), TYPED, ids=[typed for typed, _ in TYPED])
def test_terms_are_told_apart(typed: str, terms: list[tuple[str, str]]) -> None:
    assert [(term.kind, " ".join(term.words)) for term in question(typed).terms] == terms


def test_what_follows_a_minus_must_not_be_there() -> None:
    asked = question('Drohnen -Polen -"kleine Lose" −35613000 E-Mail')
    assert [" ".join(term.words) for term in asked.excluded] == ["polen", "kleine lose", "35613000"]
    assert [" ".join(term.words) for term in asked.wanted] == ["drohnen", "e", "mail"]


def test_too_much_is_cut_and_said() -> None:
    assert not question("Radar " * 20).cut, "the same word again is no other term"
    many = question(" ".join(f"wort{number}" for number in range(MOST_TERMS + 1)))
    assert (many.cut, len(many.terms)) == (True, MOST_TERMS)
    assert question("a" * (LONGEST + 1)).cut
    assert question("x" * 10_000).terms == ()


@given(st.text(max_size=600))
def test_any_text_is_a_question(typed: str) -> None:
    asked = question(typed)
    assert len(asked.terms) <= MOST_TERMS
    assert all(term.words and all(term.words) for term in asked.terms)
