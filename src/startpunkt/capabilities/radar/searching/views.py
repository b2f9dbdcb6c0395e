"""The search page, and what its box suggests while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.searching.page import SearchQuery, search_page
from startpunkt.capabilities.radar.searching.suggesting import suggestions
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.design.wording import reader

PARTS = {"": "radar/searching/search.html", "results": "radar/searching/results.html"}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The notices that hold what ``?q=`` asks for; all choices stand in the address. Nothing is kept of it."""
    wanted = SearchQuery.of(request.GET)
    page = search_page(viewer_of(request), wanted, timezone.now(), reader())
    part = "results" if request.headers.get("HX-Target") == "results" else ""
    answer = render(request, PARTS[part], {"wanted": wanted, "page": page, "section": "search"})
    answer["Vary"] = "HX-Target, Cookie, Accept-Language"
    return answer


@never_cache
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A list of words, buyers, codes and numbers that go on from ``?q=``; empty where there are none."""
    typed = request.GET.get("q", "")
    found = suggestions(viewer_of(request), typed, reader())
    return render(request, "radar/searching/suggestions.html", {"groups": found, "typed": typed})
