"""How the lots stand for a profile: ranked once, looked at page by page and in several orders."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from startpunkt.capabilities.radar.encoding import encoder_key
from startpunkt.capabilities.radar.memory import Memory
from startpunkt.capabilities.radar.ranking.dismissals import NONE, Dismissals
from startpunkt.capabilities.radar.ranking.explaining import matches
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.capabilities.radar.ranking.weighing import Ranked, less, prepare, rank
from startpunkt.capabilities.radar.selectors import latest_import
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query
from startpunkt.foundation.access.viewer import Viewer

PLACES = 200
"""The best lots of a standing, one a notice."""

PAGE = 10

SURE = 40
"""So many first places are those that a longer search would find as well."""

RETRIEVED = 400
"""Lots that are weighed for a standing: notices of many lots leave fewer places than that."""

Order = Literal["score", "deadline", "value", "newest"]

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """Up to ``PLACES`` lots, the best of each notice, best first, with the question they answer and its ``name``.

    The first ``SURE`` places are those that a longer search would find as well, if that many lots pass.
    """

    query: Query
    lots: tuple[Ranked, ...]
    name: Hashable

    def ordered(self, by: Order = "score") -> list[Ranked]:
        """The lots in another order; ``rank`` stays what the score says.

        ``deadline``: the next first. ``value``: the largest in euro first. ``newest``: what was imported last first.
        Lots without the value that is asked for come last; ties go by rank.
        """
        return sorted(self.lots, key=lambda one: (*_key(one, by), one.rank))

    def above(self, score: float) -> dict[int, Ranked]:
        """The lots that score more than ``score``, by the row number of their notice: to compare two standings."""
        return {one.neighbour.notice: one for one in self.lots if one.score > score}


def _key(one: Ranked, by: Order) -> tuple[Any, ...]:
    match by:
        case "score":
            return ()
        case "deadline":
            return (one.candidate.deadline or _NEVER,)
        case "value":
            return (-(one.candidate.value if one.candidate.value is not None else Decimal(-1)),)
        case "newest":
            return (-one.neighbour.seen_at,)


_kept: Memory[Standing] = Memory(256)


def standing(profile: Profile, wanted: LotFilter, dismissed: Dismissals = NONE) -> Standing:
    """How the lots that pass ``wanted`` stand for ``profile`` (``matching.core_profile``; also one not yet saved).

    Remembered in this process for at most five minutes. Whatever is asked is part of what it is remembered by, and so
    is the latest import: another profile text or a dismissal acts at once, the end of an import within a minute; what
    an import brings while it runs shows after five minutes at most. Moments in ``wanted`` count at the full five
    minutes.
    """
    asked = less(wanted.rounded(), dismissed)
    name = (encoder_key(), latest_import(), profile, asked, dismissed)
    return _kept.of(name, lambda: _rank(profile, asked, dismissed, name))


def _rank(profile: Profile, wanted: LotFilter, dismissed: Dismissals, name: Hashable) -> Standing:
    query = prepare(profile, dismissed)
    return Standing(query, tuple(rank(query, wanted, PLACES, RETRIEVED, enough=SURE)), name)


_told: Memory[tuple[Match, ...]] = Memory(512)


def shown(viewer: Viewer, standing: Standing, lots: Sequence[Ranked], language: str) -> list[Match]:
    """The matches of some ``lots`` of a standing, those of one page, with reasons in ``language``.

    Remembered as the standing is. Lots are public, so the matches are the same for every ``viewer``. Two statements.
    """
    name = (standing.name, tuple(one.lot for one in lots), language)
    return list(_told.of(name, lambda: tuple(matches(viewer, standing.query, lots, language))))


def page(lots: Sequence[Ranked], number: int, size: int = PAGE) -> Sequence[Ranked]:
    """Page ``number`` (from 1) of ``lots``; empty beyond the last."""
    return lots[(number - 1) * size : number * size]
