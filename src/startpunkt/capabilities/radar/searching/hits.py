"""Hits as the reader sees them: which words stand where, in the notice's own letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from startpunkt.capabilities.radar.codelists import cpv_labels
from startpunkt.capabilities.radar.models import Lot
from startpunkt.capabilities.radar.searching.asked import Asked, Form, Wanted
from startpunkt.core.fields import label
from startpunkt.core.matching.lot_text import lot_text
from startpunkt.core.text.lexemes import LANGUAGES, lexemes
from startpunkt.core.text.marks import marks
from startpunkt.core.text.sentences import passages
from startpunkt.foundation.design.names import place_name

_SHORTEST, _LONGEST = 80, 240
_WORD = re.compile(r"\w+")
MOST_SNIPPETS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A verbatim piece of a text; ``marked`` if it is a word that was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a lot is among the hits: ``text`` is what was looked for, ``found`` what stands in the notice.

    ``kind``: ``words`` (their spelling there), ``buyer``, ``place``, ``cpv`` (``found`` is its label), ``number``, or
    ``further`` (the words stand further on in the notice than is shown here).
    """

    kind: str
    text: str
    found: str = ""
    code: str = ""

    @property
    def same(self) -> bool:
        """Whether the notice spells it as it was typed."""
        return self.text.casefold() == self.found.casefold()


@dataclass(frozen=True, slots=True)
class Hit:
    """A lot that holds what was looked for, the best of its notice; ``others`` of the same notice do so too."""

    lot: Lot
    title: str
    language: str | None
    title_pieces: tuple[Piece, ...]
    snippets: tuple[tuple[Piece, ...], ...]
    reasons: tuple[Reason, ...]
    others: int = 0

    @property
    def snippet(self) -> str | None:
        """The passage that holds most of the words, verbatim."""
        return "".join(piece.text for piece in self.snippets[0]) if self.snippets else None

    def document(self) -> dict[str, Any]:
        """The hit in the contract's words."""
        return {
            "notice": self.lot.notice.notice_id,
            "lot": self.lot.lot_id,
            "title": self.title,
            "language": self.language,
            "snippet": self.snippet,
        }


def labels_for(asked: Asked, lots: Iterable[Lot], language: str) -> dict[str, str]:
    """What the codes of ``lots`` are called in ``language`` (``de`` or ``en``), where codes were asked for."""
    if not any(one.term.kind == "code" for one in asked.words):
        return {}
    codes = {code[:8] for lot in lots for code in lot.cpv}
    short = {code: name for code in codes if (name := label(code, language))}
    return short | cpv_labels(sorted(codes), language)


@dataclass(slots=True)
class _Text:
    """A unit of a lot's text with the words found in it: by number of the term, as they are spelled."""

    pieces: list[Piece] = field(default_factory=list)
    found: dict[int, dict[str, None]] = field(default_factory=dict)


def hit(asked: Asked, lot: Lot, others: int, labels: Mapping[str, str]) -> Hit:
    """``lot`` with its reasons; ``labels`` of CPV codes. Its notice must be loaded with it."""
    own = lot.language or ""
    text = lot_text(*lot.texts().records(), (own,))
    title = text.titles[0] if text.titles else ""
    shown_title = _looked_through(asked.words, title, own)
    units = [_looked_through(asked.words, unit, spoken) for spoken, unit in _units(lot, own) if unit != title]
    snippets = _best(units, set(shown_title.found))
    if not snippets and text.passages:
        snippets = [_Text([Piece(text.passages[0], marked=False)])]
    seen = _spelled([shown_title, *units])
    reasons = [
        _reason(number, one, seen, lot, labels)
        for number, one in enumerate(asked.words)
        if number in seen or _counts(one, lot)
    ]
    reasons += [Reason("number", typed, lot.notice.publication_number or lot.notice.notice_id)
                for typed, numbered in asked.numbered.items() if lot.notice.pk in numbered.notices]  # fmt: skip
    return Hit(
        lot=lot,
        title=title,
        language=lot.language,
        title_pieces=tuple(shown_title.pieces),
        snippets=tuple(tuple(unit.pieces) for unit in snippets),
        reasons=tuple(reasons),
        others=others,
    )


