"""What a reader sets for herself: name and time zone in her account, light or dark in her browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from startpunkt.foundation.actors.models import Person
from startpunkt.foundation.design.zone import zones

YEAR = 365 * 24 * 3600
FIRST = ("Europe/Berlin", "Europe/London", "Europe/Athens", "America/New_York")
"""Zones that most readers want, before all others."""


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name and time zone of the signed-in person."""

    class Meta:
        model = Person
        fields = ("name", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(zone for zone in zones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix")))
        choices = [("", _("As my device says")), *((zone, zone.replace("_", " ")) for zone in (*FIRST, *named))]
        self.fields["name"].label = gettext_lazy("Name")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["time_zone"] = forms.ChoiceField(
            choices=list(dict.fromkeys(choices)),
            required=False,
            label=gettext_lazy("Time zone"),
            help_text=gettext_lazy("All deadlines are shown in this zone, and in the buyer's where the two differ."),
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and save the settings."""
    person = get_object_or_404(Person, email=request.user.get_username())
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("preferences")
    status = 422 if form.errors else 200
    return render(request, "web/preferences.html", {"form": form}, status=status)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark for this browser, or forget it, and go back."""
    back = request.POST.get("next", "")
    answer = redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) else "/")
    if (wanted := request.POST.get("theme", "")) in ("light", "dark"):
        answer.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        answer.delete_cookie("theme", samesite="Lax")
    return answer
