"""Where an organisation describes itself."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.profiling import organisation_views, views

_AT = "organisations/<slug:slug>/profile/"

urlpatterns: list[URLPattern] = [
    path(_AT, organisation_views.profiles, name="profiles"),
    path(f"{_AT}organisation/", organisation_views.organisation, name="organisation"),
    path(f"{_AT}references/new/", organisation_views.reference, name="new-reference"),
    path(f"{_AT}references/<int:pk>/", organisation_views.reference, name="reference"),
    path(f"{_AT}references/<int:pk>/delete/", organisation_views.remove_reference, name="remove-reference"),
    path(f"{_AT}new/", views.profile, name="new-profile"),
    path(f"{_AT}new/effect/", views.effect_of, name="new-profile-effect"),
    path(f"{_AT}new/file/", views.upload, name="upload-profile"),
    path(f"{_AT}<int:pk>/", views.profile, name="profile"),
    path(f"{_AT}<int:pk>/effect/", views.effect_of, name="profile-effect"),
    path(f"{_AT}<int:pk>/file/", views.download, name="download-profile"),
    path(f"{_AT}<int:pk>/delete/", views.remove_profile, name="remove-profile"),
]
