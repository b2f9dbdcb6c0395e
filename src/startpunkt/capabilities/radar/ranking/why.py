"""Why a lot stands where it does, and what would make it fit better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from startpunkt.capabilities.radar.encoding import reference
from startpunkt.capabilities.radar.ranking.cards import Card, cards
from startpunkt.capabilities.radar.ranking.choices import region_names
from startpunkt.capabilities.radar.ranking.dismissals import Dismissals, dismissals_of
from startpunkt.capabilities.radar.ranking.explaining import Explained, explain_one
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.matching import core_profile
from startpunkt.capabilities.radar.ranking.page import chosen_profile
from startpunkt.capabilities.radar.ranking.weighing import prepare, rank
from startpunkt.core.fields import FIELDS
from startpunkt.core.matching import profile as core
from startpunkt.core.matching.account import Piece
from startpunkt.core.matching.improvement import Improvement, Reworded, improvements
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.actors.selectors import workplace
from startpunkt.foundation.design.names import country_name
from startpunkt.foundation.design.wording import reader


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of evidence as a bar: ``points`` it adds or takes, ``share`` of all that speaks for the lot in per cents.

    ``length``: how long the bar is, in per cents of the longest.
    """

    piece: Piece
    points: float
    share: int
    length: int

    @property
    def size(self) -> float:
        """The points without their sign."""
        return abs(self.points)


@dataclass(frozen=True, slots=True)
class Advice:
    """A change of the profile in words, and what it would bring."""

    kind: str
    change: str
    points: float


@dataclass(frozen=True, slots=True)
class Why:
    """The whole account of one lot's score for ``profile``."""

    profile: Profile
    card: Card
    member: bool
    score: float
    start: float
    speaks_for: Sequence[Line]
    speaks_against: Sequence[Line]
    silent: Sequence[Line]
    advice: Sequence[Advice]
    after: float


def why_page(viewer: Viewer, slug: str, lot: int, profile_pk: int | None, now: datetime) -> Why | None:
    """The account of the lot with row number ``lot``; ``None`` where it or the organisation is hidden or missing."""
    found = chosen_profile(viewer, slug, profile_pk)
    if found is None:
        return None
    profile = found[0]
    asked, dismissed = core_profile(profile), dismissals_of(viewer, profile)
    explained = explain_one(viewer, asked, lot, reader(), dismissed)
    if explained is None:
        return None
    lines = _lines(explained.pieces)
    advice = _advice(asked, explained, dismissed)
    return Why(
        profile=profile,
        card=cards([explained.match], now)[0],
        member=workplace(viewer, slug) is not None,
        score=explained.ranked.evidence.score,
        start=explained.start,
        speaks_for=[line for line in lines if line.points >= SEEN],
        speaks_against=[line for line in lines if line.points <= -SEEN],
        silent=[line for line in lines if abs(line.points) < SEEN],
        advice=advice,
        after=explained.ranked.evidence.score + (advice[0].points if advice else 0),
    )


SEEN = 0.05
"""Points that are 0.0 when they are written with one decimal say nothing."""


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    longest = max((abs(piece.points) for piece in pieces), default=0) or 1.0
    whole = sum(piece.points for piece in pieces if piece.points > 0) or 1.0
    return [
        Line(piece, piece.points, round(max(0.0, piece.points) / whole * 100), round(abs(piece.points) / longest * 100))
        for piece in pieces
    ]


def _advice(asked: core.Profile, explained: Explained, dismissed: Dismissals) -> list[Advice]:
    query, candidate = prepare(asked, dismissed), explained.ranked.candidate
    reworded = None
    title = " ".join(explained.match.title.split()).rstrip(".")
    if title:
        sentence = f"{title}."
        again = prepare(replace(asked, text=f"{asked.text.rstrip()} {sentence}"), dismissed)
        for one in rank(again, LotFilter(among=(explained.match.lot_pk,)), 1):
            reworded = Reworded(title, again, one.candidate)
    return [
        Advice(one.kind, _in_words(one), one.points) for one in improvements(query, candidate, reference(), reworded)
    ]


def _in_words(one: Improvement) -> str:
    if one.kind == "place":
        (code,) = one.change
        return region_names({code})[code] if len(code) > 2 else country_name({"EL": "GR", "UK": "GB"}.get(code, code))
    if one.kind == "field":
        german = reader() == "de"
        return ", ".join(field.de if german else field.en for field in FIELDS if field.code in one.change)
    if one.kind == "value":
        return f"{int(one.change[0]):,}".replace(",", "." if reader() == "de" else ",")
    return one.change[0]
