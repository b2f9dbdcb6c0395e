"""A store's words: slips, spellings, halves of compounds."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.text.spelling import plain
from startpunkt.core.text.vocabulary import Vocabulary, Word

WORDS = Vocabulary(
    [
        Word("drohnenabwehr", "de", 4),
        Word("drohnen", "de", 40),
        Word("abwehr", "de", 9),
        Word("überwachung", "de", 30),
        Word("uberwachung", "sv", 1),
        Word("überwachungskamera", "de", 2),
        Word("kamera", "de", 20),
        Word("radar", "en", 12),
        Word("rad", "de", 5),
        Word("łódź", "pl", 3),
        Word("sensor", "en", 50),
        Word("sensoren", "de", 20),
    ]
)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("drohnenabwer", "drohnenabwehr"),
        ("Dronenabwher", "drohnenabwehr"),
        ("rdohnen", "drohnen"),
        ("ueberwachnug", "überwachung"),
        ("Überwachumg", "überwachung"),
        ("sesnor", "sensor"),
        ("lodz", "łódź"),
    ],
)
def test_slips_are_mended(slip: str, meant: str) -> None:
    assert WORDS.nearest(slip)[:1] == [meant]


@pytest.mark.parametrize("strange", ["", "xq", "rae", "12345", "kindergarten", "…", "漢字漢字漢字"])
def test_what_is_near_to_nothing_stays(strange: str) -> None:
    assert WORDS.nearest(strange) == []
    assert Vocabulary().nearest(strange) == []


def test_umlauts_and_accents_make_no_other_word() -> None:
    assert [one.word for one in WORDS.spellings("UEBERWACHUNG")] == ["überwachung"]
    assert [one.word for one in WORDS.spellings("Lodz")] == ["łódź"]
    assert "Ueberwachung" in WORDS and "Uberwachungen" not in WORDS
    assert (WORDS.lots("ueberwachung"), WORDS.lots("nothing")) == (30, 0)


def test_half_a_compound_names_it_and_a_chance_ending_does_not() -> None:
    assert [one.word for one in WORDS.compounds("Abwehr", 9)] == ["drohnenabwehr"]
    assert [one.word for one in WORDS.compounds("ueberwachung", 9)] == ["überwachungskamera"]
    assert WORDS.compounds("rada", 9) == []
    assert WORDS.compounds("rad", 9) == []


def test_two_halves_with_a_slip_each_are_a_compound() -> None:
    assert WORDS.nearest_compound("kamerradohnen") == ("kamera", "drohnen")
    assert WORDS.nearest_compound("kindergarten") == ()


def test_beginnings_bring_the_most_frequent_words() -> None:
    assert [one.word for one in WORDS.starting_with("Sens", 5)] == ["sensor", "sensoren"]
    assert WORDS.starting_with("zz", 5) == []


@given(st.sampled_from(["drohnenabwehr", "überwachungskamera"]), st.data())
def test_any_single_slip_in_a_long_word_is_mended(word: str, data: st.DataObject) -> None:
    asked = plain(word)
    at = data.draw(st.integers(0, len(asked) - 1))
    letter = data.draw(st.sampled_from(ascii_lowercase))
    slips = [asked[:at] + asked[at + 1 :], asked[:at] + letter + asked[at:], asked[:at] + letter + asked[at + 1 :]]
    assert all(WORDS.nearest(slip)[0] == word for slip in slips)


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    WORDS.nearest(typed), WORDS.compounds(typed, 5), WORDS.starting_with(typed, 5), WORDS.nearest_compound(typed)
    assert plain(plain(typed)) == plain(typed)
