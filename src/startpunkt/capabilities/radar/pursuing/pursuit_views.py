"""One pursued lot: its page, its stage, what is written about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from startpunkt.capabilities.radar.models import Pursuit
from startpunkt.capabilities.radar.pursuing import working
from startpunkt.capabilities.radar.pursuing.board import standings
from startpunkt.capabilities.radar.pursuing.forms import PursuitForm, filled
from startpunkt.capabilities.radar.pursuing.history import history
from startpunkt.capabilities.radar.pursuing.selectors import pursuit_of
from startpunkt.capabilities.radar.pursuing.views import back, place_of_work
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors.models import Organisation
from startpunkt.foundation.actors.selectors import colleagues


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Organisation, Pursuit]:
    organisation = place_of_work(request, slug)
    pursuit = pursuit_of(viewer_of(request), organisation, pk)
    if pursuit is None:
        raise Http404
    return organisation, pursuit


@require_http_methods(["GET", "HEAD", "POST"])
def pursuit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One pursued lot: stage and dates, note, person in charge, deadline then and now. POST writes note and person."""
    organisation, found = _found(request, slug, pk)
    people = colleagues(viewer_of(request), organisation)
    if request.method != "POST":
        return _page(request, organisation, found, filled(found, people))
    form = PursuitForm(people, request.POST)
    if not form.is_valid():
        return _page(request, organisation, found, form, status=400)
    note, person = form.cleaned_data["note"], form.cleaned_data["in_charge"]
    try:
        working.describe(found, form.cleaned_data["seen"], note, person)
    except working.OvertakenError as overtaken:
        again = filled(overtaken.pursuit, people, note=note, in_charge=person)
        return _page(request, organisation, found, again, overtaken=overtaken.pursuit, status=409)
    messages.success(request, _("Saved."))
    return redirect("radar:pursuit", slug, pk)


def _page(
    request: HttpRequest, organisation: Organisation, found: Pursuit, form: PursuitForm, status: int = 200, **more: Any
) -> HttpResponse:
    viewer = viewer_of(request)
    card = standings(viewer, [found], timezone.now())[0]
    page = {"workplace": organisation, "card": card, "form": form, "section": "board", "stages": Pursuit.Stage}
    page |= {"history": history(viewer, found)} | more
    return render(request, "radar/pursuing/pursuit.html", page, status=status)


@require_POST
def stage(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move a lot from the stage it was shown at (``seen``) to another (``stage``)."""
    _organisation, found = _found(request, slug, pk)
    wanted = request.POST.get("stage", "")
    if wanted not in Pursuit.Stage.values:
        raise Http404
    try:
        if working.move(viewer_of(request), found, request.POST.get("seen", ""), Pursuit.Stage(wanted)):
            label = Pursuit.Stage(wanted).label
            messages.success(request, _("“%(title)s”: %(stage)s") % {"title": found.title, "stage": label})
    except working.OvertakenError as overtaken:
        now = overtaken.pursuit.get_stage_display()
        messages.warning(
            request, _("Somebody else moved this lot meanwhile: it stands at “%(stage)s” now.") % {"stage": now}
        )
    return back(request, reverse("radar:pursuit", args=[slug, pk]))


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a lot off the board, with its note and dates."""
    _organisation, found = _found(request, slug, pk)
    working.take_off(found)
    messages.success(request, _("The lot is off your board."))
    return redirect("radar:board", slug)
