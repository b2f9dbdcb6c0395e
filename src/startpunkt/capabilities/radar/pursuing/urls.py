"""Where an organisation works on lots."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.capabilities.radar.pursuing import calendar_views, export_views, forward_views, pursuit_views, views

urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>/lots/", views.board, name="board"),
    path("organisations/<slug:slug>/lots/keep", views.keep, name="keep"),
    path("organisations/<slug:slug>/lots.<str:form>", export_views.board, name="export"),
    path("organisations/<slug:slug>/radar.<str:form>", export_views.ranking, name="export-ranking"),
    path("organisations/<slug:slug>/lots/deadlines.ics", calendar_views.deadlines, name="deadlines"),
    path("organisations/<slug:slug>/lots/passed-on/<int:pk>/read", forward_views.read, name="read"),
    path("lots/<int:pk>/forward/", forward_views.forward, name="forward"),
    path("lots/<int:pk>/members/", forward_views.members, name="members"),
    path("lots/<int:pk>/deadline.ics", calendar_views.deadline, name="calendar"),
    path("organisations/<slug:slug>/lots/<int:pk>/", pursuit_views.pursuit, name="pursuit"),
    path("organisations/<slug:slug>/lots/<int:pk>/stage", pursuit_views.stage, name="stage"),
    path("organisations/<slug:slug>/lots/<int:pk>/remove", pursuit_views.remove, name="remove"),
]
