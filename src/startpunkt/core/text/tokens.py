"""Words of a text, in small letters."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """All runs of letters and digits of ``text`` in their order, in small letters.

    Hyphens, apostrophes and points part words: ``Drohnen-Abwehr`` is two words, ``l'eau`` too.
    """
    return _WORD.findall(text.lower())


def spelled_words(text: str) -> list[str]:
    """The same runs as ``words`` finds, in the letters of ``text``."""
    return _WORD.findall(text)
