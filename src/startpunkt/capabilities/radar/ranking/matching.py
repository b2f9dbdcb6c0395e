"""From a profile to ranked lots with reasons: retrieval in the store, weighing and explaining in the core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from startpunkt.capabilities.radar.encoding import encoder, encoder_key, reference
from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.models import Lot, LotVector
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.match import Match, ShownReason
from startpunkt.capabilities.radar.ranking.nearest import Neighbour, nearest
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.core.fields import fields_of
from startpunkt.core.matching.evidence import Candidate, Evidence, weigh
from startpunkt.core.matching.explanation import Source, explain
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query, encode_profile, profile_lexemes, word_shares
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors import models as actors

RETRIEVED = 400
"""Lots whose whole evidence is weighed at the least; the others are too far away in meaning to come up."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A lot with its evidence, the best of its notice."""

    neighbour: Neighbour
    candidate: Candidate
    evidence: Evidence


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def matches_for_profile(
    viewer: Viewer, profile: actors.Profile, *, language: str, limit: int = 20, countries: Sequence[str] = ()
) -> list[Match]:
    """The open lots that fit a stored profile; reasons in ``language`` (``de`` or ``en``)."""
    wanted = LotFilter(now(), tuple(countries))
    return find_matches(viewer, core_profile(profile), wanted, language=language, limit=limit)


def core_profile(profile: actors.Profile) -> Profile:
    """The stored profile as the core compares it."""
    return Profile(
        text=profile.text,
        fields=tuple(profile.fields),
        regions=tuple(profile.regions),
        countries=tuple(profile.countries),
        value_min=profile.value_min,
        value_max=profile.value_max,
    )


def find_matches(
    viewer: Viewer, profile: Profile, wanted: LotFilter, *, language: str = "en", limit: int = 20
) -> list[Match]:
    """The best lots, one a notice, best first, with reasons in ``language``."""
    query = prepare(profile)
    return _shown(viewer, query, rank(query, wanted, limit), language)


def prepare(profile: Profile) -> Query:
    """The profile made ready, its words weighed by how rare they are in this store."""
    language, lexemes = profile_lexemes(profile)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, lots FROM radar_lexemecount WHERE language = %s AND lexeme = ANY(%s)",
            [language, ["", *lexemes]],
        )
        counts = dict(cursor.fetchall())
    documents = counts.pop("", 0)
    return encode_profile(profile, encoder(), reference(), word_shares(counts, documents))


def rank(query: Query, wanted: LotFilter, limit: int) -> list[Ranked]:
    """The ``limit`` best lots by all evidence, one a notice. Ties go by the order of import."""
    depth = max(RETRIEVED, 4 * limit)
    while True:
        found = nearest(encoder_key(), query.vector, wanted, list(query.words), query.language, depth)
        weighed = sorted(
            (_weighed(query, one) for one in found), key=lambda one: (-one.evidence.total, one.neighbour.lot)
        )
        best: dict[int, Ranked] = {}
        for one in weighed:
            best.setdefault(one.neighbour.notice, one)
        if len(best) >= limit or len(found) < depth:
            return list(best.values())[:limit]
        depth *= 4  # notices of hundreds of lots crowd the others out: look further


def _weighed(query: Query, found: Neighbour) -> Ranked:
    fields = dict.fromkeys(field for code in found.cpv for field in fields_of(code))
    candidate = Candidate(
        product=found.product,
        words=found.words,
        cpv=tuple(found.cpv),
        fields=tuple(fields),
        buyers=(found.buyer,) if found.buyer else (),
        country=found.country,
        places=tuple(found.places),
        value=found.value if found.currency == "EUR" else None,
        deadline=datetime.fromisoformat(found.deadline_source) if found.deadline_source else None,
    )
    return Ranked(found, candidate, weigh(query, candidate, reference()))


def _shown(viewer: Viewer, query: Query, ranked: list[Ranked], language: str) -> list[Match]:
    keys = [one.neighbour.lot for one in ranked]
    lots = {lot.pk: lot for lot in newest_lots(viewer).select_related("notice").filter(pk__in=keys)}
    packed = dict(LotVector.objects.filter(lot__in=keys, encoder=encoder_key()).values_list("lot_id", "units"))
    shown = [one for one in ranked if one.neighbour.lot in lots]
    return [
        _match(number, query, one, lots[one.neighbour.lot], bytes(packed[one.neighbour.lot]), language)
        for number, one in enumerate(shown, start=1)
    ]


def _match(number: int, query: Query, ranked: Ranked, lot: Lot, packed: bytes, language: str) -> Match:
    source = Source(*lot.texts().records(), packed, PREFERRED)
    reasons = explain(query, ranked.candidate, ranked.evidence, source, language)
    titles = lot.title or lot.notice.title
    title = titles.get(lot.language or "") or next(iter(titles.values()), "")
    return Match(
        rank=number,
        score=ranked.evidence.score,
        notice_pk=lot.notice.pk,
        notice=lot.notice.notice_id,
        publication_number=lot.notice.publication_number,
        file=lot.notice.file,
        lot=lot.lot_id,
        kind=lot.kind,
        language=lot.language,
        title=title,
        buyer=lot.notice.buyer,
        country=lot.country,
        places=tuple(lot.places),
        deadline=lot.deadline,
        deadline_source=lot.deadline_source,
        value=lot.value,
        currency=lot.currency,
        reasons=tuple(ShownReason(one.kind, one.text, one.quote, one.weight) for one in reasons),
    )
