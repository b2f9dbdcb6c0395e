"""The radar's pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from startpunkt.capabilities.radar import views

app_name = "radar"
urlpatterns: list[URLPattern | URLResolver] = [
    path("notice/<int:pk>/", views.notice, name="notice"),
    path("<slug:slug>/", views.lots, name="lots"),
]
