"""Lexemes that are no words: by whom, where and under which code a lot is bought, beside the words of its texts.

Each begins with a letter and a stroke, which no word does, so that one index answers "Drohnen, Bundeswehr, 3561*".
"""

from __future__ import annotations

from collections.abc import Iterable

from startpunkt.core.text.compounds import compound_parts
from startpunkt.core.text.spelling import plain
from startpunkt.core.text.tokens import words


def buyer_mark(word: str) -> str:
    """What a word of a buyer's name leaves; without accents, for names are typed as one can."""
    return f"b/{plain(word)}"


def code_mark(code: str) -> str:
    """What a CPV code leaves, its check digit left out; the beginning of a code, that of all below it."""
    return f"c/{code[:8]}"


def place_mark(code: str) -> str:
    """What a country (ISO 3166-1 alpha-2) or a place (NUTS) leaves; a place's beginning, that of all in it."""
    return f"p/{code.upper()}"


_NUTS_COUNTRY = {"EL": "GR", "UK": "GB"}


def marks(buyers: Iterable[str], codes: Iterable[str], country: str | None, places: Iterable[str]) -> list[str]:
    """The marks of a lot. Places bear their country's ISO code, so that a country is one thing in all of them."""
    found: dict[str, None] = {}
    for name in buyers:
        for word in words(name):
            found.update(dict.fromkeys(buyer_mark(each) for each in (word, *compound_parts(word))))
    found.update(dict.fromkeys(code_mark(code) for code in codes if code))
    for place in (country, *places):
        if place:
            found[place_mark(_NUTS_COUNTRY.get(place[:2], place[:2]) + place[2:])] = None
    return list(found)
