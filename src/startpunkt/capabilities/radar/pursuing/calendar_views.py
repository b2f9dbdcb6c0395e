"""Deadlines to take along into one's own calendar."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.pursuing.calendar import Entry, calendar_file, entry_of
from startpunkt.capabilities.radar.pursuing.selectors import lot_of_row, pursuits_of
from startpunkt.capabilities.radar.pursuing.upcoming import upcoming
from startpunkt.capabilities.radar.pursuing.views import place_of_work
from startpunkt.foundation.access.middleware import viewer_of


@require_safe
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """The deadline of one lot, which is public like its notice."""
    lot = lot_of_row(viewer_of(request), pk)
    address = request.build_absolute_uri(reverse("radar:lot", args=[lot.pk])) if lot else ""
    entry = entry_of(lot, address) if lot else None
    if lot is None or entry is None:
        raise Http404
    return _file([entry], entry.title, f"{_('deadline')}-{lot.notice.publication_number or lot.notice.notice_id}")


@require_safe
def deadlines(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines of all lots that the organisation looks at or prepares."""
    viewer, organisation = viewer_of(request), place_of_work(request, slug)
    entries = upcoming(viewer, pursuits_of(viewer, organisation), request.build_absolute_uri, slug)
    return _file(entries, f"{_('Deadlines')} {organisation.name}", f"{_('deadlines')}-{slug}")


def _file(entries: list[Entry], name: str, file: str) -> HttpResponse:
    answer = HttpResponse(calendar_file(entries, name), content_type="text/calendar; charset=utf-8")
    file = re.sub(r"[^\w-]+", "-", file)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{file}.ics") or ""
    return answer
