"""Names of buyers and labels of codes, held by each process for suggestions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from startpunkt.capabilities.radar.models import CodeLabel
from startpunkt.capabilities.radar.searching.words import words_mark
from startpunkt.core.fields.cpv import labels
from startpunkt.core.text.name_list import NameList

MOST_BUYERS = 100_000


@dataclass(slots=True)
class _Held:
    mark: Any = None
    names: NameList = field(default_factory=lambda: NameList(()))


_buyers = _Held()
_codes: dict[str, _Held] = {}


def buyers() -> NameList:
    """The buyers of the newest notices, those with most of them first."""
    mark = words_mark()
    if _buyers.mark != mark:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT buyer FROM radar_notice WHERE newest AND buyer <> '' GROUP BY buyer"
                " ORDER BY count(*) DESC, buyer LIMIT %s",
                [MOST_BUYERS],
            )
            _buyers.names = NameList(name for (name,) in cursor.fetchall())
        _buyers.mark = mark
    return _buyers.names


def codes(language: str) -> NameList:
    """CPV codes with their labels ("35613000 Unmanned aerial vehicles"): the loaded ones, else those built in."""
    held = _codes.setdefault(language, _Held())
    mark = CodeLabel.objects.filter(list="cpv").count()
    if held.mark != mark:
        column = "de" if language == "de" else "en"
        loaded = dict(CodeLabel.objects.filter(list="cpv").order_by("code").values_list("code", column))
        held.names = NameList(f"{code} {label}" for code, label in sorted({**labels(language), **loaded}.items()))
        held.mark = mark
    return held.names
