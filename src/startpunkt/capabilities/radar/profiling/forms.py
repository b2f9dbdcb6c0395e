"""The forms in which an organisation describes itself. Their messages name the value and the way out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from startpunkt.capabilities.radar.profiling.amounts import EuroField, written
from startpunkt.capabilities.radar.templatetags.radar_labels import FIELDS
from startpunkt.foundation.actors.models import Organisation, OrganisationKind, Profile, Reference
from startpunkt.foundation.design.names import COUNTRIES, GERMAN_STATES

LONGEST_TEXT = 8_000
"""Characters of a profile: five pages, far more than is compared sentence by sentence."""

FIRST_YEAR = 1950
_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
NEIGHBOURS = ("DE", "AT", "CH", "BE", "CZ", "DK", "FR", "LU", "NL", "PL")
"""The countries that a German organisation looks at first; the others follow by name."""


class CodesField(forms.MultipleChoiceField):
    """Ticked codes; a code that is on no list is named in the message."""

    def __init__(self, choices: Sequence[tuple[str, Any]], **options: Any) -> None:
        unknown = gettext_lazy("“%(value)s” is not on the list: choose from it.")
        super().__init__(
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": unknown},
            **options,
        )


class LinesField(forms.CharField):
    """A list, one entry a line or separated by semicolons; the same entry counts once."""

    def __init__(self, longest: int, most: int, rows: int = 3, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.longest, self.most = longest, most

    def clean(self, value: Any) -> Any:
        """The entries. Raises ValidationError for one too long or for too many."""
        text = str(super().clean(value))
        found = list(dict.fromkeys(part.strip() for part in re.split(r"[\r\n;]+", text) if part.strip()))
        for each in found:
            if len(each) > self.longest:
                raise forms.ValidationError(
                    _("“%(value)s…” is longer than %(most)d characters: shorten it.")
                    % {"value": each[:40], "most": self.longest}
                )
        if len(found) > self.most:
            raise forms.ValidationError(
                _("These are %(count)d entries: keep at most %(most)d.") % {"count": len(found), "most": self.most}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def _countries() -> list[tuple[str, Any]]:
    known = [(code, name) for code, name in COUNTRIES.items() if code.isalpha()]
    first = [(code, COUNTRIES[code]) for code in NEIGHBOURS]
    return first + sorted((one for one in known if one[0] not in NEIGHBOURS), key=lambda one: str(one[1]).casefold())


class ProfileForm(forms.Form):
    """A profile as it is written. ``mark`` says which version of it was read."""

    name = forms.CharField(
        label=gettext_lazy("Name of the profile"),
        max_length=200,
        error_messages={"required": gettext_lazy("The profile has no name: write one, such as your product's.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What you can do, in whole sentences"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={
            "required": gettext_lazy("The profile has no text: write in a sentence or two what you can do."),
            "max_length": gettext_lazy("The text has %(show_value)d characters: keep at most %(limit_value)d."),
        },
    )
    field = CodesField(list(FIELDS.items()), label=gettext_lazy("Your fields of technology"))
    regions = CodesField(list(GERMAN_STATES.items()), label=gettext_lazy("German states"))
    finer = LinesField(200, 40, rows=2, label=gettext_lazy("Other regions by NUTS code"))
    countries = CodesField([], label=gettext_lazy("Whole countries"))
    value_min = EuroField(label=gettext_lazy("Smallest contract in euro"), required=False)
    value_max = EuroField(label=gettext_lazy("Largest contract in euro"), required=False)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may read it"),
        choices=Profile.Visibility.choices,
        initial=Profile.Visibility.MEMBERS,
        widget=forms.RadioSelect,
    )
    mark = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, taken: Sequence[str] = (), kept: Sequence[str] = (), **options: Any) -> None:
        """``taken``: names of the other profiles. ``kept``: countries that the stored profile has anyway."""
        super().__init__(*arguments, **options)
        self.taken = {name.casefold() for name in taken}
        offered = _countries()
        known = {code for code, _name in offered}
        countries = self.fields["countries"]
        assert isinstance(countries, CodesField)  # noqa: S101 -- as declared above
        countries.choices = [*offered, *((code, code) for code in kept if code not in known)]

    def clean_name(self) -> str:
        """No two profiles of an organisation have one name."""
        name = str(self.cleaned_data["name"])
        if name.casefold() in self.taken:
            raise forms.ValidationError(
                _("“%(value)s” is the name of another profile of yours: choose another one.") % {"value": name}
            )
        return name

    def clean_finer(self) -> list[str]:
        """NUTS codes of up to five characters."""
        found = [part.upper() for line in self.cleaned_data["finer"] for part in re.split(r"[\s,]+", line) if part]
        for code in found:
            if not _NUTS.fullmatch(code):
                raise forms.ValidationError(
                    _("“%(value)s” is no NUTS code: write two letters and up to three more signs, such as DEA2.")
                    % {"value": code}
                )
        return list(dict.fromkeys(found))

    def clean(self) -> dict[str, Any]:
        """The smallest contract is not above the largest."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        lowest, highest = found.get("value_min"), found.get("value_max")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error(
                "value_max",
                _("The largest contract, %(highest)s euro, is below the smallest, %(lowest)s: swap them.")
                % {"highest": written(highest), "lowest": written(lowest)},
            )
        return found

    def values(self) -> dict[str, Any]:
        """What can be stored: the values of those fields that hold no mistake."""
        found = dict(self.cleaned_data)
        plain = ("name", "text", "countries", "visibility")
        stored: dict[str, Any] = {name: found[name] for name in plain if name in found}
        if "field" in found:
            stored["fields"] = found["field"]
        if "regions" in found and "finer" in found:
            stored["regions"] = list(dict.fromkeys([*found["regions"], *found["finer"]]))
        if "value_min" in found and "value_max" in found:
            stored |= {name: found[name] for name in ("value_min", "value_max")}
        return stored


