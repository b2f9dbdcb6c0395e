"""What colleagues write about a lot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from startpunkt.capabilities.radar.models import Pursuit
from startpunkt.foundation.actors.models import Person

LONGEST_NOTE = 20_000


class PursuitForm(forms.Form):
    """Note and person in charge; ``seen`` says which state of the pursuit the form was filled from."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 7})
    )
    in_charge = forms.ModelChoiceField(
        label=_("Person in charge"), required=False, queryset=Person.objects.none(), empty_label=_("Nobody yet")
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, people: QuerySet[Person], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["in_charge"].queryset = people  # type: ignore[attr-defined]

    def clean_note(self) -> str:
        """The note with plain line ends."""
        return str(self.cleaned_data["note"]).replace("\r\n", "\n").replace("\r", "\n")


def mark(changed_at: datetime) -> str:
    """The state of a pursuit as ``PursuitForm.seen`` carries it, exact to the microsecond."""
    return changed_at.isoformat()


def filled(pursuit: Pursuit, people: QuerySet[Person], **instead: Any) -> PursuitForm:
    """The form with what is written down now, or with what somebody wants ``instead``."""
    stands = {"note": pursuit.note, "in_charge": pursuit.in_charge_id, "seen": mark(pursuit.changed_at)}
    return PursuitForm(people, initial=stands | instead)
