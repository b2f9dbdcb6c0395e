"""One spelling for words that keyboards write differently: Überwachung, Ueberwachung; Łódź, Lodz."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "ł": "l", "đ": "d"}
)


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """``word`` in small letters without accents; umlauts are written as two letters, as typists without them do."""
    small = unicodedata.normalize("NFC", word.lower()).translate(_WRITTEN_OUT)
    if small.isascii():
        return small
    parted = unicodedata.normalize("NFKD", small)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
