"""Words that carry grammar and no topic, by language.

The lists are function words: articles, prepositions, pronouns, conjunctions and auxiliary verbs of the official
languages of the European Union, Icelandic and Norwegian. Nouns and full verbs are left out, for what is common in one
trade is the topic of another.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("stop_words.csv").read_text(encoding="utf-8")
    return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines())}


def languages() -> tuple[str, ...]:
    """The languages (ISO 639-1) that have a list, in alphabetical order."""
    return tuple(sorted(_table()))


def stop_words(language: str) -> frozenset[str]:
    """The function words of ``language`` in small letters; empty for a language without a list."""
    return _table().get(language, frozenset())
