"""German compounds and their parts.

The list of parts (``german_parts.txt``) holds simple German words of public procurement and of the technologies that
this platform is about. A part may be followed by a linking element ("Sicherheit-s-technik"), and its final e may be
missing ("Schul-bau").
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

SHORTEST_COMPOUND = 7
"""Letters below which a word is taken as simple."""

_SHORTEST_PART = 3
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
_ENDINGS = ("", "e", "en", "n", "er", "ern", "s", "es", "in", "innen")
_MOST_PARTS = 4


@cache
def _parts() -> frozenset[str]:
    text = files(__package__).joinpath("german_parts.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def _modifiers() -> dict[str, str]:
    """Every form that a simple word takes in front of another one, to that word; the plain word wins."""
    forms: dict[str, str] = {}
    for word in sorted(_parts(), key=len, reverse=True):
        for link in _LINKS:
            forms.setdefault(word + link, word)
        if word.endswith("e") and len(word) > 4:
            forms.setdefault(word[:-1], word)
            forms.setdefault(word[:-1] + "s", word)
    return forms | {word: word for word in _parts()}


def _head(rest: str) -> str | None:
    """The simple word that ``rest`` is an inflected form of, or ``None``."""
    parts = _parts()
    for ending in _ENDINGS:
        if rest.endswith(ending):
            stem = rest[: len(rest) - len(ending)]
            if len(stem) >= _SHORTEST_PART:
                if stem in parts:
                    return stem
                if stem + "e" in parts:
                    return stem + "e"
    return None


def _split(word: str, left: int) -> tuple[str, ...] | None:
    """The fewest simple words that make up ``word``, at most ``left``; of equal splits that with the longest head."""
    head = _head(word)
    if head is not None:
        return (head,)
    if left == 1:
        return None
    best: tuple[str, ...] | None = None
    modifiers = _modifiers()
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first = modifiers.get(word[:cut])
        if first is None:
            continue
        rest = _split(word[cut:], left - 1)
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = (first, *rest)
    return best


def compound_parts(word: str) -> tuple[str, ...]:
    """The simple words that the German compound ``word`` (small letters) is made of, from left to right.

    Empty for a simple word and for one that the list cannot explain as a whole.
    """
    if len(word) < SHORTEST_COMPOUND or not word.isalpha() or _head(word) is not None:
        return ()
    return _split(word, _MOST_PARTS) or ()
