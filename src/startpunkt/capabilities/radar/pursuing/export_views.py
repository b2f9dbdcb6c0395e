"""Lists as files."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from startpunkt.capabilities.radar.pursuing.board import BoardQuery
from startpunkt.capabilities.radar.pursuing.spreadsheets import Table, csv_file, xlsx_file
from startpunkt.capabilities.radar.pursuing.tables import board_table, ranking_table
from startpunkt.capabilities.radar.pursuing.views import place_of_work
from startpunkt.capabilities.radar.ranking.address import RadarAddress
from startpunkt.capabilities.radar.ranking.page import chosen_profile
from startpunkt.foundation.access.middleware import viewer_of

FORMATS = {
    "csv": (csv_file, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def board(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The pursued lots as the address narrows and sorts them."""
    viewer, organisation, wanted = viewer_of(request), place_of_work(request, slug), BoardQuery.of(request.GET)
    table = board_table(viewer, organisation, wanted, timezone.now(), request.build_absolute_uri)
    return table_file(table, form, slug)


@require_safe
def ranking(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The ranked lots of one of the organisation's profiles, under the filters of the radar's address."""
    viewer, address = viewer_of(request), RadarAddress.of(request.GET)
    place_of_work(request, slug)
    found = chosen_profile(viewer, slug, address.profile)
    if found is None:
        raise Http404
    table = ranking_table(viewer, found[0], address, timezone.now(), request.build_absolute_uri)
    return table_file(table, form, slug)


def table_file(table: Table, form: str, slug: str) -> HttpResponse:
    """The answer that saves ``table`` as ``csv`` or ``xlsx``. Raises Http404 for another format."""
    if form not in FORMATS:
        raise Http404
    write, kind = FORMATS[form]
    name = re.sub(r"\W+", "-", f"{table.name} {slug} {timezone.localdate()}").lower()
    answer = HttpResponse(write(table), content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}") or ""
    return answer
