"""Where lots are passed on, and where the incubator's staff sees which members fit."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from startpunkt.capabilities.radar.models import Lot
from startpunkt.capabilities.radar.pursuing.forwarding import ForwardForm, Recipient, mark_read, pass_on, recipients
from startpunkt.capabilities.radar.pursuing.members import fitting_members
from startpunkt.capabilities.radar.pursuing.selectors import LARGEST_ROW, lot_of_row
from startpunkt.capabilities.radar.pursuing.views import back, place_of_work
from startpunkt.capabilities.radar.pursuing.working import title_of
from startpunkt.capabilities.radar.ranking.cards import shown_deadline
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.design.wording import reader


@require_http_methods(["GET", "HEAD", "POST"])
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass a lot on to colleagues, or as staff to organisations; for those who could reach nobody there is no page."""
    viewer, lot = viewer_of(request), lot_of_row(viewer_of(request), pk)
    possible = recipients(viewer)
    if lot is None or not possible:
        raise Http404
    form = ForwardForm(possible, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _passed_on(request, lot, form.chosen(), form.cleaned_data["note"], reverse("radar:lot", args=[lot.pk]))
    people = [one for one in possible if one.person]
    page = _about(request, lot) | {"form": form, "people": people, "section": "radar"}
    page |= {"organisations": [one for one in possible if not one.person]}
    return render(request, "radar/pursuing/forward.html", page, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Which members fit a lot, for the incubator's staff; ticked ones get it with one note."""
    viewer, lot = viewer_of(request), lot_of_row(viewer_of(request), pk)
    if lot is None or not viewer.staff:
        raise Http404
    form = ForwardForm(recipients(viewer), request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _passed_on(request, lot, form.chosen(), form.cleaned_data["note"], request.path)
    found = fitting_members(viewer, lot, reader())
    page = _about(request, lot) | {"form": form, "found": found, "section": "radar"}
    return render(request, "radar/pursuing/members.html", page, status=400 if form.is_bound else 200)


@require_POST
def read(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mark as read what was passed on."""
    organisation = place_of_work(request, slug)
    if pk > LARGEST_ROW or not mark_read(viewer_of(request), organisation, pk):
        raise Http404
    return back(request, reverse("radar:board", args=[slug]))


def _passed_on(request: HttpRequest, lot: Lot, to: list[Recipient], note: str, place: str) -> HttpResponse:
    pass_on(viewer_of(request), lot, to, note)
    said = ngettext("Passed on to %(names)s.", "Passed on to %(count)d: %(names)s.", len(to))
    messages.success(request, said % {"count": len(to), "names": ", ".join(map(str, to))})
    return redirect(place)


def _about(request: HttpRequest, lot: Lot) -> dict[str, object]:
    """The lot as both pages name it, with its address and a letter that holds it."""
    (title, language), address = title_of(lot), request.build_absolute_uri(reverse("radar:lot", args=[lot.pk]))
    deadline = shown_deadline(lot.deadline, None, timezone.now()) if lot.deadline else None
    until = f"\n{_('Deadline')}: {deadline.day}, {deadline.time}" if deadline else ""
    letter = f"mailto:?subject={quote(title, safe='')}&body={quote(f'{title}{until}{chr(10)}{address}', safe='')}"
    return {
        "lot": lot,
        "title": title,
        "language": language,
        "address": address,
        "letter": letter,
        "deadline": deadline,
    }
