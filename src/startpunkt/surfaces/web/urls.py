"""The shell's own pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from startpunkt.surfaces.web import pages, phone, preferences, showcase, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    path("help/", pages.help_overview, name="help"),
    path("help/score", pages.score, name="score"),
    path("legal/", pages.legal_notice, name="legal-notice"),
    path("legal/privacy/", pages.privacy, name="privacy"),
    path("legal/accessibility/", pages.accessibility, name="accessibility"),
    path("design/", showcase.design, name="design"),
    path("settings/", preferences.preferences, name="preferences"),
    path("settings/theme/", preferences.theme, name="theme"),
    path("offline/", phone.offline, name="offline"),
    path("service-worker.js", phone.service_worker, name="service-worker"),
    path("manifest.webmanifest", phone.manifest, name="manifest"),
    path("robots.txt", phone.robots, name="robots"),
    path("", include("startpunkt.surfaces.web.tour.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
