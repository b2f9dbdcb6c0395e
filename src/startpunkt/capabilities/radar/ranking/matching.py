"""From a profile to its matches: ranked, explained, less what was dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from startpunkt.capabilities.radar.ranking.dismissals import NONE, Dismissals, dismissals_of
from startpunkt.capabilities.radar.ranking.explaining import matches
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.capabilities.radar.ranking.weighing import less, prepare, rank
from startpunkt.core.matching.profile import Profile
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors import models as actors


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def matches_for_profile(
    viewer: Viewer, profile: actors.Profile, *, language: str, limit: int = 20, countries: Sequence[str] = ()
) -> list[Match]:
    """The open lots that fit a stored profile, less those dismissed; reasons in ``language`` (``de`` or ``en``)."""
    wanted, dismissed = LotFilter(now(), tuple(countries)), dismissals_of(viewer, profile)
    return find_matches(viewer, core_profile(profile), wanted, language=language, limit=limit, dismissed=dismissed)


def core_profile(profile: actors.Profile) -> Profile:
    """The stored profile as the core compares it; its buyers are those of the organisation's references."""
    return Profile(
        text=profile.text,
        fields=tuple(profile.fields),
        regions=tuple(profile.regions),
        countries=tuple(profile.countries),
        value_min=profile.value_min,
        value_max=profile.value_max,
        buyers=tuple(sorted({reference.buyer for reference in profile.organisation.references.all()})),
    )


def find_matches(
    viewer: Viewer,
    profile: Profile,
    wanted: LotFilter,
    *,
    language: str = "en",
    limit: int = 20,
    dismissed: Dismissals = NONE,
) -> list[Match]:
    """The best lots, one a notice, best first, with reasons in ``language``; nothing of it is remembered."""
    query = prepare(profile, dismissed)
    return matches(viewer, query, rank(query, less(wanted, dismissed), limit), language)
