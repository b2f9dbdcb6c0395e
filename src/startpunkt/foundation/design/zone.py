"""The reader's time zone: what she has chosen, else what her browser says, else that of Berlin."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "timezone"


class ReaderZoneMiddleware:
    """Activates the reader's time zone for the request, so that every local time on its page is hers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(_zone(chosen_zone(request)) or _zone(request.COOKIES.get(COOKIE, ""))):
            return self.get_response(request)


def chosen_zone(request: HttpRequest) -> str:
    """The time zone that the signed-in person has chosen; empty where her browser's is to be used."""
    person = getattr(request, "user", None)  # missing where a request failed before sign-in was looked at
    return person.time_zone if person is not None and person.is_authenticated else ""


def _zone(name: str) -> ZoneInfo | None:
    """``None`` for what is no time zone: the name comes from outside and must not become a path."""
    return ZoneInfo(name) if name in zones() else None


@cache
def zones() -> frozenset[str]:
    """The names of all time zones that this machine knows."""
    return frozenset(available_timezones())