def _units(lot: Lot, own: str) -> Iterable[tuple[str, str]]:
    """The passages of the lot and of its notice with their languages, the language of the page's title first."""
    seen: set[str] = set()
    for spoken in dict.fromkeys((own, *lot.title, *lot.description, *lot.notice.description, *lot.notice.title)):
        for texts in (lot.title, lot.description, lot.notice.title, lot.notice.description):
            for passage in passages(texts.get(spoken, ""), _SHORTEST, _LONGEST):
                if passage.text not in seen:
                    seen.add(passage.text)
                    yield spoken, passage.text


def _looked_through(wanted: Sequence[Wanted], text: str, language: str) -> _Text:
    known = language if language in LANGUAGES else ""
    forms = [(number, each[known]) for number, one in enumerate(wanted) for each in one.forms if known in each]
    found = _Text()
    end = 0
    for word in _WORD.finditer(text):
        holders = [number for number, form in forms if _is_of(word[0], language, form)]
        if holders:
            if word.start() > end:
                found.pieces.append(Piece(text[end : word.start()], marked=False))
            found.pieces.append(Piece(word[0], marked=True))
            end = word.end()
            for number in holders:
                found.found.setdefault(number, {})[word[0]] = None
    if end < len(text):
        found.pieces.append(Piece(text[end:], marked=False))
    return found


def _is_of(word: str, language: str, form: Form) -> bool:
    own = lexemes(word, language)
    return bool(own) and (not {*form.either, *form.parts}.isdisjoint(own))


def _best(units: list[_Text], in_title: set[int]) -> list[_Text]:
    """The passages that hold most of what was looked for; a second one only for what the first and the title lack."""
    chosen: list[_Text] = []
    covered: set[int] = set()
    for _ in range(MOST_SNIPPETS):
        rest = [unit for unit in units if set(unit.found) - covered]
        if not rest:
            break
        best = max(rest, key=lambda unit: len(set(unit.found) - covered))
        chosen.append(best)
        units = [unit for unit in units if unit is not best]
        covered |= set(best.found) | in_title
    return chosen


def _spelled(texts: Iterable[_Text]) -> dict[int, list[str]]:
    """For each term the words found, in the spelling of the notice, each once whatever its capitals."""
    found: dict[int, dict[str, str]] = {}
    for text in texts:
        for number, spelled in text.found.items():
            for word in spelled:
                found.setdefault(number, {}).setdefault(word.casefold(), word)
    return {number: list(words.values()) for number, words in found.items()}


def _counts(wanted: Wanted, lot: Lot) -> bool:
    """Whether the words are more than function words in a language of the lot: those need not stand there."""
    spoken = {language if language in LANGUAGES else "" for language in lot.languages}
    return not wanted.forms or any(not spoken.isdisjoint(forms) for forms in wanted.forms)


def _reason(number: int, wanted: Wanted, seen: dict[int, list[str]], lot: Lot, labels: Mapping[str, str]) -> Reason:
    if wanted.term.kind == "code":
        code = next((one for one in lot.cpv if _bears([f"c/{one[:8]}"], wanted)), wanted.words[0])
        return Reason("cpv", wanted.term.text, labels.get(code[:8], ""), code)
    if number in seen:
        return Reason("words", wanted.text, ", ".join(seen[number][:4]))
    buyer = lot.notice.buyer or ""
    if _bears(marks([buyer], (), None, ()), wanted):
        return Reason("buyer", wanted.text, buyer)
    for place in (*lot.places, lot.country):
        if place and _bears(marks((), (), place, ()), wanted):
            return Reason("place", wanted.text, place_name(place))
    return Reason("further", wanted.text)


def _bears(found: Iterable[str], wanted: Wanted) -> bool:
    return any(
        mark.startswith(asked[:-1]) if asked.endswith("*") else mark == asked
        for mark in found
        for asked in wanted.marks
    )
