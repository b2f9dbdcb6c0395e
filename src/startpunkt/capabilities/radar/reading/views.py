"""The notice behind a lot."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.reading.notice_page import notice_page
from startpunkt.capabilities.radar.selectors import full_notice
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors.selectors import profile_of
from startpunkt.foundation.design.wording import reader

LARGEST_ROW = 2**63 - 1


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with everything it says; ``?lot=`` opens a lot, ``?for=`` names the radar to go back to."""
    viewer = viewer_of(request)
    found = full_notice(viewer, pk) if pk <= LARGEST_ROW else None
    if found is None:
        raise Http404
    page = notice_page(found, reader(), timezone.now(), request.GET.get("lot", ""))
    profile = profile_of(viewer, request.GET.get("for", ""))
    return render(request, "radar/reading/notice.html", {"page": page, "profile": profile, "section": "radar"})
