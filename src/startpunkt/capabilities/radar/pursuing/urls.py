"""Where an organisation works on lots."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.pursuing import views

urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>/lots/", views.board, name="board"),
    path("organisations/<slug:slug>/lots/keep", views.keep, name="keep"),
    path("organisations/<slug:slug>/lots/<int:pk>/", views.pursuit, name="pursuit"),
]
