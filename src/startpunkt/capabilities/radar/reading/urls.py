"""Where notices, lots and buyers are read."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.reading import views

urlpatterns: list[URLPattern] = [
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("lots/<int:pk>/", views.lot, name="lot"),
    path("lots/compare/", views.compare, name="compare"),
    path("buyers/", views.buyer, name="buyer"),
]
