"""The pages on which notices, lots and buyers are read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.models import Dismissal
from startpunkt.capabilities.radar.reading.acting import Acting, acting
from startpunkt.capabilities.radar.reading.buyer_page import buyer_page
from startpunkt.capabilities.radar.reading.compare_page import columns
from startpunkt.capabilities.radar.reading.conditions import standing_of
from startpunkt.capabilities.radar.reading.lot_page import lot_page
from startpunkt.capabilities.radar.reading.notice_page import notice_page
from startpunkt.capabilities.radar.reading.shown import Reading
from startpunkt.capabilities.radar.selectors import full_notice, lot_named
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.design.wording import reader

LARGEST_ROW = 2**63 - 1
LONGEST_QUERY = 200


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One notice with its lots side by side; ``?lot=`` leads to the page of one of many."""
    viewer = viewer_of(request)
    found = full_notice(viewer, pk) if pk <= LARGEST_ROW else None
    if found is None:
        raise Http404
    chosen = lot_named(viewer, found.row, request.GET.get("lot", "")) if len(found.content.lots) > 1 else None
    if chosen is not None:
        return redirect(f"{reverse('radar:lot', args=[chosen])}?{urlencode({'for': request.GET.get('for', '')})}")
    who = _who(request)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    page = notice_page(viewer, found, _reading(request, who), who.profile, query, _number(request, "page") or 1)
    return render(request, "radar/reading/notice.html", {"page": page, "who": who, "section": "radar"})


@require_safe
def lot(request: HttpRequest, pk: int) -> HttpResponse:
    """One lot, complete; ``?for=`` names the radar to go back to, ``?text=`` the language of its texts."""
    who = _who(request)
    page = lot_page(viewer_of(request), pk, _reading(request, who), who) if pk <= LARGEST_ROW else None
    if page is None:
        raise Http404
    context = {"page": page, "who": who, "reasons": Dismissal.Reason.choices, "section": "radar"}
    return render(request, "radar/reading/lot.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four lots side by side: ``?lot=1&lot=2``."""
    who = _who(request)
    asked = [int(text) for text in request.GET.getlist("lot") if _is_row(text)]
    found = columns(viewer_of(request), asked, _reading(request, who), who.profile)
    return render(request, "radar/reading/compare.html", {"columns": found, "who": who, "section": "radar"})


@require_safe
def buyer(request: HttpRequest) -> HttpResponse:
    """What a buyer buys: ``?name=`` in any spelling, ``?country=``."""
    name, country = request.GET.get("name", ""), request.GET.get("country", "")
    storable = "\x00" not in name + country
    page = buyer_page(viewer_of(request), name, country, reader(), timezone.now()) if storable else None
    if page is None:
        raise Http404
    return render(request, "radar/reading/buyer.html", {"page": page, "who": _who(request), "section": "radar"})


def _who(request: HttpRequest) -> Acting:
    slug = request.GET.get("for", "")
    return acting(viewer_of(request), "" if "\x00" in slug else slug, _number(request, "profile"))


def _reading(request: HttpRequest, who: Acting) -> Reading:
    now = timezone.now()
    standing = standing_of(who.workplace, now.year) if who.workplace else None
    return Reading(reader(), now, request.GET.get("text", ""), standing)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if _is_row(text) else None


def _is_row(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
