from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.text.compounds import compound_parts


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("drohnenabwehr", ("drohne", "abwehr")),
        ("softwareentwicklung", ("software", "entwicklung")),
        ("sicherheitstechnik", ("sicherheit", "technik")),
        ("schulbau", ("schule", "bau")),
        ("verkehrsüberwachung", ("verkehr", "überwachung")),
        ("kampfmittelräumung", ("kampf", "mittel", "räumung")),
        ("lagebilderfassung", ("lage", "bild", "erfassung")),
        ("straßenbeleuchtung", ("straße", "beleuchtung")),
        ("funkgeräte", ("funk", "gerät")),
        ("wasserversorgung", ("wasser", "versorgung")),
    ],
)
def test_real_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert compound_parts(word) == parts


@pytest.mark.parametrize(
    "word",
    ["verantwortung", "unterstützung", "steuerung", "beratung", "lieferungen", "öffentlichen", "gemeinsame", "möbel"],
)
def test_simple_words_stay_whole(word: str) -> None:
    assert compound_parts(word) == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", max_size=80))
def test_any_run_of_letters_is_answered(word: str) -> None:
    parts = compound_parts(word)
    assert len(parts) != 1
    assert sum(map(len, parts)) <= len(word) + len(parts)
