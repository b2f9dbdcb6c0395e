"""Tags and filters that every page may use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from startpunkt.foundation.design import charts, icons, names, sheets, wording

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon of twenty units that takes the colour of the text; for the eye only."""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(icons.PATHS[name]),  # noqa: S308 -- our own paths
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
def score(points: float) -> SafeString:
    """The score as a ring with its number; ``points`` from 0 to 100."""
    whole = max(0, min(100, round(points)))
    return format_html(
        '<span class="score"><svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
        '<circle class="score-track" cx="24" cy="24" r="21"/>'
        '<circle class="score-ring" cx="24" cy="24" r="21" pathLength="100" stroke-dasharray="{} 100"/></svg>'
        '<strong>{}</strong><span class="hidden"> {}</span></span>',
        whole,
        whole,
        _("of 100"),
    )


@register.inclusion_tag("design/bar_chart.html")
def bar_chart(rows: Iterable[Mapping[str, Any]], caption: str = "") -> dict[str, Any]:
    """Horizontal bars in a table; ``rows`` with ``label``, ``value`` (a number) and ``shown`` (the value in words)."""
    return {"bars": charts.bars(rows), "caption": caption}


@register.inclusion_tag("design/line_chart.html")
def line_chart(rows: Iterable[Mapping[str, Any]], caption: str) -> dict[str, Any]:
    """A line over at least two points in the order of ``rows`` (as for ``bar_chart``), with the table behind it."""
    return {"line": charts.line(rows), "caption": caption}


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file with a mark of its content, so that no browser keeps an old one."""
    return f"{static(path)}?v={_mark(path)}"


@register.simple_tag
def style_sheet() -> str:
    """The address of the product's style sheet."""
    return f"{sheets.ADDRESS}?v={sheets.mark()}"


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
