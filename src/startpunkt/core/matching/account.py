"""The account of a score: every piece of evidence in the reader's language, with what it adds or takes in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from startpunkt.core.fields import FIELDS
from startpunkt.core.matching.evidence import Candidate, Evidence, Kind
from startpunkt.core.matching.explanation import LANGUAGES, Source, amount, explain
from startpunkt.core.matching.query import Query

_TEXTS: dict[str, dict[str, str]] = {
    "de": {
        "meaning": "Inhaltlich weit von Ihrem Profil entfernt.",
        "words": "Keine gemeinsamen Wörter.",
        "words language": "Das Los ist in einer anderen Sprache geschrieben als Ihr Profil: Wörter zählen hier nicht.",
        "field": "Keines Ihrer Technologiefelder; das Los gehört zu: {fields}.",
        "field unknown": "Die Codes des Loses gehören zu keinem Technologiefeld.",
        "field unasked": "Ihr Profil nennt keine Technologiefelder.",
        "cpv": "Der Vergabegegenstand (CPV) passt nicht zu Ihrem Angebot.",
        "cpv unknown": "Das Los nennt keinen Vergabegegenstand (CPV).",
        "buyer": "Für diesen Auftraggeber haben Sie noch nicht gearbeitet.",
        "buyer unknown": "Die Bekanntmachung nennt keinen Auftraggeber.",
        "buyer against": "Ein anderes Los dieses Auftraggebers haben Sie aussortiert.",
        "place": "Außerhalb Ihres Gebiets: {places}.",
        "place unknown": "Das Los nennt keinen Ort.",
        "place unasked": "Ihr Profil nennt kein Gebiet.",
        "place against": "Ein anderes Los in dieser Gegend haben Sie aussortiert: {places}.",
        "value": "Der geschätzte Wert von {value} Euro liegt außerhalb Ihres Rahmens.",
        "value unknown": "Das Los nennt keinen Wert in Euro.",
        "value unasked": "Ihr Profil nennt keinen Rahmen für den Wert.",
        "value against": "Wegen des Wertes haben Sie ein ähnliches Los aussortiert: {value} Euro.",
    },
    "en": {
        "meaning": "Far from your profile in meaning.",
        "words": "No words in common.",
        "words language": "The lot is written in another language than your profile: words do not count here.",
        "field": "None of your fields of technology; the lot belongs to: {fields}.",
        "field unknown": "The codes of the lot belong to no field of technology.",
        "field unasked": "Your profile names no fields of technology.",
        "cpv": "The subject of the contract (CPV) does not fit your offer.",
        "cpv unknown": "The lot names no subject of the contract (CPV).",
        "buyer": "You have not worked for this buyer yet.",
        "buyer unknown": "The notice names no buyer.",
        "buyer against": "You have put aside another lot of this buyer.",
        "place": "Outside your area: {places}.",
        "place unknown": "The lot names no place.",
        "place unasked": "Your profile names no area.",
        "place against": "You have put aside another lot in this area: {places}.",
        "value": "The estimated value of {value} euro is outside your range.",
        "value unknown": "The lot names no value in euro.",
        "value unasked": "Your profile names no range for the value.",
        "value against": "You have put aside a similar lot for its value: {value} euro.",
    },
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. ``points`` of the score, below zero where it speaks against the lot.

    ``quote`` is a verbatim passage of the notice.
    """

    kind: Kind
    text: str
    quote: str | None
    points: float


def account(query: Query, candidate: Candidate, evidence: Evidence, source: Source, language: str) -> list[Piece]:
    """Every piece of evidence for a lot, those that weigh most first, also those that weigh nothing.

    With ``evidence.START`` the points add up to the score exactly. The deadline weighs nothing and is left out.
    Raises ValueError for a language without texts.
    """
    points = evidence.points
    found = {reason.kind: reason for reason in explain(query, candidate, evidence, source, language)}
    say = _TEXTS[language if language in LANGUAGES else "en"]
    pieces = []
    for kind in (kind for kind in points if kind != "deadline"):
        reason = found.get(kind)
        text = reason.text if reason else _without(kind, query, candidate, say, language)
        pieces.append(Piece(kind, text, reason.quote if reason else None, points[kind]))
    return sorted(pieces, key=lambda piece: -abs(piece.points))


def _without(kind: Kind, query: Query, candidate: Candidate, say: Mapping[str, str], language: str) -> str:
    """Why a kind of evidence does not speak for the lot."""
    words = {
        "fields": ", ".join(
            field.de if language == "de" else field.en for field in FIELDS if field.code in candidate.fields
        ),
        "places": ", ".join(candidate.places or ((candidate.country,) if candidate.country else ())),
        "value": amount(candidate, language),
    }
    return say[_case(kind, query, candidate)].format(**words)


def _case(kind: Kind, query: Query, candidate: Candidate) -> str:
    profile, unwanted = query.profile, query.against
    located = candidate.places or candidate.country
    cases: dict[Kind, list[tuple[str, bool]]] = {
        "words": [("words language", candidate.language is not None and candidate.language != query.language)],
        "field": [("field unasked", not profile.fields), ("field unknown", not candidate.fields)],
        "cpv": [("cpv unknown", not candidate.cpv)],
        "buyer": [("buyer unknown", not candidate.buyers), ("buyer against", unwanted.buyer(candidate.buyers))],
        "place": [
            ("place unknown", not located),
            ("place against", unwanted.place(candidate.places, candidate.country)),
            ("place unasked", not (profile.regions or profile.countries)),
        ],
        "value": [
            ("value unknown", candidate.value is None),
            ("value against", unwanted.value(candidate.value)),
            ("value unasked", profile.value_min is None and profile.value_max is None),
        ],
    }
    return next((name for name, holds in cases.get(kind, []) if holds), kind)
