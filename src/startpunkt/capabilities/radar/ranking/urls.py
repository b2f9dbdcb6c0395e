"""Where the ranking is."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.ranking import views

urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>/radar/", views.lots, name="lots"),
    path("organisations/<slug:slug>/radar/lots/<int:pk>/why/", views.why, name="why"),
    path("organisations/<slug:slug>/radar/dismiss/", views.dismiss, name="dismiss"),
    path("organisations/<slug:slug>/radar/undismiss/", views.undismiss, name="undismiss"),
    path("organisations/<slug:slug>/radar/put-aside/", views.put_aside, name="put-aside"),
    path("organisations/<slug:slug>/radar/views/", views.save_view, name="save-view"),
    path("organisations/<slug:slug>/radar/views/delete/", views.delete_view, name="delete-view"),
]
