"""From a text to the search words that stand for it.

A lexeme is the stem of a word, in small letters. A German compound gives its own stem and those of its parts, so
that "Drohnenabwehr" is found by "Abwehr". Function words, single letters and plain numbers give none. Lexemes of
different languages must not be compared with each other: the same letters can be another word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from Stemmer import Stemmer

from startpunkt.core.text.compounds import compound_parts
from startpunkt.core.text.stop_words import languages, stop_words
from startpunkt.core.text.tokens import words

LONGEST_WORD = 60
"""Characters after which a run of letters is no word any more (a key, a hash, a missing space)."""

_CACHED_WORDS = 150_000
_STEMMERS = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip
_SAME = {"nb": "no", "nn": "no"}
"""Written forms of Norwegian, which share one list of function words and one stemmer."""

LANGUAGES = tuple(sorted({*_STEMMERS, *_SAME, *languages()}))
"""The languages that are read in a manner of their own; any other gives whole words."""


class _Words(dict[str, tuple[str, ...]]):
    """Word to lexemes of one language; computes what it has not seen, forgets all when it grows too large."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._stop = stop_words(language)
        self._stem = _stemmer(language)

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        found = self._analyse(word)
        self[word] = found
        return found

    def _analyse(self, word: str) -> tuple[str, ...]:
        if len(word) < 2 or len(word) > LONGEST_WORD or word in self._stop or word.isdigit():
            return ()
        parts = compound_parts(word) if self._language == "de" else ()
        return tuple(dict.fromkeys(self._stem(each) for each in (word, *parts)))


def _stemmer(language: str) -> Callable[[str], str]:
    name = _STEMMERS.get(language)
    if name is None:
        return str
    stem: Callable[[str], str] = Stemmer(name, 0).stemWord  # no cache of its own: words are cached here
    return stem


@cache
def _known_words(language: str) -> _Words:
    return _Words(language)


def lexemes(text: str, language: str) -> list[str]:
    """The lexemes of ``text``, read as ``language`` (ISO 639-1), in their order and with repetitions.

    A language without a stemmer gives whole words. Words seen before come from a bounded cache of the process.
    """
    known = _known_words(_SAME.get(language, language))
    found: list[str] = []
    for word in words(text):
        found += known[word]
    return found
