"""What the start page lists."""

from __future__ import annotations

from dataclasses import dataclass

from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from startpunkt.foundation.actors.selectors import own_organisations, visible_profiles


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation whose radar may be opened, with the profile that its radar uses."""

    organisation: Organisation
    profile: Profile
    own: bool


def visible_entries(viewer: Viewer) -> list[Entry]:
    """Every organisation of which the viewer may read a profile, her own first, then by name."""
    own = set(own_organisations(viewer).values_list("pk", flat=True))
    first: dict[int, Profile] = {}
    for profile in visible_profiles(viewer):
        first.setdefault(profile.organisation_id, profile)
    entries = [Entry(profile.organisation, profile, pk in own) for pk, profile in first.items()]
    return sorted(entries, key=lambda entry: (not entry.own, entry.organisation.name.casefold()))
