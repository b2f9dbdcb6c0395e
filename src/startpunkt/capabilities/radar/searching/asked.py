"""From what somebody typed to what the store is asked: lexemes of each language, marks, notices, mended words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import connection, transaction

from startpunkt.capabilities.radar.searching.numbers import Numbered, notices_numbered
from startpunkt.capabilities.radar.searching.places import LONGEST_NAME, name_key, places_named
from startpunkt.capabilities.radar.searching.words import vocabulary
from startpunkt.core.text.lexemes import LANGUAGES, lexemes
from startpunkt.core.text.marks import buyer_mark, code_mark
from startpunkt.core.text.question import Question, Term, question
from startpunkt.core.text.vocabulary import Vocabulary
from startpunkt.foundation.access.viewer import Viewer

COMPOUNDS = 40
"""At most so many words are asked for because they hold a typed one."""

EVERY_LANGUAGE = (*LANGUAGES, "")
"""The languages that are read in a manner of their own, and one for all others."""

SHORTEST_PREFIX = 4
"""Letters from which on the beginning of a buyer's word is enough."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a word is written in one language: as any lexeme of ``either``, or as all of ``parts`` in one text."""

    either: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term as the store is asked for it.

    ``words``: the words that are looked for, mended where ``mended``; ``forms``: for each of them its form by
    language. ``marks``: marks any of which is as good as the words; those that end in ``*`` may go on.
    """

    term: Term
    words: tuple[str, ...]
    mended: bool = False
    forms: tuple[dict[str, Form], ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words for people: as they were typed, or as they were mended."""
        return "".join(self.words) if self.mended else self.term.text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready for the store. ``unknown``: words that no lot holds; ``missing``: numbers that none bears."""

    question: Question
    wanted: tuple[Wanted, ...] = ()
    numbered: dict[str, Numbered] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def mended(self) -> tuple[Wanted, ...]:
        return tuple(one for one in self.wanted if one.mended)

    @property
    def notices(self) -> tuple[int, ...]:
        """Row numbers of the notices that bear a number of the question."""
        return tuple(pk for one in self.numbered.values() for pk in one.notices)

    @property
    def words(self) -> tuple[Wanted, ...]:
        """What must be found in a lot."""
        return tuple(one for one in self.wanted if not one.term.excluded)

    @property
    def empty(self) -> bool:
        return not self.words and not self.notices


def ask(viewer: Viewer, text: str, literal: bool = False) -> Asked:
    """Take ``text`` apart and find out what the store knows of it; ``literal``: mend and widen nothing."""
    asked = question(text.replace("\x00", " "))
    numbered = notices_numbered(viewer, asked.wanted)
    terms = [term for term in asked.terms if term.kind != "number" and term.text not in numbered]
    missing = tuple(term.text for term in asked.wanted if term.kind == "number" and term.text not in numbered)
    held = Vocabulary() if literal else vocabulary()
    wanted = [_wanted(term, held) for term in _with_places(terms)]
    wanted = [one for one in wanted if one.marks or any(one.forms)]
    known, unknown = (wanted, []) if literal else _mended(wanted, held)
    return Asked(asked, tuple(known), numbered, tuple(unknown), missing)


def _with_places(terms: Sequence[Term]) -> list[tuple[Term, tuple[str, ...]]]:
    """The terms with the marks of the places they name; words that name a place together become one term."""
    spans = {
        (at, at + length): name_key(word for term in terms[at : at + length] for word in term.words)
        for at in range(len(terms))
        for length in range(1, LONGEST_NAME + 1)
        if all(
            term.kind in ("word", "phrase") and term.excluded == terms[at].excluded for term in terms[at : at + length]
        )
        and at + length <= len(terms)
    }
    named = places_named(set(spans.values()))
    found: list[tuple[Term, tuple[str, ...]]] = []
    at = 0
    while at < len(terms):
        end = next((at + n for n in range(LONGEST_NAME, 0, -1) if spans.get((at, at + n)) in named), at + 1)
        term = terms[at]
        if end > at + 1:
            together = tuple(word for one in terms[at:end] for word in one.words)
            term = Term(" ".join(one.text for one in terms[at:end]), "word", together, term.excluded)
        found.append((term, tuple(f"{mark}*" for mark in named.get(spans.get((at, end), ""), ()))))
        at = end
    return found


def _wanted(placed: tuple[Term, tuple[str, ...]], held: Vocabulary) -> Wanted:
    term, places = placed
    if term.kind == "code":
        digits = term.words[0]
        whole = len(digits) == 8 and not term.text.endswith("*")
        return Wanted(term, term.words, marks=(code_mark(digits) if whole else f"{code_mark(_stem(digits))}*",))
    return _spelled(Wanted(term, term.words, marks=places), held)


def _stem(digits: str) -> str:
    """The digits that all codes below share: without the zeros at the end, two at the least."""
    return digits[:2] + digits[2:].rstrip("0")


def _spelled(wanted: Wanted, held: Vocabulary) -> Wanted:
    """``wanted`` with the forms of its words, and the buyers' marks if it is a single one."""
    forms = tuple(_forms(word, held) for word in wanted.words)
    marks = wanted.marks
    if len(wanted.words) == 1 and any(forms):
        mark = buyer_mark(wanted.words[0])
        marks = (*marks, f"{mark}*" if len(wanted.words[0]) >= SHORTEST_PREFIX else mark)
    return replace(wanted, forms=forms, marks=marks)


