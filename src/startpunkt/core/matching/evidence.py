"""What speaks for a lot, each piece of evidence by itself, and their sum.

Every part is added with a fixed weight, and the sum is put on a scale from 0 to 100 with fixed constants. Nothing
depends on which other lots were retrieved, nor on the clock: the same text, profile and store give the same score.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import exp
from typing import Literal

import numpy as np

from startpunkt.core.matching.lot_vector import CPV_CODES, TOPIC
from startpunkt.core.matching.profile import Profile, nuts_country
from startpunkt.core.matching.query import Query
from startpunkt.core.matching.reference import Reference

Kind = Literal["meaning", "words", "field", "cpv", "buyer", "place", "value", "deadline"]

WORDS = 0.4
"""Weight of the words that profile and lot share, as a share of the profile's wording."""

FIELD = 0.10
BUYER = 0.10
PLACE = 0.08
VALUE = 0.05

BUYER_AGAINST = 0.15
PLACE_AGAINST = 0.15
VALUE_AGAINST = 0.15
"""What a lot loses for a buyer, place or value that lots were dismissed for: about what one slope of the scale is."""

MIDDLE, SPREAD = 0.5, 0.15
"""The sum that scores 50, reached by about one lot in 400 for a typical profile, and the slope of the scale."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the store returns for one lot.

    ``product`` is the inner product of ``Query.vector`` with the stored lot vector. ``words`` are the lexemes of
    ``Query.words`` that occur in the lot if it is written in the query's language, else none. ``fields`` are the
    fields of technology of its CPV codes. ``value`` is in euro. ``buyers`` are names.
    """

    product: float
    words: Set[str] = frozenset()
    cpv: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    country: str | None = None
    places: tuple[str, ...] = ()
    value: Decimal | None = None
    deadline: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The parts of a lot's sum by kind, before scaling; parts may be negative, and ``deadline`` is always 0."""

    parts: dict[Kind, float]

    @property
    def total(self) -> float:
        """The sum of all parts."""
        return sum(self.parts.values())

    @property
    def score(self) -> float:
        """0 to 100, rising with the sum: a rank score, no probability."""
        return scale(self.total)

    @property
    def shares(self) -> dict[Kind, float]:
        """The parts that speak for the lot, as shares that sum to 1; empty where nothing does."""
        positive = {kind: part for kind, part in self.parts.items() if part > 0}
        total = sum(positive.values())
        return {kind: part / total for kind, part in positive.items()}

    @property
    def points(self) -> dict[Kind, float]:
        """What each part adds to the score or takes from it: with ``START`` they add up to the score exactly.

        Every part moves the sum along the same slope, so each gets its share of the way (Aumann and Shapley 1974).
        """
        whole = self.total
        slope = (self.score - START) / whole if abs(whole) > 1e-9 else START * (100 - START) / (100 * SPREAD)
        return {kind: part * slope for kind, part in self.parts.items()}


def scale(total: float) -> float:
    """A sum of evidence on the scale from 0 to 100."""
    return 100 / (1 + exp(-(total - MIDDLE) / SPREAD))


START = scale(0.0)
"""The score of a lot that nothing speaks for or against."""


def weigh(query: Query, candidate: Candidate, reference: Reference) -> Evidence:
    """The evidence for one lot.

    ``meaning`` and ``cpv`` are the two parts of the inner product of query and lot, ``words``
    the weighted share of the profile's wording that the lot contains. Dismissals count in the parts that their
    reasons concern.
    """
    profile, unwanted = query.profile, query.against
    topic = TOPIC * float(np.dot(query.vector, reference.topic(candidate.cpv[:CPV_CODES])))
    # Summed in one order whatever the order of the set: the last digit of a score must not vary between runs.
    shared = sum(share for lexeme, share in query.words.items() if lexeme in candidate.words)
    return Evidence(
        {
            "meaning": candidate.product - topic,
            "words": WORDS * shared,
            "field": FIELD * bool(set(profile.fields) & set(candidate.fields)),
            "cpv": topic,
            "buyer": BUYER * bool(known_buyers(profile, candidate)) - BUYER_AGAINST * unwanted.buyer(candidate.buyers),
            "place": _place(profile, candidate) - PLACE_AGAINST * unwanted.place(candidate.places, candidate.country),
            "value": _value(profile, candidate.value) - VALUE_AGAINST * unwanted.value(candidate.value),
            "deadline": 0.0,
        }
    )


def known_buyers(profile: Profile, candidate: Candidate) -> list[str]:
    """The buyers of the lot that the organisation has worked for, as the notice writes them."""
    known = {name.casefold() for name in profile.buyers}
    return [name for name in candidate.buyers if name.casefold() in known]


def matching_places(profile: Profile, candidate: Candidate) -> list[str]:
    """The places of the lot (else the buyer's country) that lie in a region or country of the profile."""
    places = candidate.places or ((candidate.country,) if candidate.country else ())
    wanted = (*profile.regions, *(nuts_country(country) for country in profile.countries))
    return [place for place in places if nuts_country(place).startswith(wanted)] if wanted else []


def _place(profile: Profile, candidate: Candidate) -> float:
    asked = profile.regions or profile.countries
    known = candidate.places or candidate.country
    if not asked or not known:
        return 0.0
    return PLACE if matching_places(profile, candidate) else -PLACE


def _value(profile: Profile, value: Decimal | None) -> float:
    if value is None or (profile.value_min is None and profile.value_max is None):
        return 0.0
    fits = (profile.value_min or 0) <= value and (profile.value_max is None or value <= profile.value_max)
    return VALUE if fits else -VALUE
