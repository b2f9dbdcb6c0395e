"""The start page, and the answer to monitors."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.surfaces.web.start import visible_entries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Startpunkt is, and whose radar can be opened; who works for one organisation goes straight to its radar."""
    entries = visible_entries(viewer_of(request))
    own = [entry for entry in entries if entry.own]
    if len(own) == 1 and not viewer_of(request).staff:
        return redirect("radar:lots", own[0].organisation.slug)
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
