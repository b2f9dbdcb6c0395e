"""Why a lot is shown: reasons in the reader's language, the main one with a passage of the notice.

The quoted passage is the one without which the score would fall most, computed exactly: the score is a sum over
passages (``lot_vector``). Where taking out any passage would not lower the score, nothing is quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from startpunkt.core.matching.encoder import Vectors
from startpunkt.core.matching.evidence import Candidate, Evidence, Kind, known_buyers, matching_places
from startpunkt.core.matching.lot_text import LotText
from startpunkt.core.matching.lot_vector import BODY, TITLE, unpack
from startpunkt.core.matching.query import Query
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
        "buyer": "Für diesen Auftraggeber haben Sie schon gearbeitet: {buyers}.",
        "place": "In Ihrem Gebiet: {places}.",
        "value": "Der geschätzte Wert von {value} Euro liegt in Ihrem Rahmen.",
        "deadline": "Frist: {deadline}.",
        "date": "%d.%m.%Y, %H:%M (UTC%z)",
    },
    "en": {
        "meaning": "Close in meaning to your profile.",
        "sentence": "Close in meaning to “{sentence}”.",
        "words": "Words in common: {words}.",
        "field": "Your field of technology: {fields}.",
        "cpv": "The subject of the contract (CPV {cpv}) fits your offer.",
        "buyer": "You have worked for this buyer: {buyers}.",
        "place": "In your area: {places}.",
        "value": "The estimated value of {value} euro is within your range.",
        "deadline": "Deadline: {deadline}.",
        "date": "%Y-%m-%d, %H:%M (UTC%z)",
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


def drop(query: Query, text: LotText, units: Vectors, index: int) -> float:
    """By how much the sum of evidence falls if passage ``index`` is taken out of the notice.

    ``units`` (n, dimensions) are the vectors of ``text.units``. The passage behind the scored ones moves up, and a
    title that stands inside the taken passage (or holds it) is taken as lost with it.
    """
    near = units @ query.vector
    split, end = len(text.titles), len(text.titles) + len(text.passages)
    gone = text.passages[index]
    kept_titles = [near[i] for i, title in enumerate(text.titles) if gone not in title and title not in gone]
    body = list(near[split:end])
    left = body[:index] + body[index + 1 :] + list(near[end:])
    before = TITLE * near[:split].sum() / (split + 1) + BODY * sum(body) / (len(body) + 1)
    after = TITLE * sum(kept_titles) / (len(kept_titles) + 1) + BODY * sum(left) / (len(left) + 1)
    return float(before - after)


def best_passage(query: Query, text: LotText, units: Vectors) -> int | None:
    """The index of the passage whose loss would lower the score most, or ``None`` where none would."""
    drops = [drop(query, text, units, index) for index in range(len(text.passages))]
    if not drops or max(drops) <= SMALLEST_DROP:
        return None
    return int(np.argmax(drops))


def explain(
    query: Query, candidate: Candidate, evidence: Evidence, text: LotText, packed: bytes, language: str
) -> list[Reason]:
    """The reasons for a lot in the reader's ``language``, the weightiest first; the deadline, weightless, last.

    ``text`` and ``packed`` are the lot's words and the vectors that ``encode_lots`` made of them. The weights sum
    to 1 unless nothing speaks for the lot. Raises ValueError for a language without texts.
    """
    if language not in _TEXTS:
        raise ValueError(f"Reasons are not written in {language!r}: choose from {', '.join(LANGUAGES)}.")
    say = _TEXTS[language]
    writers: dict[Kind, Callable[[], tuple[str, str | None]]] = {
        "meaning": lambda: _meaning(query, text, packed, say),
        "words": lambda: (say["words"].format(words=", ".join(_shared_words(query, candidate, text))), None),
        "field": lambda: (
            say["field"].format(fields=", ".join(f for f in query.profile.fields if f in candidate.fields)),
            None,
        ),
        "cpv": lambda: (say["cpv"].format(cpv=candidate.cpv[0]), None),
        "buyer": lambda: (say["buyer"].format(buyers=", ".join(known_buyers(query.profile, candidate))), None),
        "place": lambda: (say["place"].format(places=", ".join(matching_places(query.profile, candidate))), None),
        "value": lambda: (say["value"].format(value=_amount(candidate, language)), None),
    }
    shares = sorted(evidence.shares.items(), key=lambda item: -item[1])
    reasons = [Reason(kind, *writers[kind](), weight) for kind, weight in shares]
    if candidate.deadline is not None:
        reasons.append(
            Reason("deadline", say["deadline"].format(deadline=_instant(candidate.deadline, say)), None, 0.0)
        )
    return reasons


def _meaning(query: Query, text: LotText, packed: bytes, say: dict[str, str]) -> tuple[str, str | None]:
    units = unpack(packed, len(query.vector))
    index = best_passage(query, text, units)
    if index is None:
        return say["meaning"], None
    if query.sentence_vectors is None or len(query.sentences) < 2:
        return say["meaning"], text.passages[index]
    nearest = int(np.argmax(query.sentence_vectors @ units[len(text.titles) + index]))
    return say["sentence"].format(sentence=query.sentences[nearest].rstrip(".")), text.passages[index]


def _shared_words(query: Query, candidate: Candidate, text: LotText) -> list[str]:
    """The shared words as the lot writes them (else as the profile does), those of rare lexemes first."""
    spelling: dict[str, str] = {}
    for word in spelled_words(" ".join((*text.titles, *text.passages, query.profile.whole))):
        for lexeme in lexemes(word, query.language):
            spelling.setdefault(lexeme, word)
    shared = sorted((lexeme for lexeme in query.words if lexeme in candidate.words), key=lambda w: (-query.words[w], w))
    return list(dict.fromkeys(spelling.get(lexeme, lexeme) for lexeme in shared))[:_SHOWN_WORDS]


def _amount(candidate: Candidate, language: str) -> str:
    number = f"{candidate.value:,.0f}" if candidate.value is not None else ""
    return number.replace(",", ".") if language == "de" else number


def _instant(deadline: datetime, say: dict[str, str]) -> str:
    return deadline.strftime(say["date"])