def _forms(word: str, held: Vocabulary) -> dict[str, Form]:
    """By language: the word's own lexeme, its other spellings, the compounds it is half of, and its own halves."""
    found: dict[str, Form] = {}
    more: dict[str, dict[str, None]] = {}
    for other in held.spellings(word):
        more.setdefault(other.language, {}).update(dict.fromkeys(lexemes(other.word, other.language)[:1]))
    for language in EVERY_LANGUAGE:
        own = list(dict.fromkeys(lexemes(word, language)))
        if own:
            found[language] = Form((own[0], *more.get(language, {})), tuple(own[1:]))
    for other in held.compounds(word, COMPOUNDS):
        theirs = lexemes(other.word, other.language)
        form = found.get(other.language)
        if form and theirs and not set(form.either) & set(theirs):
            found[other.language] = replace(form, either=(*form.either, theirs[0]))
    return {language: replace(form, either=tuple(dict.fromkeys(form.either))) for language, form in found.items()}


def _mended(wanted: list[Wanted], held: Vocabulary) -> tuple[list[Wanted], list[str]]:
    """Words that no lot holds are replaced by the nearest that one does; where there is none, they are left out."""
    doubtful = [one for one in wanted if _may_be_slip(one, held)]
    absent = {id(one) for one, found in zip(doubtful, _occurring(doubtful), strict=True) if not found}
    known: list[Wanted] = []
    unknown: list[str] = []
    for one in wanted:
        if id(one) not in absent:
            known.append(one)
        elif len(one.words) == 1 and (near := _mend(one.words[0], held)):
            known.append(_spelled(Wanted(one.term, near, mended=True), held))
        else:
            unknown.append(one.term.text)
    return known, unknown


def _may_be_slip(wanted: Wanted, held: Vocabulary) -> bool:
    """A place where nothing is bought is none: nothing is the right answer to it."""
    typed = wanted.term.kind == "word" and not wanted.term.excluded
    return typed and " ".join(wanted.words) not in held and not any(mark.startswith("p/") for mark in wanted.marks)


def _mend(word: str, held: Vocabulary) -> tuple[str, ...]:
    return tuple(held.nearest(word, 1)) or held.nearest_compound(word)


def _occurring(wanted: Sequence[Wanted]) -> list[bool]:
    """For each of ``wanted`` whether a visible lot holds it in any language."""
    if not wanted:
        return []
    tests = ", ".join("EXISTS(SELECT 1 FROM radar_lot l WHERE l.newest AND l.lexemes @@ %s::tsquery)" for _ in wanted)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # for what is nowhere it would unpack the vector of every lot
        cursor.execute(f"SELECT {tests}", [_in_any_language(one) for one in wanted])
        return list(cursor.fetchone())


def _in_any_language(wanted: Wanted) -> str:
    languages = dict.fromkeys(language for forms in wanted.forms for language in forms)
    return " | ".join(dict.fromkeys(filter(None, (tsquery(wanted, language) for language in languages))))


def tsquery(wanted: Wanted, language: str) -> str:
    """What a lot in ``language`` must hold for ``wanted``; empty where the words are function words there."""
    each = [_form_query(forms[language]) for forms in wanted.forms if language in forms]
    if wanted.forms and not each:
        return ""
    marks = [f"{quoted(mark[:-1])}:*" if mark.endswith("*") else quoted(mark) for mark in wanted.marks]
    return _any([_all(each), *marks] if each else marks)


def _form_query(form: Form) -> str:
    return _any([*map(quoted, form.either), *([_all(map(quoted, form.parts))] if form.parts else [])])


def _any(queries: Iterable[str]) -> str:
    given = list(queries)
    return given[0] if len(given) == 1 else f"({' | '.join(given)})"


def _all(queries: Iterable[str]) -> str:
    given = list(queries)
    return given[0] if len(given) == 1 else f"({' & '.join(given)})"


def quoted(lexeme: str) -> str:
    """``lexeme`` as a ``tsquery`` takes it, whatever signs it holds."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
