"""Putting lots aside that are not for a profile, and taking that back. Members of the organisation only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from startpunkt.capabilities.radar.models import Dismissal, Lot
from startpunkt.capabilities.radar.selectors import lot_key, lots_by_key, newest_lots
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.actors.selectors import own_organisations

MOST_LISTED = 200


def put_aside(viewer: Viewer, profile: Profile) -> QuerySet[Dismissal]:
    """What was put aside for ``profile``, the latest first; nothing for those who do not belong to it."""
    return Dismissal.objects.filter(
        profile=profile, profile__organisation__in=own_organisations(viewer)
    ).select_related("person")


def put_aside_lot(viewer: Viewer, profile: Profile, lot_pk: int, reason: str) -> PutAside | None:
    """Put a lot aside for ``profile``; a second time changes the reason. ``None`` where there is no such lot.

    The caller has made sure that ``viewer`` belongs to the profile's organisation. ``reason`` is one of the six.
    """
    lot = newest_lots(viewer).select_related("notice").filter(pk=lot_pk).first()
    if lot is None:
        return None
    source, notice_id, lot_id = lot_key(lot)
    made, _ = Dismissal.objects.update_or_create(
        profile=profile,
        source=source,
        notice_id=notice_id,
        lot_id=lot_id,
        defaults={"reason": reason, "person_id": viewer.person_id},
    )
    return PutAside(made, lot, title_of(lot))


def take_back(viewer: Viewer, profile: Profile, *, lot: int | None = None, pk: int | None = None) -> Dismissal | None:
    """Put a lot back into the ranking, named by its row or by the dismissal; ``None`` where it was not put aside."""
    wanted = put_aside(viewer, profile)
    if lot is not None:
        row = newest_lots(viewer).select_related("notice").filter(pk=lot).first()
        if row is None:
            return None
        source, notice_id, lot_id = lot_key(row)
        found = wanted.filter(source=source, notice_id=notice_id, lot_id=lot_id).first()
    else:
        found = wanted.filter(pk=pk or 0).first()
    if found is not None:
        Dismissal.objects.filter(pk=found.pk).delete()
    return found


@dataclass(frozen=True, slots=True)
class PutAside:
    """A lot that was put aside; ``lot`` is ``None`` where no newest version of a notice holds it any more."""

    dismissal: Dismissal
    lot: Lot | None
    title: str


def listed(viewer: Viewer, profile: Profile) -> list[PutAside]:
    """What was put aside for ``profile`` with titles, the latest first; at most ``MOST_LISTED``. Two statements."""
    found = list(put_aside(viewer, profile)[:MOST_LISTED])
    lots = lots_by_key(viewer, (one.lot_key for one in found))
    return [PutAside(one, lot := lots.get(one.lot_key), title_of(lot) if lot else one.notice_id) for one in found]


def title_of(lot: Lot) -> str:
    """The title of a lot, else of its notice, in the language it is matched in; the notice must be loaded with it."""
    titles = lot.title or lot.notice.title
    return titles.get(lot.language or "") or next(iter(titles.values()), "") or lot.lot_id
