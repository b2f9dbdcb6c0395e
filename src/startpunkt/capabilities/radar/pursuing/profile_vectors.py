"""Vectors of profiles: made where one is missing or the profile has changed since."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from startpunkt.capabilities.radar.encoding import encoder, encoder_key, reference
from startpunkt.capabilities.radar.models import ProfileVector
from startpunkt.capabilities.radar.ranking.matching import core_profile
from startpunkt.core.matching.query import profile_lexemes
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.actors.selectors import visible_profiles

AT_ONCE = 100
"""So many profiles are encoded for one page, about two seconds; the rest waits for the next."""


def encode_missing(viewer: Viewer) -> None:
    """Make the missing vectors of at most ``AT_ONCE`` profiles that the viewer may read."""
    rows = list(_without_vector(viewer).prefetch_related("organisation__references").order_by("pk")[:AT_ONCE])
    if not rows:
        return
    profiles = [core_profile(row) for row in rows]
    read = [profile_lexemes(profile) for profile in profiles]
    languages = [language for language, _lexemes in read]
    raw = encoder().encode([profile.whole for profile in profiles])
    vectors = reference().centred("profiles", raw, languages)
    ProfileVector.objects.bulk_create(
        [
            ProfileVector(
                profile=row, encoder=encoder_key(), made_of=row.updated_at, language=language, lexemes=lexemes,
                vector=vector.tolist(),
            )
            for row, (language, lexemes), vector in zip(rows, read, vectors, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["profile"],
        update_fields=["encoder", "made_of", "language", "lexemes", "vector"],
    )  # fmt: skip


def waiting(viewer: Viewer) -> int:
    """How many profiles that the viewer may read have no vector of their present state."""
    return _without_vector(viewer).count()


def _without_vector(viewer: Viewer) -> QuerySet[Profile]:
    made = ProfileVector.objects.filter(profile=OuterRef("pk"), encoder=encoder_key(), made_of=OuterRef("updated_at"))
    return visible_profiles(viewer).filter(~Exists(made))
