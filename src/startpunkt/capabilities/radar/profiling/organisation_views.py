"""The organisation behind the profiles: its particulars and references."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from startpunkt.capabilities.radar.profiling import drafts
from startpunkt.capabilities.radar.profiling.forms import OrganisationForm, ReferenceForm, know
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors import services
from startpunkt.foundation.actors.models import Organisation, Reference
from startpunkt.foundation.actors.selectors import (
    profiles_of,
    readable_organisation,
    references_of,
    workplace,
)


@require_safe
def profiles(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation with its profiles; its own people also see what it can prove, and may change all of it."""
    viewer = viewer_of(request)
    found = readable_organisation(viewer, slug)
    if found is None:
        raise Http404
    page = {
        "organisation": found,
        "own": workplace(viewer, slug) is not None,
        "inside": viewer.sees_all or workplace(viewer, slug) is not None,
        "profiles": list(profiles_of(viewer, slug)),
        "references": list(references_of(viewer, found)),
        "section": "profiles",
    }
    return render(request, "radar/profiling/profiles.html", page)


def _own(request: HttpRequest, slug: str) -> Organisation:
    found = workplace(viewer_of(request), slug)
    if found is None:
        raise Http404
    return found


def _form_page(request: HttpRequest, form: forms.Form, owner: Organisation, **more: Any) -> HttpResponse:
    return render(
        request, "radar/profiling/particulars.html", {"form": form, "organisation": owner, "section": "profiles"} | more
    )


def _met(form: forms.Form, seen: str) -> None:
    """Say that somebody else was faster, and let the next saving know of it."""
    form.add_error(None, _("Somebody changed this while you were writing. Save again to keep what stands here."))
    know(form, seen)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name, kind, town, certificates and turnover."""
    if request.method == "POST" and viewer_of(request).person_id is None:
        return drafts.keep(request)
    owner = _own(request, slug)
    start = OrganisationForm.of(owner) | {"mark": services.mark(owner)}
    form = OrganisationForm(request.POST if request.method == "POST" else drafts.kept(request), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_organisation(owner, form.cleaned_data["mark"], form.cleaned_data)
        except services.ChangedMeanwhileError:
            _met(form, services.mark(owner))
        else:
            messages.success(request, _("The organisation is saved."))
            return redirect("radar:profiles", slug)
    return _form_page(request, form, owner)


@require_http_methods(["GET", "HEAD", "POST"])
def reference(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Change a reference, or add one."""
    if request.method == "POST" and viewer_of(request).person_id is None:
        return drafts.keep(request)
    owner = _own(request, slug)
    found = _reference(request, owner, pk) if pk is not None else None
    start = ReferenceForm.of(found) | {"mark": services.mark(found)} if found else {}
    data = request.POST if request.method == "POST" else drafts.kept(request)
    form = ReferenceForm(data, this_year=timezone.localdate().year, initial=start)
    if request.method == "POST" and form.is_valid() and _stored(owner, found, form):
        messages.success(request, _("The reference is saved."))
        return redirect("radar:profiles", slug)
    return _form_page(request, form, owner, reference=found, adding=found is None)


def _stored(owner: Organisation, found: Reference | None, form: ReferenceForm) -> bool:
    if found is None:
        services.add_reference(owner, form.cleaned_data)
        return True
    try:
        services.save_reference(found, form.cleaned_data["mark"], form.cleaned_data)
    except services.ChangedMeanwhileError:
        _met(form, services.mark(found))
        return False
    return True


def _reference(request: HttpRequest, owner: Organisation, pk: int) -> Reference:
    found = references_of(viewer_of(request), owner).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def remove_reference(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether the reference is to be deleted, and delete it."""
    owner = _own(request, slug)
    found = _reference(request, owner, pk)
    if request.method != "POST":
        return render(request, "radar/profiling/remove_reference.html", {"organisation": owner, "reference": found})
    services.remove(found)
    messages.success(request, _("The reference is deleted."))
    return redirect("radar:profiles", slug)
