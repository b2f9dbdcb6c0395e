"""How many lots each choice of the filters would leave, the other filters staying as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from startpunkt.capabilities.radar.ranking.filters import BAND, BANDS, Dimension, LotFilter, five_minutes
from startpunkt.capabilities.radar.ranking.memory import Memory
from startpunkt.capabilities.radar.selectors import latest_import
from startpunkt.core.fields import FIELDS
from startpunkt.foundation.access.viewer import Viewer

WINDOWS = (7, 14, 30, 60)
"""Days within which a deadline may lie."""

_COLUMNS: dict[Dimension, str] = {
    "country": "country", "region": "regions", "field": "fields", "kind": "kind", "value": "band", "due": "days",
}  # fmt: skip
CHOSEN = tuple(_COLUMNS)
"""What has several choices: each is counted as if nothing of its own kind were chosen."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Numbers of visible lots. ``total``: with all filters. The others by choice, each with all *other* filters.

    ``regions``: NUTS 1. ``fields`` and ``bands`` have all their choices in their order, the others those that occur,
    the largest first. ``due``: days (``WINDOWS``) to lots with a deadline before then. ``open``, ``defence`` and
    ``new``: lots that would pass with that filter on; ``new`` is ``None`` where nothing says since when.
    """

    total: int
    countries: Mapping[str, int]
    regions: Mapping[str, int]
    fields: Mapping[str, int]
    kinds: Mapping[str, int]
    bands: Mapping[str, int]
    due: Mapping[int, int]
    open: int
    defence: int
    new: int | None


_kept: Memory[Facets] = Memory(512)
_new: Memory[int] = Memory(2048)


def facets(viewer: Viewer, wanted: LotFilter, now: datetime, since: datetime | None = None) -> Facets:
    """The counts under ``wanted``; windows of deadlines begin ``now``, ``new`` counts lots imported after ``since``.

    Lots are public, so the counts are the same for every ``viewer``. Remembered like a standing, with ``now`` at the
    full five minutes; only ``new``, which differs from reader to reader, is counted apart. Two statements.
    """
    asked, moment, stock = wanted.rounded(), five_minutes(now), latest_import()
    counted = _kept.of((stock, asked, moment), lambda: _count(_rows(asked, moment)))
    since = wanted.seen_after or since
    return replace(counted, new=_new.of((stock, asked, since), lambda: _seen_since(asked, since))) if since else counted


def _seen_since(wanted: LotFilter, since: datetime) -> int:
    condition, parameters = replace(wanted, seen_after=since).sql()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM radar_lot l WHERE {condition}", parameters)  # noqa: S608 -- no values
        (count,) = cursor.fetchone()
    return int(count)


def _rows(wanted: LotFilter, now: datetime) -> list[tuple[Any, ...]]:
    """Lots counted by all that they can be chosen by. ``missed`` is the one chosen dimension that they fail, if any."""
    conditions = wanted.conditions()
    chosen = [name for name in CHOSEN if name in conditions]
    needed = [condition for name, condition in conditions.items() if name not in CHOSEN]
    fails = " + ".join(f"(CASE WHEN {conditions[name][0]} THEN 0 ELSE {1 << at} END)" for at, name in enumerate(chosen))
    window = " ".join(f"WHEN l.deadline < %s THEN {days}" for days in WINDOWS)
    where = " AND ".join(["l.newest", *(condition for condition, _ in needed)])
    sets = ", ".join(f"(missed, {column})" for column in (*_COLUMNS.values(), "open, defence"))
    query = (
        f"SELECT grouping({', '.join(_COLUMNS.values())}), {', '.join(_COLUMNS.values())}, open, defence, missed,"  # noqa: S608 -- no values
        f" count(*) FROM (SELECT l.country, l.regions, l.fields, l.kind, {BAND} AS band, CASE {window} END AS days,"
        " coalesce(l.kind = 'competition' AND l.deadline > %s, FALSE) AS open, l.defence,"
        f" {fails or '0'} AS missed FROM radar_lot l WHERE {where}) AS lots"
        f" WHERE missed & (missed - 1) = 0 GROUP BY GROUPING SETS ({sets})"
    )
    parameters: list[Any] = [now + timedelta(days=days) for days in WINDOWS]
    parameters += [wanted.open_after or now]
    parameters += [value for name in chosen for value in conditions[name][1]]
    parameters += [value for _, values in needed for value in values]
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found = cursor.fetchall()
    return [(*row[:9], chosen[row[9].bit_length() - 1] if row[9] else None, row[10]) for row in found]


def _count(rows: list[tuple[Any, ...]]) -> Facets:
    by: dict[Dimension, Counter[Any]] = {name: Counter() for name in CHOSEN}
    total = is_open = defence = 0
    for grouped, *values, opened, defends, missed, lots in rows:
        # A bit of ``grouped`` is 0 for the column that this row is about, the first column the highest.
        at = next((at for at in range(len(CHOSEN)) if not grouped & 1 << (len(CHOSEN) - 1 - at)), None)
        if at is not None:
            if missed in (None, CHOSEN[at]):
                by[CHOSEN[at]].update(dict.fromkeys(_choices(CHOSEN[at], values[at]), lots))
        elif missed is None:
            total += lots
            is_open += lots * opened
            defence += lots * defends
    return Facets(
        total=total,
        countries=_largest_first(by["country"]),
        regions=_largest_first(by["region"]),
        fields=_in_order(by["field"], (field.code for field in FIELDS)),
        kinds=_largest_first(by["kind"]),
        bands=_in_order(by["value"], BANDS),
        due=_in_order(by["due"], WINDOWS),
        open=is_open,
        defence=defence,
        new=None,
    )


def _choices(name: Dimension, value: Any) -> list[Any]:
    """What a lot with this ``value`` is counted under."""
    if name == "due":
        return [window for window in WINDOWS if value is not None and value <= window]
    return list(value) if isinstance(value, list) else [value]


def _largest_first(counts: Counter[str | None]) -> dict[str, int]:
    known = ((value, lots) for value, lots in counts.items() if value is not None)
    return dict(sorted(known, key=lambda item: (-item[1], item[0])))


def _in_order(counts: Counter[Any], choices: Iterable[Any]) -> dict[Any, int]:
    return {choice: counts[choice] for choice in choices}
