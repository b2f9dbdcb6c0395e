"""The tour's own pages: what it shows, and the way to each stop."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.surfaces.web.tour.steps import STEPS, Guide, address


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the tour shows."""
    return render(request, "web/tour/overview.html", {"steps": STEPS, "section": "help"})


@require_safe
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Lead to stop ``number``, or to the next that there is for this reader; after the last to the radar."""
    if not 1 <= number <= len(STEPS) + 1:
        raise Http404
    guide = Guide(viewer_of(request))
    ahead = (address(guide, one) for one in range(number, len(STEPS) + 1))
    return redirect(next((place for place in ahead if place), None) or guide.radar() or "home")
