"""Where one searches."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.searching import views

urlpatterns: list[URLPattern] = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
]
