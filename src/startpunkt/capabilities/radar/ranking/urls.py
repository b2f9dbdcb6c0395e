"""Where the ranking is."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.ranking import views

urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>/radar/", views.lots, name="lots"),
]
