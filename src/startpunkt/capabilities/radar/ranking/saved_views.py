"""Filters and order of the radar that a person keeps under a name of her own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from startpunkt.capabilities.radar.models import SavedView
from startpunkt.capabilities.radar.ranking.address import RadarAddress
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile

MOST = 30
"""So many views of one profile at the most: the list is to be read at a glance."""

LONGEST_NAME = 80


class UnsavedViewError(ValueError):
    """A view cannot be saved; the message tells the reader why and what to do."""


@dataclass(frozen=True, slots=True)
class ShownView:
    """A saved view with what stands in its address, and whether it is what is shown now."""

    pk: int
    name: str
    query: str
    current: bool


def views_of(viewer: Viewer, profile: Profile) -> QuerySet[SavedView]:
    """The viewer's own views of ``profile``; nobody sees those of another."""
    return SavedView.objects.filter(person_id=viewer.person_id or 0, profile=profile)


def shown_views(viewer: Viewer, profile: Profile, address: RadarAddress) -> list[ShownView]:
    """Her views as links, in the order of their names."""
    shown = replace(address, profile=profile.pk).first_page.query()
    return [ShownView(one.pk, one.name, one.query, one.query == shown) for one in views_of(viewer, profile)]


def keep_view(viewer: Viewer, profile: Profile, name: str, query: str) -> SavedView:
    """Keep the filters and the order in ``query`` under ``name``, in place of what had that name.

    Raises UnsavedViewError.
    """
    name = " ".join(name.split())
    if not name:
        raise UnsavedViewError(_("The view was not saved: give it a name."))
    if len(name) > LONGEST_NAME:
        raise UnsavedViewError(
            _("The view was not saved: a name has %(most)d characters at the most.") % {"most": LONGEST_NAME}
        )
    views = views_of(viewer, profile)
    if views.exclude(name=name).count() >= MOST:
        raise UnsavedViewError(
            _("The view was not saved: there are %(most)d already; delete one first.") % {"most": MOST}
        )
    kept = replace(RadarAddress.of(QueryDict(query)), profile=profile.pk).first_page.query()
    made = SavedView.objects.update_or_create(
        person_id=viewer.person_id or 0, profile=profile, name=name, defaults={"query": kept}
    )[0]
    return made


def forget_view(viewer: Viewer, profile: Profile, pk: int) -> SavedView | None:
    """Forget one of her views; ``None`` where she has none with this number."""
    found = views_of(viewer, profile).filter(pk=pk).first()
    if found is not None:
        SavedView.objects.filter(pk=found.pk).delete()
    return found
