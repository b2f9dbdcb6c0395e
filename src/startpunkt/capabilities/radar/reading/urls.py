"""Where notices and lots are read."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.reading import views

urlpatterns: list[URLPattern] = [
    path("notices/<int:pk>/", views.notice, name="notice"),
]
