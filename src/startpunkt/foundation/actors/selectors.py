"""Reading organisations and profiles, as far as the viewer may."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Membership, Organisation, Person, Profile, Reference


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


def workplace(viewer: Viewer, slug: str) -> Organisation | None:
    """The organisation ``slug`` if the viewer belongs to it, and so may work in its name; ``None`` for anybody else."""
    return own_organisations(viewer).filter(slug=slug).first()


def colleagues(viewer: Viewer, organisation: Organisation) -> QuerySet[Person]:
    """The people of ``organisation``, for those who belong to it and for staff; nobody for anybody else."""
    people = Person.objects.filter(memberships__organisation=organisation, is_active=True).order_by("name", "email")
    if viewer.sees_all or own_organisations(viewer).filter(pk=organisation.pk).exists():
        return people
    return people.none()


def profiles_of(viewer: Viewer, slug: str) -> QuerySet[Profile]:
    """The profiles of organisation ``slug`` that ``viewer`` may read, oldest first."""
    return visible_profiles(viewer).filter(organisation__slug=slug).order_by("pk")


def profile_of(viewer: Viewer, slug: str, pk: int | None = None) -> Profile | None:
    """The profile ``pk`` of organisation ``slug``, without ``pk`` its first; ``None`` if hidden or missing alike."""
    found = profiles_of(viewer, slug)
    return (found.filter(pk=pk) if pk is not None else found).first()


def readable_organisation(viewer: Viewer, slug: str) -> Organisation | None:
    """The organisation ``slug`` for its members and staff, with a public profile for everyone; else ``None``."""
    found = Organisation.objects.filter(slug=slug)
    if not viewer.sees_all:
        public = Profile.objects.filter(organisation=OuterRef("pk"), visibility=Profile.Visibility.PUBLIC)
        found = found.filter(Exists(public) | Q(pk__in=own_organisations(viewer).values("pk")))
    return found.first()


def references_of(viewer: Viewer, organisation: Organisation) -> QuerySet[Reference]:
    """The references of ``organisation``, newest first, for those who belong to it and for staff; none for others."""
    found = Reference.objects.filter(organisation=organisation)
    if viewer.sees_all or own_organisations(viewer).filter(pk=organisation.pk).exists():
        return found
    return found.none()
