"""Words of a text, in small letters."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """All runs of letters and digits of ``text`` in their order, in small letters.

    Hyphens, apostrophes and points part words: ``Drohnen-Abwehr`` is two words, ``l'eau`` too.
    """
    return _WORD.findall(text.lower())
