"""One name for the spellings of a buyer."""

from __future__ import annotations

import unicodedata


def buyer_key(name: str) -> str:
    """``name`` without the differences of case, of blanks and of how characters are composed."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