def initial(profile: Profile) -> dict[str, Any]:
    """A stored profile as the form shows it."""
    return {
        "name": profile.name,
        "text": profile.text,
        "field": profile.fields,
        "regions": [code for code in profile.regions if code in GERMAN_STATES],
        "finer": [code for code in profile.regions if code not in GERMAN_STATES],
        "countries": profile.countries,
        "value_min": profile.value_min,
        "value_max": profile.value_max,
        "visibility": profile.visibility,
    }


LABELS = {
    "name": ProfileForm.base_fields["name"].label,
    "text": ProfileForm.base_fields["text"].label,
    "fields": gettext_lazy("Fields"),
    "regions": gettext_lazy("Regions"),
    "countries": gettext_lazy("Countries"),
    "value_min": ProfileForm.base_fields["value_min"].label,
    "value_max": ProfileForm.base_fields["value_max"].label,
    "visibility": ProfileForm.base_fields["visibility"].label,
}
"""What is stored of a profile, in the words of its form."""


def in_words(name: str, value: Any) -> str:
    """A stored value of the field ``name`` of a profile as the reader would say it."""
    if name in ("fields", "regions", "countries"):
        names: dict[str, Mapping[str, Any]] = {"fields": FIELDS, "regions": GERMAN_STATES, "countries": COUNTRIES}
        return ", ".join(str(names[name].get(code, code)) for code in value) or _("nothing")
    if name == "visibility":
        return str(Profile.Visibility(value).label)
    return (written(value) or _("nothing")) if name.startswith("value") else str(value)


def know(form: forms.Form, mark: str) -> None:
    """Let the next saving of ``form`` know the row as it stands now, by its ``mark``."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["mark"] = mark
    form.data = data


class OrganisationForm(forms.Form):
    """Who the organisation is, and what it can prove."""

    name = forms.CharField(label=pgettext_lazy("organisation", "Name"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of organisation"), choices=OrganisationKind.choices)
    city = forms.CharField(label=gettext_lazy("Town"), max_length=200, required=False)
    certificates = LinesField(200, 30, rows=4, label=gettext_lazy("Certificates, one a line"))
    turnover = EuroField(label=gettext_lazy("Turnover of a year in euro"), required=False)
    mark = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    @classmethod
    def of(cls, organisation: Organisation) -> dict[str, Any]:
        """The organisation as the form shows it."""
        return {name: getattr(organisation, name) for name in ("name", "kind", "city", "certificates", "turnover")}


class ReferenceForm(forms.Form):
    """A contract that was carried out."""

    title = forms.CharField(label=gettext_lazy("What was delivered"), max_length=300)
    buyer = forms.CharField(label=gettext_lazy("For whom"), max_length=300)
    year = forms.IntegerField(label=gettext_lazy("Year in which it ended"))
    value = EuroField(label=gettext_lazy("Value in euro"), required=False)
    mark = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, this_year: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.last = this_year + 1

    def clean_year(self) -> int:
        """A year of living memory, at most the next."""
        year = int(self.cleaned_data["year"])
        if not FIRST_YEAR <= year <= self.last:
            raise forms.ValidationError(
                _("%(value)d is not between %(first)d and %(last)d: write the year in four digits.")
                % {"value": year, "first": FIRST_YEAR, "last": self.last}
            )
        return year

    @classmethod
    def of(cls, reference: Reference) -> dict[str, Any]:
        """The reference as the form shows it."""
        return {name: getattr(reference, name) for name in ("title", "buyer", "year", "value")}
