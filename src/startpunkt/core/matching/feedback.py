"""What a dismissed lot says about the others: the reasons of dismissals turned into changes of the ranking.

Everything follows from the profile and the set of dismissals alone, so taking one back restores the ranking to the
last digit. The profile's vector moves, and nothing else about the comparison changes: the sum of evidence still splits
exactly into its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import numpy as np

from startpunkt.core.matching.encoder import Vectors
from startpunkt.core.matching.profile import Profile, nuts_country

Reason = Literal["subject", "buyer", "place", "value", "hurdles", "other"]

AWAY = 0.6
"""How far the profile's vector moves at the most from what dismissed lots have beyond the profile; half with one."""

LARGE = Decimal(250_000)
"""Euro: a dismissed value from here on was too large where the profile names no amounts, a smaller one too small.
About where calls for tenders across Europe begin."""

REGION = 3
"""Characters of a NUTS 1 code."""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A lot that was put aside: ``vector`` as it was stored (for ``subject`` only), ``value`` in euro.

    ``name`` tells it from others and gives the order in which vectors are added up.
    """

    name: tuple[str, ...]
    reason: Reason
    vector: Vectors | None = field(default=None, compare=False)
    buyer: str | None = None
    country: str | None = None
    places: tuple[str, ...] = ()
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against lots: ``buyers`` (case folded), ``places`` (NUTS 1 or country codes as NUTS writes them).

    Values in euro of ``too_large`` and more, or of ``too_small`` and less, are unwanted.
    """

    buyers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    too_large: Decimal | None = None
    too_small: Decimal | None = None

    def buyer(self, names: Iterable[str]) -> bool:
        """Whether one of these buyers is unwanted."""
        return any(name.casefold() in self.buyers for name in names)

    def place(self, places: Sequence[str], country: str | None) -> bool:
        """Whether a lot is carried out in unwanted places only; without ``places`` its buyer's country counts."""
        found = places or ((country,) if country else ())
        known = [nuts_country(place) for place in found]
        return bool(known) and all(place[:REGION] in self.places or place[:2] in self.places for place in known)

    def value(self, value: Decimal | None) -> bool:
        """Whether a value in euro is as large or as small as one that was unwanted."""
        if value is None:
            return False
        large = self.too_large is not None and value >= self.too_large
        return large or (self.too_small is not None and value <= self.too_small)


NOTHING = Against()


def against(profile: Profile, dismissed: Iterable[Dismissed]) -> Against:
    """What the dismissals say about lots other than their own, apart from the subject."""
    buyers, places = set(), set()
    large: list[Decimal] = []
    small: list[Decimal] = []
    for one in dismissed:
        if one.reason == "buyer" and one.buyer:
            buyers.add(one.buyer.casefold())
        elif one.reason == "place":
            found = one.places or ((one.country,) if one.country else ())
            places |= {nuts_country(place)[:REGION] for place in found}
        elif one.reason == "value" and one.value is not None:
            (large if _is_large(profile, one.value) else small).append(one.value)
    return Against(frozenset(buyers), frozenset(places), min(large, default=None), max(small, default=None))


def _is_large(profile: Profile, value: Decimal) -> bool:
    """Whether a value was too large rather than too small: judged by the profile's own amounts where it has some."""
    if profile.value_min is not None and value < profile.value_min:
        return False
    if profile.value_max is not None and value > profile.value_max:
        return True
    if profile.value_min is not None and profile.value_max is not None:
        return value >= (profile.value_min + profile.value_max) / 2
    return value >= LARGE


def moved(vector: Vectors, dismissed: Iterable[Dismissed]) -> Vectors:
    """The profile's ``vector`` (dimensions,) moved away from lots dismissed for their subject.

    As Rocchio (1971) does, but only by what a lot has beyond the profile: what both share is what the profile asks
    for. The move grows with the number of dismissals, and is bounded: ``AWAY * sum / (n + 1)``.
    """
    away = [
        _beyond(one.vector, vector)
        for one in sorted(dismissed, key=lambda one: one.name)
        if one.reason == "subject" and one.vector is not None
    ]
    if not away:
        return vector
    return np.asarray(vector - AWAY * np.sum(away, axis=0) / (len(away) + 1), dtype=np.float32)


def _beyond(lot: Vectors, profile: Vectors) -> Vectors:
    """The direction of ``lot`` at unit length, less its part along ``profile``."""
    direction = lot.astype(np.float32) / max(float(np.linalg.norm(lot)), 1e-9)
    along = profile / max(float(np.linalg.norm(profile)), 1e-9)
    return np.asarray(direction - float(np.dot(direction, along)) * along, dtype=np.float32)
