"""A profile: written in a guided form with its effect beside it, read by strangers where it is public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from startpunkt.capabilities.radar.profiling import drafts
from startpunkt.capabilities.radar.profiling.desk import Desk, desk, typed
from startpunkt.capabilities.radar.profiling.effect import FITS, effect
from startpunkt.capabilities.radar.profiling.files import FileError, read_profile, written_profile
from startpunkt.capabilities.radar.profiling.forms import LABELS, ProfileForm, in_words
from startpunkt.capabilities.radar.profiling.guide import progress
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors import services
from startpunkt.foundation.actors.selectors import profile_of

SHOWN = ("fields", "regions", "countries", "value_min", "value_max")
"""What a reader is shown of a profile beside its name and text."""


def _working(request: HttpRequest, slug: str, pk: int | None) -> Desk:
    found = desk(viewer_of(request), slug, pk, writing=request.method == "POST")
    if found is None:
        raise Http404
    return found


def _effect(viewer: Viewer, working: Desk, form: ProfileForm) -> dict[str, Any]:
    draft = working.draft(form)
    certificates = working.organisation.certificates
    return {
        "effect": effect(viewer, working.profile, draft) if draft.text.strip() else None,
        "progress": progress(draft, len(working.references), len(certificates)),
        "fits": FITS,
        "mistakes": [error for errors in form.errors.values() for error in errors] if form.is_bound else [],
        "organisation": working.organisation,
        "profile": working.profile,
    }


def _page(request: HttpRequest, working: Desk, form: ProfileForm, **more: Any) -> HttpResponse:
    page = {"desk": working, "form": form, "section": "profiles"} | _effect(viewer_of(request), working, form) | more
    return render(request, "radar/profiling/profile.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Write a profile, or a new one; others read it where they may."""
    if request.method == "POST":
        return _save(request, slug, pk)
    working = desk(viewer_of(request), slug, pk)
    if working is None:
        return _read(request, slug, pk)
    draft = drafts.kept(request)
    return _page(request, working, working.form(draft), draft=draft is not None)


def _save(request: HttpRequest, slug: str, pk: int | None) -> HttpResponse:
    if viewer_of(request).person_id is None:
        return drafts.keep(request)
    working = _working(request, slug, pk)
    form = working.form(request.POST)
    saved = working.save(form)
    if saved is None:
        return _page(request, working, form)
    messages.success(request, _("“%(name)s” is saved, and the radar follows it already.") % {"name": saved.name})
    return redirect("radar:profile", slug, saved.pk)


def _read(request: HttpRequest, slug: str, pk: int | None) -> HttpResponse:
    found = profile_of(viewer_of(request), slug, pk) if pk is not None else None
    if found is None:
        raise Http404
    facts = [(LABELS[name], in_words(name, getattr(found, name))) for name in SHOWN if getattr(found, name)]
    return render(request, "radar/profiling/read_profile.html", {"profile": found, "facts": facts})


@require_POST
def effect_of(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """What the typed profile changes; nothing is stored. Without htmx the whole page with what was typed."""
    htmx = bool(getattr(request, "htmx", False))
    if viewer_of(request).person_id is None:
        return render(request, "radar/profiling/signed_out.html") if htmx else drafts.keep(request)
    working = _working(request, slug, pk)
    form = working.form(request.POST)
    if htmx:
        return render(
            request, "radar/profiling/effect.html", _effect(viewer_of(request), working, form) | {"swapped": True}
        )
    return _page(request, working, form, tried=True)


@require_POST
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """A new profile filled in from a TOML file, to be looked at and saved."""
    if viewer_of(request).person_id is None:
        return drafts.keep(request)
    working, sent = _working(request, slug, None), request.FILES.get("file")
    try:
        if sent is None:
            raise FileError(_("No file was chosen: choose a TOML file."))
        content = read_profile(sent.read())
    except FileError as error:
        return _page(request, working, working.form(), refused=str(error))
    content["name"] = content["name"] or str(sent.name).removesuffix(".toml")[:200]
    return _page(request, working, working.form(typed(content | {"visibility": "members"})), uploaded=sent.name)


@require_safe
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The profile as a TOML file for those who may read it."""
    found = profile_of(viewer_of(request), slug, pk)
    if found is None:
        raise Http404
    name = f"{slug}-{found.pk}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written_profile(found), content_type="application/toml; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_profile(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether the profile is to be deleted, and delete it."""
    working = desk(viewer_of(request), slug, pk)
    if working is None or working.profile is None:
        raise Http404
    if request.method != "POST":
        return render(request, "radar/profiling/remove_profile.html", {"desk": working, "profile": working.profile})
    services.remove(working.profile)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": working.profile.name})
    return redirect("radar:profiles", slug)
