"""What would make a lot fit better: changes of the profile, each weighed again, so that what it brings is exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from startpunkt.core.matching.evidence import Candidate, Kind, known_buyers, matching_places, weigh
from startpunkt.core.matching.profile import Profile, nuts_country
from startpunkt.core.matching.query import Query
from startpunkt.core.matching.reference import Reference

SMALLEST = 0.5
"""Points below which a change is not worth a line."""

REGION = 3
"""Characters of a NUTS 1 code: large enough an area to be named in a profile."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """A change of the profile that would bring the lot ``points`` more of 100.

    ``change`` is what to add: NUTS codes or a country for ``place``, codes of fields (any one of them is enough) for
    ``field``, a buyer's name for ``buyer``, a sentence for ``meaning``; for ``value`` the lot's value in whole euro.
    """

    kind: Kind
    change: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class Reworded:
    """The profile with ``sentence`` added to its text, made ready, and the same lot as it compares with that."""

    sentence: str
    query: Query
    candidate: Candidate


def improvements(
    query: Query, candidate: Candidate, reference: Reference, reworded: Reworded | None = None
) -> list[Improvement]:
    """What would bring the lot more points, what brings most first. What the lot does not say cannot be met."""
    now = weigh(query, candidate, reference).score
    found = [
        Improvement(kind, change, weigh(replace(query, profile=changed), candidate, reference).score - now)
        for kind, change, changed in _changes(query.profile, candidate)
    ]
    if reworded is not None:
        gain = weigh(reworded.query, reworded.candidate, reference).score - now
        found.append(Improvement("meaning", (reworded.sentence,), gain))
    return sorted((one for one in found if one.points >= SMALLEST), key=lambda one: -one.points)


def _changes(profile: Profile, candidate: Candidate) -> Iterator[tuple[Kind, tuple[str, ...], Profile]]:
    """Changes of the profile that leave its text as it is."""
    located = candidate.places or ((candidate.country,) if candidate.country else ())
    if located and not matching_places(profile, candidate):
        area = nuts_country(located[0])[:REGION]
        yield "place", (area,), replace(profile, regions=(*profile.regions, area))
    if candidate.fields and not set(candidate.fields) & set(profile.fields):
        yield "field", candidate.fields, replace(profile, fields=(*profile.fields, candidate.fields[0]))
    if candidate.buyers and not known_buyers(profile, candidate):
        yield "buyer", candidate.buyers[:1], replace(profile, buyers=(*profile.buyers, candidate.buyers[0]))
    value = candidate.value
    if value is not None:
        lowest = None if profile.value_min is None else min(profile.value_min, value)
        highest = value if profile.value_max is None and lowest is None else profile.value_max
        highest = None if highest is None else max(highest, value)
        changed = replace(profile, value_min=lowest, value_max=highest)
        if changed != profile:
            yield "value", (f"{value:.0f}",), changed
