"""The board, and what is done with its cards."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from startpunkt.capabilities.radar.models import Pursuit
from startpunkt.capabilities.radar.pursuing import working
from startpunkt.capabilities.radar.pursuing.board import PAGE, BoardQuery, addresses, columns, heads, standings
from startpunkt.capabilities.radar.pursuing.forwarding import received
from startpunkt.capabilities.radar.pursuing.selectors import lot_of_row, pursuits_of
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors.models import Organisation
from startpunkt.foundation.actors.selectors import colleagues, workplace


def place_of_work(request: HttpRequest, slug: str) -> Organisation:
    """The organisation of the address, if the viewer belongs to it. Raises Http404 if hidden or missing alike."""
    found = workplace(viewer_of(request), slug)
    if found is None:
        raise Http404
    return found


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page that the form names, as far as it lies within the product, else to ``otherwise``."""
    place = request.POST.get("next", "")
    safe = place.startswith("/") and url_has_allowed_host_and_scheme(place, allowed_hosts=None)
    return redirect(place if safe else otherwise)


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a lot on the board; htmx gets the changed button."""
    viewer, organisation = viewer_of(request), place_of_work(request, slug)
    lot = lot_of_row(viewer, request.POST.get("lot", ""))
    if lot is None:
        raise Http404
    pursuit, new = working.keep(viewer, organisation, lot)
    said = _("The lot is on your board now.") if new else _("The lot is on your board already.")
    messages.success(request, said)
    if request.htmx:  # type: ignore[attr-defined]
        page = {"lot_pk": request.POST["lot"], "workplace": organisation, "pursuit": pursuit}
        return render(request, "radar/pursuing/kept.html", page)
    return back(request, reverse("radar:board", args=[slug]))


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The lots that the organisation works on, by stage or as a list."""
    viewer, organisation, wanted = viewer_of(request), place_of_work(request, slug), BoardQuery.of(request.GET)
    page = {"workplace": organisation, "wanted": wanted, "colleagues": list(colleagues(viewer, organisation))}
    page |= {"section": "board", "stages": Pursuit.Stage, "heads": heads(wanted)}
    if wanted.view == "list":
        part = Paginator(wanted.narrowed(pursuits_of(viewer, organisation)), PAGE).get_page(wanted.page)
        rows = standings(viewer, part.object_list, timezone.now())
        page |= {"part": part, "rows": rows, "total": len(rows), "addresses": addresses(wanted, part)}
    else:
        shown = columns(viewer, organisation, wanted, timezone.now())
        page |= {"columns": shown, "total": sum(one.count for one in shown), "addresses": addresses(wanted)}
    passed = received(viewer, organisation, timezone.now())
    page |= {"unread": [one for one in passed if one.forwarding.read_at is None]}
    page |= {"read": [one for one in passed if one.forwarding.read_at is not None]}
    return render(request, "radar/pursuing/board.html", page)
