"""Where an organisation describes itself."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
