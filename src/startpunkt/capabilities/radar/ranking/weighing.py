"""From a profile to ranked lots: retrieval in the store, weighing in the core."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from startpunkt.capabilities.radar.encoding import encoder, encoder_key, reference
from startpunkt.capabilities.radar.memory import Memory
from startpunkt.capabilities.radar.ranking.dismissals import NONE, Dismissals
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.nearest import Neighbour, nearest
from startpunkt.capabilities.radar.selectors import latest_import
from startpunkt.core.fields import fields_of
from startpunkt.core.matching.evidence import Candidate, Evidence, weigh
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query, encode_profile, learned, profile_lexemes, word_shares

RETRIEVED = 200
"""Lots whose whole evidence is weighed at the least; the others are too far away in meaning to come up."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A lot with its evidence, the best of its notice. ``rank`` counts from 1."""

    rank: int
    neighbour: Neighbour
    candidate: Candidate
    evidence: Evidence

    @property
    def lot(self) -> int:
        """The lot's row number."""
        return self.neighbour.lot

    @property
    def score(self) -> float:
        """0 to 100."""
        return self.evidence.score


def less(wanted: LotFilter, dismissed: Dismissals) -> LotFilter:
    """``wanted`` without the dismissed lots."""
    return replace(wanted, without=tuple(sorted({*wanted.without, *dismissed.lots})))


def prepare(profile: Profile, dismissed: Dismissals = NONE) -> Query:
    """The profile made ready, its words weighed by how rare they are in this store, and what dismissals taught.

    Remembered until an import ends: encoding a profile takes longer than comparing it.
    """
    name = (encoder_key(), latest_import(), profile, dismissed)
    return _prepared.of(name, lambda: _prepare(profile, dismissed))


_prepared: Memory[Query] = Memory(256)


def _prepare(profile: Profile, dismissed: Dismissals) -> Query:
    language, lexemes = profile_lexemes(profile)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, lots FROM radar_lexemecount WHERE language = %s AND lexeme = ANY(%s)",
            [language, ["", *lexemes]],
        )
        counts = dict(cursor.fetchall())
    documents = counts.pop("", 0)
    shares = word_shares({lexeme: counts[lexeme] for lexeme in lexemes if lexeme in counts}, documents)
    return learned(encode_profile(profile, encoder(), reference(), shares), dismissed.known)


def rank(
    query: Query, wanted: LotFilter, limit: int, depth: int = RETRIEVED, enough: int | None = None
) -> list[Ranked]:
    """The ``limit`` best lots by all evidence, one a notice. Ties go by the order of import.

    ``depth``: so many lots are weighed at the least, and more until ``enough`` (``limit``) notices are among them.
    """
    depth, enough = max(depth, 4 * (enough or limit)), enough or limit
    while True:
        found = nearest(encoder_key(), query.vector, wanted, list(query.words), query.language, depth)
        weighed = [(one, candidate := candidate_of(one), weigh(query, candidate, reference())) for one in found]
        weighed.sort(key=lambda row: (-row[2].total, row[0].lot))
        best: dict[int, tuple[Neighbour, Candidate, Evidence]] = {}
        for row in weighed:
            best.setdefault(row[0].notice, row)
        if len(best) >= enough or len(found) < depth:
            return [Ranked(number, *row) for number, row in enumerate(list(best.values())[:limit], start=1)]
        depth *= 4  # notices of hundreds of lots crowd the others out: look further


def candidate_of(found: Neighbour) -> Candidate:
    """What the core weighs of a lot in the store."""
    fields = dict.fromkeys(field for code in found.cpv for field in fields_of(code))
    return Candidate(
        product=found.product,
        words=found.words,
        cpv=tuple(found.cpv),
        fields=tuple(fields),
        buyers=(found.buyer,) if found.buyer else (),
        country=found.country,
        places=tuple(found.places),
        value=found.value if found.currency == "EUR" else None,
        deadline=datetime.fromisoformat(found.deadline_source) if found.deadline_source else None,
        language=found.language,
    )
