"""Which members fit a lot: all visible profiles held against it, by the same evidence as the radar's score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, TextField
from pgvector.django import MaxInnerProduct

from startpunkt.capabilities.radar.encoding import encoder_key, reference
from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.models import Forwarding, LexemeCount, Lot, LotVector, ProfileVector
from startpunkt.capabilities.radar.pursuing.profile_vectors import encode_missing, waiting
from startpunkt.capabilities.radar.ranking.matching import core_profile
from startpunkt.capabilities.radar.selectors import lot_key
from startpunkt.core.fields import fields_of
from startpunkt.core.matching.evidence import Candidate, Evidence, weigh
from startpunkt.core.matching.explanation import Reason, Source, explain
from startpunkt.core.matching.query import Query, word_shares
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from startpunkt.foundation.actors.selectors import visible_profiles
from startpunkt.foundation.design.names import place_name

NEAREST = 200
"""So many profiles are weighed by all evidence, those nearest in meaning."""

SHOWN = 20
STRONGEST = 2


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation whose ``profile`` fits best of its profiles; ``sent``: when the lot was passed on to it."""

    organisation: Organisation
    profile: Profile
    score: float
    reasons: tuple[Reason, ...]
    sent: datetime | None

    @property
    def code(self) -> str:
        """The organisation as a form names it (``forwarding.Recipient``)."""
        return f"{self.organisation.pk}."


@dataclass(frozen=True, slots=True)
class Fitting:
    """The members, the best first. ``waiting``: profiles not compared yet. ``encoded``: whether the lot can be."""

    members: Sequence[Member]
    waiting: int
    encoded: bool


def fitting_members(viewer: Viewer, lot: Lot, language: str) -> Fitting:
    """The members that fit ``lot`` (with its notice), reasons in ``language``; statements do not grow with profiles."""
    encode_missing(viewer)
    of_lot = LotVector.objects.filter(lot=lot, encoder=encoder_key()).first()
    if of_lot is None:
        return Fitting((), 0, encoded=False)
    weighed = _weighed(viewer, lot, of_lot)
    best: dict[int, tuple[Profile, Query, Candidate, Evidence]] = {}
    for one in sorted(weighed, key=lambda one: (-one[3].total, one[0].pk)):
        best.setdefault(one[0].organisation_id, one)
    source = Source(*lot.texts().records(), bytes(of_lot.units), PREFERRED, place_name)
    sent = _sent(lot)
    shown = [
        Member(
            organisation=profile.organisation,
            profile=profile,
            score=evidence.score,
            reasons=tuple(explain(query, candidate, evidence, source, language)[:STRONGEST]),
            sent=sent.get(profile.organisation_id),
        )
        for profile, query, candidate, evidence in list(best.values())[:SHOWN]
    ]
    return Fitting(shown, waiting(viewer), encoded=True)


def _weighed(viewer: Viewer, lot: Lot, of_lot: LotVector) -> list[tuple[Profile, Query, Candidate, Evidence]]:
    near = list(
        ProfileVector.objects.filter(encoder=encoder_key(), profile__in=visible_profiles(viewer))
        .annotate(distance=MaxInnerProduct("vector", of_lot.vector))
        .order_by("distance", "pk")[:NEAREST]
        .select_related("profile__organisation")
        .prefetch_related("profile__organisation__references")
    )
    words, counts = _words(lot), _counts(near)
    found = []
    for one in near:
        known = counts.get(one.language, {})
        shares = word_shares({word: known[word] for word in one.lexemes if word in known}, known.get("", 0))
        vector = np.asarray(one.vector, dtype=np.float32)
        query = Query(core_profile(one.profile), one.language, vector, shares)
        candidate = _candidate(
            lot, -one.distance, words & shares.keys() if one.language == lot.language else frozenset()
        )
        found.append((one.profile, query, candidate, weigh(query, candidate, reference())))
    return found


def _words(lot: Lot) -> frozenset[str]:
    lexemes = Func(F("lexemes"), function="tsvector_to_array", output_field=ArrayField(TextField()))
    return frozenset(Lot.objects.filter(pk=lot.pk).values_list(lexemes, flat=True).get())


def _counts(near: Sequence[ProfileVector]) -> Mapping[str, Mapping[str, int]]:
    """In how many visible lots of each language the profiles' lexemes occur."""
    wanted = {"", *(lexeme for one in near for lexeme in one.lexemes)}
    rows = LexemeCount.objects.filter(language__in={one.language for one in near}, lexeme__in=wanted)
    found: dict[str, dict[str, int]] = {}
    for language, lexeme, lots in rows.values_list("language", "lexeme", "lots"):
        found.setdefault(language, {})[lexeme] = lots
    return found


def _candidate(lot: Lot, product: float, words: frozenset[str]) -> Candidate:
    return Candidate(
        product=product,
        words=words,
        cpv=tuple(lot.cpv),
        fields=tuple(dict.fromkeys(field for code in lot.cpv for field in fields_of(code))),
        buyers=(lot.notice.buyer,) if lot.notice.buyer else (),
        country=lot.country,
        places=tuple(lot.places),
        value=lot.value if lot.currency == "EUR" else None,
        language=lot.language,
    )


def _sent(lot: Lot) -> dict[int, datetime]:
    """When the lot was passed on to organisations, the last time each."""
    source, notice_id, lot_id = lot_key(lot)
    passed = Forwarding.objects.filter(source=source, notice_id=notice_id, lot_id=lot_id, to=None)
    return dict(passed.order_by("at").values_list("organisation_id", "at"))
