"""Which words of a notice stand for a lot: its titles and its first passages.

A lot is read together with its notice: the lot's own title and description first, then those of the notice. Thin lots
("Los 1") so borrow from their notice without a rule of their own. Only what is listed here is scored and quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from startpunkt.core.notices.model import Lot, Notice, Texts
from startpunkt.core.text.sentences import passages

PASSAGES = 4
"""How many passages of a lot are scored."""

_SHORTEST, _LONGEST = 80, 200
_LONGEST_TITLE = 300
_READ_CHARACTERS = 2000
HEAD = _READ_CHARACTERS + 2 * _LONGEST
"""Characters of a text that can matter here: what is read, and what moves up when a passage is taken out."""


@dataclass(frozen=True, slots=True)
class LotText:
    """The scored words of a lot in one language, all of them verbatim slices of the notice.

    ``titles`` holds one or two texts, ``passages`` at most ``PASSAGES``. ``following`` is the passage that would
    move up if one of the others were taken out of the notice, or ``None``.
    """

    language: str
    titles: tuple[str, ...]
    passages: tuple[str, ...]
    following: str | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """All texts to encode, in the order in which their vectors are stored: titles, passages, following."""
        return (*self.titles, *self.passages, *((self.following,) if self.following is not None else ()))


def lot_language(notice: Notice, lot: Lot, preferred: Sequence[str] = ()) -> str:
    """The language in which the lot is scored: the first of ``preferred`` that it is written in, else its first one.

    Empty where the lot and its notice have no text at all.
    """
    given = list(dict.fromkeys((*lot.title, *lot.description))) or list(
        dict.fromkeys((*notice.title, *notice.description))
    )
    for language in preferred:
        if language in given:
            return language
    first = [language for language in notice.languages if language in given]
    return (first or given or [""])[0]


def _distinct(texts: Iterable[str]) -> list[str]:
    """``texts`` without empty ones and without repetitions that differ in case and blanks only."""
    found: dict[str, str] = {}
    for text in texts:
        key = " ".join(text.casefold().split())
        if key:
            found.setdefault(key, text)
    return list(found.values())


@lru_cache(maxsize=512)  # the lots of one notice share its texts
def _pieces(text: str, shortest: int, longest: int) -> tuple[str, ...]:
    return tuple(piece.text for piece in passages(text[:_READ_CHARACTERS], shortest, longest))


def head(texts: Texts) -> Texts:
    """The beginnings of ``texts`` that are enough for ``lot_text`` and for taking a passage out."""
    return {language: text[:HEAD] for language, text in texts.items()}


def lot_text(notice: Notice, lot: Lot, preferred: Sequence[str] = ()) -> LotText:
    """The words of ``lot`` that are scored, in the language ``lot_language`` names."""
    language = lot_language(notice, lot, preferred)
    titles = _distinct(
        piece
        for texts in (lot.title, notice.title)
        for piece in _pieces(texts.get(language, ""), _LONGEST_TITLE, _LONGEST_TITLE)[:1]
    )
    body = _distinct(
        piece
        for texts in (lot.description, notice.description)
        for piece in _pieces(texts.get(language, ""), _SHORTEST, _LONGEST)
    )
    return LotText(
        language=language,
        titles=tuple(titles),
        passages=tuple(body[:PASSAGES]),
        following=body[PASSAGES] if len(body) > PASSAGES else None,
    )


def without(notice: Notice, lot: Lot, passage: str) -> tuple[Notice, Lot]:
    """The notice and the lot with every occurrence of ``passage`` taken out of the titles and descriptions.

    The other lots of the notice are left as they are: no text of theirs counts for this lot.
    """

    def strip(texts: Texts) -> Texts:
        return {language: text.replace(passage, "") for language, text in texts.items()}

    return (
        replace(notice, title=strip(notice.title), description=strip(notice.description)),
        replace(lot, title=strip(lot.title), description=strip(lot.description)),
    )


def lot_codes(notice: Notice, lot: Lot) -> tuple[str, ...]:
    """The CPV codes that stand for the lot, main code first; the notice's main code where the lot has none."""
    return lot.cpv or ((notice.main_cpv,) if notice.main_cpv else ())
