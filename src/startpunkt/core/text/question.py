"""What somebody typed into a search box, taken apart: words, phrases, codes, numbers, and what is not wanted.

Any text is a question; nothing in it is an error. What is too long is cut, and the question says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from startpunkt.core.text.tokens import spelled_words, words

LONGEST = 400
"""Characters of a question that are read."""

MOST_TERMS = 12
"""Terms of a question that are searched for."""

LONGEST_WORD = 60

Kind = Literal["word", "phrase", "code", "number"]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for, or (``excluded``) must not be there.

    ``text`` is what was typed. ``words``: the word, or the words of a phrase, in small letters. A code's only word is
    its digits (all below it count if there are fewer than eight); a number's is its canonical spelling.
    """

    text: str
    kind: Kind
    words: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The terms of a question in their order; ``cut`` if some of it was left out because there was too much."""

    terms: tuple[Term, ...]
    cut: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.excluded)


_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_PIECE = re.compile(
    r"(?P<minus>(?<!\S)[-−–](?=[\w\"„“»]))?"
    r"(?:[\"„“”»«](?P<phrase>[^\"„“”»«]*)(?:[\"„“”»«]|$)"
    rf"|(?P<uuid>(?<!\w){_UUID}(?:-\d{{1,3}})?(?!\w))"
    r"|(?P<journal>(?<!\w)(?:abl\.?\s*|oj\s*)?(?P<year>(?:19|20)\d\d)\s*/\s*s\s*\d{1,3}\s*[-–/ ]\s*"
    r"0*(?P<issue>\d{1,8})(?!\w))"
    r"|(?P<ted>(?<!\w)0*(?P<number>\d{1,8})\s?[-–/](?P<of>(?:19|20)\d\d)(?!\w))"
    r"|(?P<code>(?<!\w)(?:cpv[:\s-]*)?(?P<digits>\d{8})(?:-\d)?(?![\w*]|-\d))"
    r"|(?P<below>(?<!\w)(?:cpv[:\s-]*)?(?P<stem>\d{2,8})\*)"
    r"|(?P<named>(?<!\w)cpv[:\s-]*(?P<short>\d{2,8})(?:-\d)?(?!\w))"
    r"|(?P<word>[^\s\"„“”»«]+))",
    re.IGNORECASE,
)


def question(text: str) -> Question:
    """The question that ``text`` asks."""
    terms: list[Term] = []
    for found in _PIECE.finditer(text[:LONGEST]):
        for term in _terms(found):
            if term not in terms:
                terms.append(term)
    return Question(tuple(terms[:MOST_TERMS]), len(text) > LONGEST or len(terms) > MOST_TERMS)


def _terms(found: re.Match[str]) -> list[Term]:
    excluded = bool(found["minus"])
    typed = found[0][1:] if excluded else found[0]
    if found["phrase"] is not None:
        parts = tuple(word[:LONGEST_WORD] for word in words(found["phrase"]))
        return [Term(found["phrase"].strip(), "phrase" if len(parts) > 1 else "word", parts, excluded)] if parts else []
    number = _number(found)
    if number:
        return [Term(typed, "number", (number,), excluded)]
    digits = found["digits"] or found["stem"] or found["short"]
    if digits:
        return [Term(typed, "code", (digits,), excluded)]
    spelled = (word for word in spelled_words(found["word"]) if len(word) <= LONGEST_WORD)
    return [Term(word, "word", (word.lower(),), excluded) for word in spelled]


def _number(found: re.Match[str]) -> str | None:
    """A notice's number in its canonical spelling: ``123456-2024``, or a small UUID with its version."""
    if found["uuid"]:
        return found["uuid"].lower()
    if found["journal"]:
        return f"{int(found['issue'])}-{found['year']}"
    if found["ted"]:
        return f"{int(found['number'])}-{found['of']}"
    return None
