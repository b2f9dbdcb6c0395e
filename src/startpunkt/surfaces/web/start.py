"""Whose radar the start page offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.actors.selectors import own_organisations, visible_profiles

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Own(TypedDict):
    own: bool


PAGE = 24
"""Organisations on a page."""


def own_slugs(viewer: Viewer) -> list[str]:
    """Organisations of the viewer's own that have a profile: two are enough to know that there is not just one."""
    own = own_organisations(viewer).filter(profiles__isnull=False).distinct()
    return list(own.values_list("slug", flat=True)[:2])


def visible_entries(viewer: Viewer, number: str | None) -> Page[WithAnnotations[Profile, _Own]]:
    """A page of the first profiles that the viewer may read, one an organisation, her own first, then by name.

    Each profile carries ``own``: whether its organisation is one of hers. ``number`` is what stands in the address;
    what is no page's number gives the nearest page. Two statements, however many organisations there are.
    """
    first = visible_profiles(viewer).order_by("organisation_id", "pk").distinct("organisation_id").values("pk")
    own = own_organisations(viewer).filter(pk=OuterRef("organisation"))
    profiles = Profile.objects.select_related("organisation").filter(pk__in=first).annotate(own=Exists(own))
    return Paginator(profiles.order_by("-own", Lower("organisation__name"), "pk"), PAGE).get_page(number)
