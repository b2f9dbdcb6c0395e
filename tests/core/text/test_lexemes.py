from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.text.lexemes import LONGEST_WORD, lexemes
from startpunkt.core.text.stop_words import languages, stop_words


@pytest.mark.parametrize(
    ("compound", "query"),
    [
        ("Drohnenabwehr", "Abwehr"),
        ("Drohnenabwehr", "Drohne"),
        ("Softwareentwicklung", "Entwicklung"),
        ("Softwareentwicklungen", "Entwicklung"),
        ("Verwaltungssoftware", "Verwaltung"),
        ("Feuerwehrfahrzeuge", "Fahrzeug"),
        ("Minenräumfahrzeug", "Minen"),
        ("Satellitenkommunikation", "Satelliten"),
    ],
)
def test_a_german_compound_is_found_by_its_parts(compound: str, query: str) -> None:
    assert set(lexemes(query, "de")) <= set(lexemes(compound, "de"))


def test_a_compound_is_also_found_by_itself_in_another_case() -> None:
    assert set(lexemes("Hubschrauberwartungen", "de")) & set(lexemes("der Hubschrauberwartung", "de"))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "drones", "drone"), ("fr", "logiciels", "logiciel"), ("pl", "systemy", "systemu"), ("sv", "bilar", "bil")],
)
def test_inflected_words_share_a_lexeme(language: str, one: str, other: str) -> None:
    assert lexemes(one, language) == lexemes(other, language)


def test_function_words_numbers_and_single_letters_give_nothing() -> None:
    assert lexemes("Die 2024 und x der", "de") == []


def test_words_longer_than_any_real_word_give_nothing() -> None:
    assert lexemes("a" * (LONGEST_WORD + 1), "de") == []


def test_an_unknown_language_keeps_whole_words() -> None:
    assert lexemes("Drohnen fliegen", "xx") == ["drohnen", "fliegen"]


def test_repetitions_are_kept_for_counting() -> None:
    assert lexemes("radar radar", "en") == ["radar", "radar"]


def test_every_official_language_has_function_words() -> None:
    official = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv no"
    assert {language for language in official.split() if len(stop_words(language)) < 30} == set()


@given(st.text(), st.sampled_from(languages()))
def test_the_same_text_gives_the_same_lexemes_and_case_does_not_matter(text: str, language: str) -> None:
    first = lexemes(text, language)
    assert lexemes(text, language) == first
    assert lexemes(text.lower(), language) == first


@given(st.lists(st.sampled_from(["radar", "Drohnenabwehr", "und", "2024"])))
def test_the_lexemes_of_a_text_are_those_of_its_words(chosen: list[str]) -> None:
    assert lexemes(" ".join(chosen), "de") == [lexeme for word in chosen for lexeme in lexemes(word, "de")]
