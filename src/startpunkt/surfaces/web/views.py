"""The shell's own pages: the start, the explanation of the score, the answer to monitors."""

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
    """The organisations whose radar the viewer may open; where there is only one, its radar."""
    entries = visible_entries(viewer_of(request))
    if len(entries) == 1:
        return redirect("radar:lots", entries[0].organisation.slug)
    return render(request, "web/home.html", {"entries": entries, "section": "radar"})


@require_safe
def score(request: HttpRequest) -> HttpResponse:
    """What the score means."""
    return render(request, "web/score.html", {"section": "help"})


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
