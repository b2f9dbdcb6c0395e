"""Give every request its viewer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from startpunkt.foundation.access.viewer import STRANGER, Viewer


class ViewerMiddleware:
    """Sets ``request.viewer`` from the signed-in person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind ``request``; a stranger when nobody is signed in."""
    person = request.user
    if not person.is_authenticated:
        return STRANGER
    return Viewer(person_id=person.pk, staff=person.is_staff)
