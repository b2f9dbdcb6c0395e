"""The desk at which a member writes a profile: what is stored, what was typed, and saving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from startpunkt.capabilities.radar.profiling.forms import LABELS, ProfileForm, in_words, initial, know
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors import services
from startpunkt.foundation.actors.models import Organisation, Profile, Reference
from startpunkt.foundation.actors.selectors import profiles_of, references_of, workplace


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else stored otherwise than it is typed here."""

    label: str
    stored: str


@dataclass(slots=True)
class Desk:
    """``profile`` is ``None`` for a new one; ``others`` are the organisation's other profiles.

    ``vanished``: somebody deleted the profile that is being written.
    """

    organisation: Organisation
    profile: Profile | None
    others: list[Profile]
    references: list[Reference]
    vanished: bool = False
    differences: tuple[Difference, ...] = ()

    def form(self, data: QueryDict | MultiValueDict[str, Any] | None = None) -> ProfileForm:
        """The form with what was typed, else with what is stored."""
        taken = [profile.name for profile in self.others]
        if self.profile is None:
            start: dict[str, Any] = {} if self.others else {"name": self.organisation.name[:200]}
            start["visibility"] = Profile.Visibility.MEMBERS
            return ProfileForm(data, taken=taken, initial=start)
        start = initial(self.profile) | {"mark": services.mark(self.profile)}
        return ProfileForm(data, taken=taken, kept=self.profile.countries, initial=start)

    def draft(self, form: ProfileForm) -> Profile:
        """The profile as typed, not stored; a field with a mistake stays as it is stored, but for the text."""
        drawn = Profile(organisation=self.organisation)
        if self.profile is not None:
            for name in services.PROFILE:
                setattr(drawn, name, getattr(self.profile, name))
        if form.is_bound:
            form.is_valid()
            for name, value in ({"text": ""} | form.values()).items():
                setattr(drawn, name, value)
        return drawn

    def save(self, form: ProfileForm) -> Profile | None:
        """Store what was typed; ``None`` where it cannot be, and ``form`` says why."""
        if self.vanished:
            form.add_error(None, _("Somebody deleted this profile while you were writing. Saving makes it anew."))
        if not form.is_valid():
            return None
        try:
            if self.profile is None:
                return services.add_profile(self.organisation, form.values())
            return services.save_profile(self.profile, form.cleaned_data["mark"], form.values())
        except services.NameTakenError:
            form.add_error("name", _("Another profile of yours has this name by now: choose another one."))
        except services.ChangedMeanwhileError as error:
            self._meet(form, error.row)
        return None

    def _meet(self, form: ProfileForm, row: object) -> None:
        """Say that somebody else was faster, and let the next saving know of it."""
        if not isinstance(row, Profile):
            self.profile = None
            form.add_error(None, _("Somebody deleted this profile while you were writing. Saving makes it anew."))
            return
        written = form.values()
        self.profile = row
        self.differences = tuple(
            Difference(str(label), in_words(name, getattr(row, name)))
            for name, label in LABELS.items()
            if name in written and written[name] != getattr(row, name)
        )
        form.add_error(None, _("Somebody changed this profile while you were writing. What you typed is still here."))
        know(form, services.mark(row))


def desk(viewer: Viewer, slug: str, pk: int | None, *, writing: bool = False) -> Desk | None:
    """The desk for profile ``pk`` (``None``: a new one) of organisation ``slug``; ``None`` for all but its members.

    ``None`` too where the profile is missing, unless somebody is ``writing`` it.
    """
    organisation = workplace(viewer, slug)
    if organisation is None:
        return None
    profiles = list(profiles_of(viewer, slug))
    chosen = next((profile for profile in profiles if profile.pk == pk), None)
    missing = pk is not None and chosen is None
    if missing and not writing:
        return None
    others = [profile for profile in profiles if profile is not chosen]
    return Desk(organisation, chosen, others, list(references_of(viewer, organisation)), vanished=missing)


def typed(content: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """Values by field as a form takes them."""
    return MultiValueDict({key: value if isinstance(value, list) else [value] for key, value in content.items()})
