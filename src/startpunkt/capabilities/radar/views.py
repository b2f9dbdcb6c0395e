"""The radar's pages: an organisation's ranked lots, and the notice behind each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.matching import matches_for_profile
from startpunkt.capabilities.radar.notice_page import notice_page
from startpunkt.capabilities.radar.presentation import RadarQuery, cards, country_choices, opening
from startpunkt.capabilities.radar.selectors import full_notice
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors.selectors import profile_of
from startpunkt.foundation.design.wording import reader

LARGEST_ROW = 2**63 - 1


@require_safe
def lots(request: HttpRequest, slug: str) -> HttpResponse:
    """The open lots that fit the organisation's profile, the best first."""
    viewer, now, wanted = viewer_of(request), timezone.now(), RadarQuery.of(request.GET)
    profile = profile_of(viewer, slug)
    if profile is None:
        raise Http404
    found = matches_for_profile(viewer, profile, language=reader(), limit=wanted.limit, countries=wanted.countries)
    page = {"profile": profile, "opening": opening(profile.text), "wanted": wanted, "cards": cards(found, now)}
    page |= {"countries": country_choices(viewer, wanted, now), "section": "radar"}
    return render(request, "radar/lots.html", page)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with everything it says; ``?lot=`` opens a lot, ``?for=`` names the radar to go back to."""
    viewer = viewer_of(request)
    found = full_notice(viewer, pk) if pk <= LARGEST_ROW else None
    if found is None:
        raise Http404
    page = notice_page(found, reader(), timezone.now(), request.GET.get("lot", ""))
    profile = profile_of(viewer, request.GET.get("for", ""))
    return render(request, "radar/notice.html", {"page": page, "profile": profile, "section": "radar"})
