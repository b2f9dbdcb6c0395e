"""The shell's own pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from startpunkt.surfaces.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    path("help/score", views.score, name="score"),
    path("", include("startpunkt.surfaces.web.tour.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
