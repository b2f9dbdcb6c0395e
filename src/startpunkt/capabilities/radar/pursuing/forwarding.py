"""Passing lots on: to colleagues, and by the incubator's staff to organisations. And what comes in that way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from startpunkt.capabilities.radar.models import Forwarding, Lot, Pursuit
from startpunkt.capabilities.radar.pursuing.selectors import inbox, pursuits_by_key
from startpunkt.capabilities.radar.pursuing.working import title_of
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline
from startpunkt.capabilities.radar.selectors import lot_key, lots_by_key
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Membership, Organisation, Person
from startpunkt.foundation.actors.selectors import own_organisations

LONGEST_NOTE = 2_000
SHOWN = 30
"""So many forwardings the board shows, unread ones first."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation, or one person of it. ``code`` names it in a form."""

    organisation: Organisation
    person: Person | None = None

    @property
    def code(self) -> str:
        return f"{self.organisation.pk}.{self.person.pk if self.person else ''}"

    def __str__(self) -> str:
        return str(self.person) if self.person else self.organisation.name


def recipients(viewer: Viewer) -> list[Recipient]:
    """To whom the viewer may pass lots on: her colleagues; for staff all organisations too."""
    mine = Membership.objects.filter(organisation__in=own_organisations(viewer), person__is_active=True)
    people = mine.exclude(person_id=viewer.person_id or 0).select_related("person", "organisation")
    found = [Recipient(one.organisation, one.person) for one in people.order_by("person__name", "person__email", "pk")]
    if viewer.staff:
        found += [Recipient(organisation) for organisation in Organisation.objects.order_by("name")]
    return found


class ForwardForm(forms.Form):
    """To whom a lot goes, and a few words with it."""

    to = forms.MultipleChoiceField(
        label=_("To"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one."), "invalid_choice": _("Choose from the list.")},
    )
    note = forms.CharField(
        label=_("A few words with it"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, possible: Sequence[Recipient], *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.possible = {one.code: one for one in possible}
        self.fields["to"].choices = [(code, str(one)) for code, one in self.possible.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Recipient]:
        """The recipients of a valid form."""
        return [self.possible[code] for code in dict.fromkeys(self.cleaned_data["to"])]


@transaction.atomic
def pass_on(viewer: Viewer, lot: Lot, to: Iterable[Recipient], note: str) -> None:
    """Pass ``lot`` (with its notice) on; what the same person sent before and nobody has read is replaced."""
    source, notice_id, lot_id = lot_key(lot)
    named = {"source": source, "notice_id": notice_id, "lot_id": lot_id}
    for one in to:
        place = {"organisation": one.organisation, "to": one.person, "by_id": viewer.person_id}
        Forwarding.objects.filter(**named, **place, read_at=None).delete()
        Forwarding.objects.create(**named, **place, note=note.strip())


def mark_read(viewer: Viewer, organisation: Organisation, pk: int) -> bool:
    """Note that a forwarding was read; whether there is one that the viewer may see."""
    found = inbox(viewer, organisation).filter(pk=pk)
    found.filter(read_at=None).update(read_at=timezone.now())
    return found.exists()


@dataclass(frozen=True, slots=True)
class Received:
    """A lot that was passed on, as the board shows it; without ``lot`` it is not visible any more."""

    forwarding: Forwarding
    lot: Lot | None
    title: str
    language: str | None
    deadline: ShownDeadline | None
    pursuit: Pursuit | None


def received(viewer: Viewer, organisation: Organisation, now: datetime) -> list[Received]:
    """What was passed on to the viewer, unread first; three statements for all."""
    listed = list(inbox(viewer, organisation).order_by(F("read_at").desc(nulls_first=True), "-at", "-pk")[:SHOWN])
    lots = lots_by_key(viewer, (one.lot_key for one in listed))
    pursuits = pursuits_by_key(viewer, organisation, (one.lot_key for one in listed))
    return [_received(one, lots.get(one.lot_key), pursuits.get(one.lot_key), now) for one in listed]


def _received(forwarding: Forwarding, lot: Lot | None, pursuit: Pursuit | None, now: datetime) -> Received:
    title, language = title_of(lot) if lot else (forwarding.notice_id, None)
    given = datetime.fromisoformat(lot.deadline_source) if lot and lot.deadline_source else None
    deadline = shown_deadline(lot.deadline, given, now) if lot and lot.deadline else None
    return Received(forwarding, lot, title, language, deadline, pursuit)
