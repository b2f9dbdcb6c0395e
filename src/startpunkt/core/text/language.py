"""The language of a text, guessed from its function words and its letter groups.

The table ``letter_groups.csv`` holds, for each language, the groups of three letters (a blank at either end of a
word) that are most frequent in the subject headings of public procurement, most frequent first. Languages
without such headings are told by their function words alone.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from startpunkt.core.text.stop_words import languages, stop_words
from startpunkt.core.text.tokens import words

_READ_CHARACTERS = 2000
_WORD_WEIGHT = 4.0
_EXPECTED = {"de": 0.8, "en": 0.8}
"""A head start for the languages that this platform speaks: it decides single words, never a sentence."""


@cache
def _groups() -> dict[str, dict[str, float]]:
    """Language to group to weight: 1 for the most frequent group, falling with the logarithm of its rank to 0."""
    text = files(__package__).joinpath("letter_groups.csv").read_text(encoding="utf-8")
    table = {}
    for row in csv.DictReader(text.splitlines()):
        groups = row["groups"].replace("_", " ").split("|")
        table[row["language"]] = {
            group: 1 - log(rank) / log(len(groups) + 1) for rank, group in enumerate(groups, start=1)
        }
    return table


@cache
def _sharing(word: str) -> float:
    """1 divided by the number of languages that have ``word`` as a function word; 0 for any other word."""
    count = sum(word in stop_words(language) for language in languages())
    return 1 / count if count else 0.0


def likely_languages(text: str) -> list[tuple[str, float]]:
    """All known languages (ISO 639-1) with a score per word of ``text``, the likeliest first.

    Equal scores stand in alphabetical order. Empty where the text holds no letter. Only the beginning is read.
    """
    found = [word for word in words(text[:_READ_CHARACTERS]) if any(map(str.isalpha, word))]
    if not found:
        return []
    scores = dict.fromkeys(languages(), 0.0) | _EXPECTED
    for word in found:
        padded = f" {word} "
        triples = [padded[i : i + 3] for i in range(len(padded) - 2)]
        for language, weights in _groups().items():
            scores[language] += sum(weights.get(triple, 0.0) for triple in triples) / len(triples) ** 0.5
        share = _sharing(word)
        if share:
            for language in scores:
                if word in stop_words(language):
                    scores[language] += _WORD_WEIGHT * share
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [(language, score / len(found)) for language, score in ranked]


@lru_cache(maxsize=256)  # a profile is asked for several times over
def guess_language(text: str, default: str = "en") -> str:
    """The likeliest language of ``text`` (ISO 639-1), or ``default`` where it holds no letter."""
    ranked = likely_languages(text)
    return ranked[0][0] if ranked else default
