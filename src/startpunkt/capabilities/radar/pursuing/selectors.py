"""Reading what an organisation does with lots. Only its members may: staff are not among them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from startpunkt.capabilities.radar.models import Forwarding, Lot, Pursuit
from startpunkt.capabilities.radar.selectors import LotKey, lot_key, lots_by_key, visible_notices
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation
from startpunkt.foundation.actors.selectors import own_organisations

LARGEST_ROW = 2**63 - 1


def pursuits_of(viewer: Viewer, organisation: Organisation) -> QuerySet[Pursuit]:
    """The organisation's pursuits, for its members; nothing for anybody else.

    Each has ``due``: the deadline as the newest version of its notice gives it, else as it was when it was kept.
    """
    same = Lot.objects.filter(
        newest=True,
        notice__source=OuterRef("source"),
        notice__notice_id=OuterRef("notice_id"),
        lot_id=OuterRef("lot_id"),
    )
    due = Coalesce(Subquery(same.values("deadline")[:1]), F("deadline"), output_field=DateTimeField())
    mine = Pursuit.objects.filter(organisation=organisation, organisation__in=own_organisations(viewer))
    return mine.select_related("in_charge").annotate(due=due)


def pursuit_of(viewer: Viewer, organisation: Organisation, pk: int) -> Pursuit | None:
    """The pursuit ``pk`` of the organisation; ``None`` if hidden or missing alike."""
    return pursuits_of(viewer, organisation).filter(pk=pk).first() if pk <= LARGEST_ROW else None


def pursuits_by_key(viewer: Viewer, organisation: Organisation | None, keys: Iterable[LotKey]) -> dict[LotKey, Pursuit]:
    """Which of the lots the organisation works on already, in one query; nothing without an organisation."""
    if organisation is None:
        return {}
    wanted = set(keys)
    mine = Pursuit.objects.filter(organisation=organisation, organisation__in=own_organisations(viewer))
    found = mine.filter(notice_id__in={notice_id for _, notice_id, _ in wanted})
    return {pursuit.lot_key: pursuit for pursuit in found if pursuit.lot_key in wanted}


def lot_of_row(viewer: Viewer, row: str | int) -> Lot | None:
    """The lot of a row number, in its newest version where there is one; ``None`` if it is missing or no number."""
    number = str(row)
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = Lot.objects.select_related("notice").filter(notice__in=visible_notices(viewer), pk=int(number)).first()
    if found is None or found.newest:
        return found
    return lots_by_key(viewer, [lot_key(found)]).get(lot_key(found), found)


def inbox(viewer: Viewer, organisation: Organisation) -> QuerySet[Forwarding]:
    """What was passed on to the organisation or, of its people, to the viewer; the newest first."""
    mine = Forwarding.objects.filter(organisation=organisation, organisation__in=own_organisations(viewer))
    return mine.filter(Q(to=None) | Q(to_id=viewer.person_id)).select_related("by", "to")


def with_unread(viewer: Viewer) -> QuerySet[Organisation]:
    """The viewer's organisations, each with ``unread``: how many lots passed on to her there she has not read yet."""
    to_her = Q(forwardings__to=None) | Q(forwardings__to_id=viewer.person_id)
    unread = Count("forwardings", filter=to_her & Q(forwardings__read_at=None))
    return own_organisations(viewer).annotate(unread=unread)


def forwardings_of(viewer: Viewer, pursuit: Pursuit) -> QuerySet[Forwarding]:
    """How the pursued lot was passed on within the organisation, as far as the viewer sent or got it."""
    source, notice_id, lot_id = pursuit.lot_key
    mine = Forwarding.objects.filter(organisation=pursuit.organisation_id, source=source, notice_id=notice_id)
    seen = Q(to=None) | Q(to_id=viewer.person_id) | Q(by_id=viewer.person_id)
    own = mine.filter(organisation__in=own_organisations(viewer), lot_id=lot_id)
    return own.filter(seen).select_related("by", "to")
