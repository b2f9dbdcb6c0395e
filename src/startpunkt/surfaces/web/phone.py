"""What browsers ask for beyond pages: the icon for the home screen, the page for lost connections, rules for robots."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from startpunkt.foundation.design import sheets


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser shows where there is no connection; it holds nothing of whoever fetched it."""
    return render(request, "web/offline.html")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the offline page and its style, and nothing else."""
    kept = {"page": reverse("offline"), "style": f"{sheets.ADDRESS}?v={sheets.mark()}"}
    kept |= {"font": static("design/fonts/geist-latin.woff2"), "mark": sheets.mark()}
    return render(request, "web/service-worker.js", {"kept": kept}, content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """How a phone shows Startpunkt among its applications."""
    icons = [
        {"src": static(f"design/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    return JsonResponse(
        {
            "name": "Startpunkt",
            "short_name": "Startpunkt",
            "description": _("Official procurement notices, matched to what you can do."),
            "start_url": "/",
            "display": "standalone",
            "background_color": "#f6f5f1",
            "theme_color": "#f6f5f1",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Robots may read what is for everybody; lists with thousands of filters are no use to them."""
    rules = ["User-agent: *", "Disallow: /account/", "Disallow: /organisations/", "Disallow: /*?"]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/plain; charset=utf-8")
