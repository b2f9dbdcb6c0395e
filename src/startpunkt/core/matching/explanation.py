"""Why a lot is shown: reasons in the reader's language, the main one with a passage of the notice.

The quoted passage is the one nearest to the profile, and it is quoted only if the score falls when it is taken out of
the notice. The score is a sum over passages (``lot_vector``), so this is computed, not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from startpunkt.core.fields import FIELDS, label
from startpunkt.core.matching.encoder import Vectors
from startpunkt.core.matching.evidence import Candidate, Evidence, Kind, known_buyers, matching_places
from startpunkt.core.matching.lot_text import LotText, lot_text, without
from startpunkt.core.matching.lot_vector import BODY, TITLE, unpack
from startpunkt.core.matching.query import Query
from startpunkt.core.notices.model import Lot, Notice
from startpunkt.core.text.lexemes import lexemes
from startpunkt.core.text.tokens import spelled_words

SMALLEST_DROP = 0.01
"""A passage is quoted only if the sum of evidence falls by more than this without it (rounding is far below)."""

_SHOWN_WORDS = 5

_TEXTS: dict[str, dict[str, str]] = {
    "de": {
        "meaning": "Inhaltlich nah an Ihrem Profil.",
        "sentence": "Inhaltlich nah an „{sentence}“.",
        "words": "Gemeinsame Wörter: {words}.",
        "field": "Ihr Technologiefeld: {fields}.",
        "cpv": "Der Vergabegegenstand (CPV {cpv}) passt zu Ihrem Angebot.",
        "named": "Der Vergabegegenstand „{label}“ (CPV {cpv}) passt zu Ihrem Angebot.",
        "buyer": "Für diesen Auftraggeber haben Sie schon gearbeitet: {buyers}.",
        "place": "In Ihrem Gebiet: {places}.",
        "value": "Der geschätzte Wert von {value} Euro liegt in Ihrem Rahmen.",
        "deadline": "Frist: {deadline}.",
        "date": "%d.%m.%Y, %H:%M Uhr",
    },
    "en": {
        "meaning": "Close in meaning to your profile.",
        "sentence": "Close in meaning to “{sentence}”.",
        "words": "Words in common: {words}.",
        "field": "Your field of technology: {fields}.",
        "cpv": "The subject of the contract (CPV {cpv}) fits your offer.",
        "named": "The subject of the contract, “{label}” (CPV {cpv}), fits your offer.",
        "buyer": "You have worked for this buyer: {buyers}.",
        "place": "In your area: {places}.",
        "value": "The estimated value of {value} euro is within your range.",
        "deadline": "Deadline: {deadline}.",
        "date": "%Y-%m-%d, %H:%M",
    },
}
LANGUAGES = tuple(_TEXTS)
"""The languages in which reasons can be given."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``quote`` is a verbatim passage of the notice; ``weight`` the reason's share of the score."""

    kind: Kind
    text: str
    quote: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Source:
    """A lot as it was encoded: ``units`` are the packed vectors that ``encode_lots`` made of ``lot_text``.

    ``place_name`` says a NUTS code in the reader's words; without one the code stands for itself.
    """

    notice: Notice
    lot: Lot
    units: bytes
    preferred: Sequence[str] = ()
    place_name: Callable[[str], str] = str

    def text(self) -> LotText:
        """The scored words of the lot."""
        return lot_text(self.notice, self.lot, self.preferred)


def drop(source: Source, text: LotText, nearness: Sequence[float], unit: str) -> float | None:
    """By how much the sum of evidence falls if ``unit``, one of ``text.units``, is taken out of the notice.

    ``nearness`` are the inner products of the query with the vectors of ``text.units``. The notice is read again
    without the unit. ``None`` where that brings up words whose vectors are not known here (a sentence cut anew).
    """
    shorter = lot_text(*without(source.notice, source.lot, unit), source.preferred)
    split = len(text.titles)
    titles = dict(zip(text.titles, nearness[:split], strict=True))
    body = dict(zip(text.units[split:], nearness[split:], strict=True))
    same_language = shorter.language == text.language or not shorter.units
    if not same_language or not titles.keys() >= set(shorter.titles) or not body.keys() >= set(shorter.passages):
        return None
    return _sum(text, titles, body) - _sum(shorter, titles, body)


def _sum(text: LotText, titles: Mapping[str, float], body: Mapping[str, float]) -> float:
    """The part of the sum of evidence that the words of ``text`` make (``lot_vector``)."""
    title = sum(titles[each] for each in text.titles) / (len(text.titles) + 1)
    return TITLE * title + BODY * sum(body[each] for each in text.passages) / (len(text.passages) + 1)


