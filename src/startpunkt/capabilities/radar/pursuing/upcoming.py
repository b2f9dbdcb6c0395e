"""The deadlines that an organisation still works towards."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.urls import reverse

from startpunkt.capabilities.radar.models import Lot, Pursuit
from startpunkt.capabilities.radar.pursuing.board import OPEN
from startpunkt.capabilities.radar.pursuing.calendar import Entry, entry_of
from startpunkt.capabilities.radar.selectors import lots_by_key
from startpunkt.foundation.access.viewer import Viewer


def upcoming(viewer: Viewer, pursuits: QuerySet[Pursuit], absolute: Callable[[str], str], slug: str) -> list[Entry]:
    """What lies ahead in ``pursuits`` of the organisation ``slug``; ``absolute`` makes whole addresses of paths."""
    listed = list(pursuits.filter(stage__in=OPEN).order_by("deadline", "pk"))
    lots = lots_by_key(viewer, (pursuit.lot_key for pursuit in listed))
    found = []
    for pursuit in listed:
        address = absolute(reverse("radar:pursuit", args=[slug, pursuit.pk]))
        found.append(_entry(pursuit, lots.get(pursuit.lot_key), address))
    return [entry for entry in found if entry is not None]


def _entry(pursuit: Pursuit, lot: Lot | None, address: str) -> Entry | None:
    person = str(pursuit.in_charge) if pursuit.in_charge else None
    about = (str(pursuit.get_stage_display()), person)
    if lot is not None:
        return entry_of(lot, address, about)
    if pursuit.deadline is None:
        return None
    given = (pursuit.buyer, *about)
    known = tuple(text for text in given if text)
    return Entry(pursuit.lot_key, pursuit.title, pursuit.deadline, pursuit.changed_at, address, about=known)
