"""An organisation's radar: its ranked lots."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.ranking.cards import RadarQuery, cards, country_choices, opening
from startpunkt.capabilities.radar.ranking.matching import matches_for_profile
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors.selectors import profile_of
from startpunkt.foundation.design.wording import reader


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
    return render(request, "radar/ranking/lots.html", page)
