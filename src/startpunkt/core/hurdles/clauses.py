"""The sentences of a condition as its author meant them, and the words that take a demand back."""

from __future__ import annotations

import re

from startpunkt.core.text.sentences import sentences

_ABBREVIATION = re.compile(
    r"(?:\b(?:mind|min|max|Mio|Mrd|ca|Nr|Abs|inkl|bzw|evtl|ggf|sog|Art|No|approx|incl|resp)|\b[a-zA-Z])\.$"
)
_ITEM = re.compile(r"[-–—•*▪●➢]|\(?\w{1,3}[.)](?:\s|$)")
_ENDED = (".", "!", "?", ":", ";", "…")

TAKEN_BACK = re.compile(
    r"\bnicht (?:zwingend |unbedingt )?(?:erforderlich|verlangt|gefordert|notwendig|nötig|vorgeschrieben)"
    r"|\bkein\w*\b[^.;]*\b(?:gefordert|verlangt|erforderlich|notwendig|nötig|Mindest\w+)|\bentfällt\b|wünschenswert"
    r"|von Vorteil|vorteilhaft|\boptional|\bPunkte?n?\b|\bnot (?:be )?(?:required|necessary|mandatory|compulsory)"
    r"|\bno minimum|desirable|prefer(?:red|able|ably)|advantage|\bpoints?\b|\bif available\b|\bsofern vorhanden\b"
    r"|\bfalls vorhanden\b|\bgegebenenfalls\b|\bggf\.",
    re.IGNORECASE,
)
"""Words after which a demand may be none: an advantage, points in a comparison, nothing that is required."""


def clauses(text: str) -> list[str]:
    """The sentences of ``text``; broken lines and abbreviations do not end one. Blanks within become single ones.

    In doubt two sentences stay together: a word that takes a demand back must not be cut off from it.
    """
    found: list[str] = []
    for piece in sentences(text):
        words = " ".join(piece.text.split())
        if found and _goes_on(found[-1], words):
            found[-1] += " " + words
        else:
            found.append(words)
    return found


def _goes_on(before: str, after: str) -> bool:
    if _ABBREVIATION.search(before):
        return True
    return not before.endswith(_ENDED) and not _ITEM.match(after)
