"""Reading organisations and profiles, as far as the viewer may."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Membership, Organisation, Profile


def visible_profiles(viewer: Viewer) -> QuerySet[Profile]:
    """Profiles that ``viewer`` may read: public ones, and those of the organisations she belongs to."""
    profiles = Profile.objects.select_related("organisation")
    if viewer.sees_all:
        return profiles
    public = Q(visibility=Profile.Visibility.PUBLIC)
    if viewer.person_id is None:
        return profiles.filter(public)
    mine = Membership.objects.filter(person_id=viewer.person_id, organisation=OuterRef("organisation"))
    return profiles.filter(public | Q(Exists(mine)))


def own_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations that the viewer belongs to."""
    if viewer.person_id is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(memberships__person_id=viewer.person_id)


def profile_of(viewer: Viewer, slug: str) -> Profile | None:
    """The first profile of organisation ``slug`` that ``viewer`` may read; ``None`` if hidden or missing alike."""
    return visible_profiles(viewer).filter(organisation__slug=slug).first()
