"""The start page, and the answer to monitors."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.surfaces.web.start import own_slugs, visible_entries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Startpunkt is, and whose radar can be opened; who works for one organisation goes straight to its radar."""
    viewer = viewer_of(request)
    own = own_slugs(viewer) if viewer.person_id and not viewer.staff else []
    if len(own) == 1:
        return redirect("radar:lots", own[0])
    entries = visible_entries(viewer, request.GET.get("page"))
    return render(request, "web/home.html", {"entries": entries, "section": "radar"})


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the store answers: ``{"ok": true}``, or status 503 and ``{"ok": false}``."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"ok": False}, status=503)
    return JsonResponse({"ok": True})
