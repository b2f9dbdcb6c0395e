"""The radar's pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "radar"
urlpatterns: list[URLPattern | URLResolver] = []
