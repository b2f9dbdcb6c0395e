"""Ranked lots told to a reader: their matches with reasons, and the whole account of one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from startpunkt.capabilities.radar.encoding import encoder_key
from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.models import Lot, LotVector
from startpunkt.capabilities.radar.ranking.dismissals import NONE, Dismissals
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.match import Match, ShownReason
from startpunkt.capabilities.radar.ranking.weighing import Ranked, prepare, rank
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.core.matching.account import Piece, account
from startpunkt.core.matching.evidence import START
from startpunkt.core.matching.explanation import Source, explain
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.design.names import place_name


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a lot is where it is: ``start`` and the points of ``pieces`` add up to the score exactly.

    ``ranked.candidate`` holds what the lot says about fields, places and value: what could fit better.
    """

    match: Match
    ranked: Ranked
    start: float
    pieces: tuple[Piece, ...]


def matches(viewer: Viewer, query: Query, ranked: Sequence[Ranked], language: str) -> list[Match]:
    """The lots of ``ranked`` in their order with reasons in ``language``. Two statements, however many lots."""
    with override(language):
        return [_match(query, one, lot, source, language) for one, lot, source in _sources(viewer, ranked)]


def explain_one(
    viewer: Viewer, profile: Profile, lot: int, language: str, dismissed: Dismissals = NONE
) -> Explained | None:
    """The whole account of the lot with this row number; ``None`` if it is not visible or not yet encoded.

    Filters do not matter here, and a dismissed lot can be explained as well. Its rank is 1: it is compared with none.
    """
    query = prepare(profile, dismissed)
    with override(language):
        for one, row, source in _sources(viewer, rank(query, LotFilter(among=(lot,)), 1)):
            pieces = account(query, one.candidate, one.evidence, source, language)
            return Explained(_match(query, one, row, source, language), one, START, tuple(pieces))
    return None


def _sources(viewer: Viewer, ranked: Sequence[Ranked]) -> list[tuple[Ranked, Lot, Source]]:
    keys = [one.lot for one in ranked]
    lots = {lot.pk: lot for lot in newest_lots(viewer).select_related("notice").filter(pk__in=keys)}
    packed = dict(LotVector.objects.filter(lot__in=keys, encoder=encoder_key()).values_list("lot_id", "units"))
    return [
        (one, lot, Source(*lot.texts().records(), bytes(packed[one.lot]), PREFERRED, place_name))
        for one in ranked
        if (lot := lots.get(one.lot)) is not None
    ]


def _match(query: Query, ranked: Ranked, lot: Lot, source: Source, language: str) -> Match:
    reasons = explain(query, ranked.candidate, ranked.evidence, source, language)
    titles = lot.title or lot.notice.title
    title = titles.get(lot.language or "") or next(iter(titles.values()), "")
    return Match(
        rank=ranked.rank,
        score=ranked.evidence.score,
        lot_pk=lot.pk,
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
