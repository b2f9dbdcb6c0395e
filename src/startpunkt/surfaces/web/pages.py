"""Pages that only say something: help, and what the law asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from startpunkt.surfaces.web.operator import operator


@require_safe
def help_overview(request: HttpRequest) -> HttpResponse:
    """How to read the radar: score, reasons, filters, times, keys."""
    return render(request, "web/help.html", {"section": "help"})


@require_safe
def score(request: HttpRequest) -> HttpResponse:
    """What the score means."""
    return render(request, "web/score.html", {"section": "help"})


@require_safe
def legal_notice(request: HttpRequest) -> HttpResponse:
    """Who runs this Startpunkt, as the law asks (section 5 DDG)."""
    return render(request, "web/legal_notice.html", {"operator": operator()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What becomes of personal data (article 13 GDPR)."""
    return render(request, "web/privacy.html", {"operator": operator()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, how that was tested, and whom to tell."""
    return render(request, "web/accessibility.html", {"operator": operator()})
