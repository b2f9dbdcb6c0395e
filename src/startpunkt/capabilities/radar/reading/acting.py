"""In whose name a reader looks at a lot, and what was done with it in that name."""

from __future__ import annotations

from dataclasses import dataclass

from startpunkt.capabilities.radar.models import Dismissal, Lot, Pursuit
from startpunkt.capabilities.radar.selectors import lot_key
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from startpunkt.foundation.actors.selectors import own_organisations, profile_of


@dataclass(frozen=True, slots=True)
class Acting:
    """``profile``: whose radar the reader came from, or her own organisation's. ``workplace``: that organisation if
    she belongs to it and so may act in its name. ``from_radar``: the address named the radar."""

    profile: Profile | None = None
    workplace: Organisation | None = None
    from_radar: bool = False

    @property
    def query(self) -> str:
        """What the address of the next page ends with, so that it leads back to the same radar."""
        return f"?{self.more}" if self.more else ""

    @property
    def more(self) -> str:
        """The same after other parts of a query."""
        return f"for={self.profile.organisation.slug}" if self.profile and self.from_radar else ""


def acting(viewer: Viewer, slug: str, profile: int | None = None) -> Acting:
    """The reader of an address with ``?for=slug&profile=…``; without a readable one her first organisation."""
    named = profile_of(viewer, slug, profile) if slug else None
    own = {one.slug: one for one in own_organisations(viewer).order_by("pk").prefetch_related("references")}
    if named is not None:
        return Acting(named, own.get(named.organisation.slug), from_radar=True)
    first = next(iter(own.values()), None)
    return Acting(profile_of(viewer, first.slug), first) if first else Acting()


@dataclass(frozen=True, slots=True)
class Work:
    """What an organisation has done with a lot: pursued it, or put it aside for the profile."""

    pursuit: Pursuit | None = None
    dismissal: Dismissal | None = None


def work_on(who: Acting, lot: Lot) -> Work:
    """What ``who`` has done with ``lot``, whatever its version; nothing for those who may not act."""
    if who.workplace is None:
        return Work()
    source, notice_id, lot_id = lot_key(lot)
    key = {"source": source, "notice_id": notice_id, "lot_id": lot_id}
    return Work(
        Pursuit.objects.filter(organisation=who.workplace, **key).first(),
        Dismissal.objects.filter(profile=who.profile, **key).first() if who.profile else None,
    )
