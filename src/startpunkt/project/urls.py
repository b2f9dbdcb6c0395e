"""The addresses of the whole product."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("startpunkt.surfaces.web.urls")),
    path("", include("startpunkt.capabilities.radar.urls")),
    path("account/", include("allauth.account.urls")),
]
