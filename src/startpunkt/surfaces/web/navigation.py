"""What the navigation on every page needs to know of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from django.http import HttpRequest

from startpunkt.capabilities.radar.pursuing.selectors import with_unread
from startpunkt.foundation.access.viewer import STRANGER
from startpunkt.foundation.actors.models import Organisation
from startpunkt.foundation.design.zone import chosen_zone


class Shell:
    """The reader as the navigation shows her; the store is asked at most once, and for members only."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def organisations(self) -> list[Organisation]:
        """The organisations that the reader works for, by name, each with the number of lots passed on to her."""
        return list(with_unread(getattr(self._request, "viewer", STRANGER)))

    @property
    def organisation(self) -> Organisation | None:
        """The one whose pages the navigation opens: that of the address if it is her own, else her first."""
        match = self._request.resolver_match
        slug = match.kwargs.get("slug") if match else None
        return next(self._first_is(slug), None)

    def _first_is(self, slug: str | None) -> Iterator[Organisation]:
        yield from (one for one in self.organisations if one.slug == slug)
        yield from self.organisations

    @property
    def zone_is_chosen(self) -> bool:
        """Whether the reader has chosen a time zone, so that her browser's does not count."""
        return bool(chosen_zone(self._request))

    @property
    def theme(self) -> str:
        """``light`` or ``dark`` as chosen in this browser; empty where the device decides."""
        theme = self._request.COOKIES.get("theme", "")
        return theme if theme in ("light", "dark") else ""


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The shell's part of every page."""
    return {"shell": Shell(request)}
