"""Tags and filters that every page may use."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from startpunkt.foundation.design import names, wording

register = template.Library()

_ICONS = {
    "arrow-left": '<path d="M15 10H5m4-4-4 4 4 4"/>',
    "arrow-right": '<path d="M5 10h10m-4-4 4 4-4 4"/>',
    "building": '<path d="M4 17V5l6-2v14m0-9 6 2v7M2.5 17h15M7 7.5v0M7 11v0M7 14v0M13 12v0M13 14.5v0"/>',
    "calendar": '<rect x="3" y="4.5" width="14" height="12.5" rx="2"/><path d="M3 8.5h14M7 2.5v4m6-4v4"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/>',
    "coins": '<ellipse cx="10" cy="5.5" rx="6" ry="2.5"/><path d="M4 5.5v9c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5v-9M4 10'
    'c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5"/>',
    "external": '<path d="M8 4H5a1.5 1.5 0 0 0-1.5 1.5v9.5A1.5 1.5 0 0 0 5 16.5h9.5A1.5 1.5 0 0 0 16 15v-3'
    'M11.5 3.5h5v5m0-5L9 11"/>',
    "filter": '<path d="M3 5.5h14M5.5 10h9M8.5 14.5h3"/>',
    "pin": '<path d="M10 17.5s5.5-4.6 5.5-9a5.5 5.5 0 0 0-11 0c0 4.4 5.5 9 5.5 9z"/><circle cx="10" cy="8.5" r="2"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon of twenty units that takes the colour of the text; for the eye only."""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(_ICONS[name]),  # noqa: S308 -- the paths above
    )


@register.simple_tag
def meter(value: int) -> SafeString:
    """A bar filled to ``value`` per cent; for the eye only, the number stands beside it."""
    return format_html(
        '<svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="meter-track" width="100" height="4"/><rect class="meter-fill" width="{}" height="4"/></svg>',
        max(0, min(100, value)),
    )


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file with a mark of its content, so that no browser keeps an old one."""
    return f"{static(path)}?v={_mark(path)}"


@cache
def _mark(path: str) -> str:
    found = finders.find(path)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10] if found else "missing"


register.filter("country_name", names.country_name)
register.filter("language_name", names.language_name)
register.filter("place_name", names.place_name)


@register.filter
def day(value: date | None) -> str:
    """A day in the reader's manner; nothing for nothing."""
    return wording.day(value) if value else ""
