"""The way in and the tour."""

from __future__ import annotations

from django.urls import URLPattern, path

from startpunkt.surfaces.web.tour import entrance, views

urlpatterns: list[URLPattern] = [
    path("demo/<str:demo_pass>/", entrance.enter, name="demo"),
    path("tour/", views.overview, name="tour"),
    path("tour/<int:number>/", views.step, name="tour-step"),
]