def best_passage(query: Query, source: Source, text: LotText, units: Vectors) -> int | None:
    """The index in ``text.units`` of what is quoted: the passage (else the title) nearest to the profile.

    Only what lowers the score when it is taken out of the notice is quoted; ``None`` where nothing does.
    """
    nearness = (units @ query.vector).tolist()
    split = len(text.titles)
    nearest_first = sorted(range(split + len(text.passages)), key=lambda index: (index < split, -nearness[index]))
    for index in nearest_first:
        fall = drop(source, text, nearness, text.units[index])
        if fall is not None and fall > SMALLEST_DROP:
            return index
    return None


def explain(query: Query, candidate: Candidate, evidence: Evidence, source: Source, language: str) -> list[Reason]:
    """The reasons for a lot in the reader's ``language``, the weightiest first; the deadline, weightless, last.

    The weights sum to 1 unless nothing speaks for the lot. Raises ValueError for a language without texts.
    """
    if language not in _TEXTS:
        raise ValueError(f"Reasons are not written in {language!r}: choose from {', '.join(LANGUAGES)}.")
    say = _TEXTS[language]
    text = source.text()
    writers: dict[Kind, Callable[[], tuple[str, str | None]]] = {
        "meaning": lambda: _meaning(query, source, text, say),
        "words": lambda: (say["words"].format(words=", ".join(_shared_words(query, candidate, text))), None),
        "field": lambda: (say["field"].format(fields=_shared_fields(query, candidate, language)), None),
        "cpv": lambda: (_subject(candidate.cpv[0], language, say), None),
        "buyer": lambda: (say["buyer"].format(buyers=", ".join(known_buyers(query.profile, candidate))), None),
        "place": lambda: (say["place"].format(places=_places(query, candidate, source)), None),
        "value": lambda: (say["value"].format(value=amount(candidate, language)), None),
    }
    shares = sorted(evidence.shares.items(), key=lambda item: -item[1])
    reasons = [Reason(kind, *writers[kind](), weight) for kind, weight in shares]
    if candidate.deadline is not None:
        reasons.append(
            Reason("deadline", say["deadline"].format(deadline=_instant(candidate.deadline, say)), None, 0.0)
        )
    return reasons


def _meaning(query: Query, source: Source, text: LotText, say: dict[str, str]) -> tuple[str, str | None]:
    units = unpack(source.units, len(query.vector))
    index = best_passage(query, source, text, units)
    if index is None:
        return say["meaning"], None
    if query.sentence_vectors is None or len(query.sentences) < 2:
        return say["meaning"], text.units[index]
    nearest = int(np.argmax(query.sentence_vectors @ units[index]))
    return say["sentence"].format(sentence=query.sentences[nearest].rstrip(".")), text.units[index]


def _shared_words(query: Query, candidate: Candidate, text: LotText) -> list[str]:
    """The shared words as the lot writes them (else as the profile does), those of rare lexemes first."""
    spelling: dict[str, str] = {}
    for word in spelled_words(" ".join((*text.titles, *text.passages, query.profile.whole))):
        for lexeme in lexemes(word, query.language):
            spelling.setdefault(lexeme, word)
    shared = sorted((lexeme for lexeme in query.words if lexeme in candidate.words), key=lambda w: (-query.words[w], w))
    return list(dict.fromkeys(spelling.get(lexeme, lexeme) for lexeme in shared))[:_SHOWN_WORDS]


def _places(query: Query, candidate: Candidate, source: Source) -> str:
    return ", ".join(dict.fromkeys(source.place_name(place) for place in matching_places(query.profile, candidate)))


def _shared_fields(query: Query, candidate: Candidate, language: str) -> str:
    names = {field.code: field.de if language == "de" else field.en for field in FIELDS}
    return ", ".join(names[code] for code in query.profile.fields if code in candidate.fields)


def _subject(cpv: str, language: str, say: dict[str, str]) -> str:
    name = label(cpv, language)
    return say["named"].format(label=name, cpv=cpv) if name else say["cpv"].format(cpv=cpv)


def amount(candidate: Candidate, language: str) -> str:
    """The lot's value in whole euro as the reader's ``language`` writes it; empty where it has none."""
    number = f"{candidate.value:,.0f}" if candidate.value is not None else ""
    return number.replace(",", ".") if language == "de" else number


def _instant(deadline: datetime, say: dict[str, str]) -> str:
    return f"{deadline.strftime(say['date'])} (UTC{deadline.strftime('%z')[:3]}:{deadline.strftime('%z')[3:5]})"
