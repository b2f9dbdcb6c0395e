"""The radar's pages, each part's addresses beside its views."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "radar"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("startpunkt.capabilities.radar.ranking.urls")),
    path("", include("startpunkt.capabilities.radar.reading.urls")),
    path("", include("startpunkt.capabilities.radar.searching.urls")),
    path("", include("startpunkt.capabilities.radar.pursuing.urls")),
    path("", include("startpunkt.capabilities.radar.profiling.urls")),
]
