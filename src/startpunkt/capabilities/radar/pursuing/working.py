"""Working on a lot: keeping it, moving it from stage to stage, writing down what colleagues should know."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from startpunkt.capabilities.radar.models import Lot, Pursuit, PursuitStep
from startpunkt.capabilities.radar.selectors import lot_key
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Person


class OvertakenError(Exception):
    """Somebody else changed the pursuit after it was shown; ``pursuit`` is as it stands now."""

    def __init__(self, pursuit: Pursuit) -> None:
        super().__init__(f"pursuit {pursuit.pk} was changed at {pursuit.changed_at}")
        self.pursuit = pursuit


def title_of(lot: Lot) -> tuple[str, str | None]:
    """The lot's title and its language: that of the lot, else the first; its id where no title is given."""
    titles = lot.title or lot.notice.title
    language = lot.language if lot.language in titles else next(iter(titles), None)
    return (titles[language], language) if language else (lot.lot_id, None)


@transaction.atomic
def keep(viewer: Viewer, organisation: Organisation, lot: Lot) -> tuple[Pursuit, bool]:
    """Put ``lot`` (with its notice) on the organisation's board; the flag says whether it was not there before."""
    source, notice_id, lot_id = lot_key(lot)
    title, language = title_of(lot)
    pursuit, new = Pursuit.objects.get_or_create(
        organisation=organisation,
        source=source,
        notice_id=notice_id,
        lot_id=lot_id,
        defaults={
            "title": title,
            "title_language": language,
            "buyer": lot.notice.buyer,
            "deadline": lot.deadline,
            "in_charge_id": None,
        },
    )
    if new:
        PursuitStep.objects.create(pursuit=pursuit, stage=pursuit.stage, person_id=viewer.person_id)
    return pursuit, new


@transaction.atomic
def move(viewer: Viewer, pursuit: Pursuit, seen: str, stage: Pursuit.Stage) -> bool:
    """Bring the pursuit, which was shown at stage ``seen``, to ``stage``; whether that changed anything.

    Raises OvertakenError if it stands at a third stage by now. ``changed_at`` stays: it tells of note and person.
    """
    current = Pursuit.objects.select_for_update().get(pk=pursuit.pk)
    if current.stage == stage:
        return False
    if current.stage != seen:
        raise OvertakenError(current)
    Pursuit.objects.filter(pk=current.pk).update(stage=stage)
    PursuitStep.objects.create(pursuit=current, stage=stage, person_id=viewer.person_id)
    return True


@transaction.atomic
def describe(pursuit: Pursuit, seen: datetime | None, note: str, in_charge: Person | None) -> None:
    """Write down note and person in charge, if the pursuit still is as it was ``seen``. Raises OvertakenError."""
    current = Pursuit.objects.select_for_update(of=("self",)).select_related("in_charge").get(pk=pursuit.pk)
    wanted = (note, in_charge.pk if in_charge else None)
    if (current.note, current.in_charge_id) == wanted:
        return
    if current.changed_at != seen:
        raise OvertakenError(current)
    Pursuit.objects.filter(pk=current.pk).update(note=note, in_charge=in_charge, changed_at=timezone.now())


def take_off(pursuit: Pursuit) -> None:
    """Take a lot off the board, with its note and dates."""
    pursuit.delete()
