"""What all visible lots can be narrowed by, in columns: counted in milliseconds, where the store takes far longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from startpunkt.capabilities.radar.ranking.filters import BAND, BANDS, Dimension, LotFilter
from startpunkt.capabilities.radar.ranking.memory import Memory
from startpunkt.capabilities.radar.selectors import latest_import

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One of ``names`` a lot: ``codes`` (lots,) are places in ``names``; -1 for none."""

    names: tuple[str, ...]
    codes: NDArray[np.int32]

    def among(self, wanted: Sequence[str]) -> Mask:
        """The lots that have one of ``wanted``."""
        return np.isin(self.codes, [at for at, name in enumerate(self.names) if name in wanted])

    def counts(self, lots: Mask) -> dict[str, int]:
        """How many of ``lots`` have each name."""
        found = np.bincount(self.codes[lots & (self.codes >= 0)], minlength=len(self.names))
        return dict(zip(self.names, found.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Listed:
    """Several of ``names`` a lot: ``rows`` and ``codes`` (pairs,) say which lot has which name."""

    names: tuple[str, ...]
    rows: NDArray[np.int64]
    codes: NDArray[np.int32]
    lots: int

    def among(self, wanted: Sequence[str]) -> Mask:
        """The lots that have one of ``wanted`` at least."""
        found = np.zeros(self.lots, dtype=np.bool_)
        found[self.rows[np.isin(self.codes, [at for at, name in enumerate(self.names) if name in wanted])]] = True
        return found

    def counts(self, lots: Mask) -> dict[str, int]:
        """How many of ``lots`` have each name."""
        found = np.bincount(self.codes[lots[self.rows]], minlength=len(self.names))
        return dict(zip(self.names, found.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Columns:
    """The visible lots; moments are seconds since 1970, a missing one and a value not in euro is NaN."""

    lot: NDArray[np.int64]
    country: Labelled
    kind: Labelled
    band: Labelled
    region: Listed
    field: Listed
    value: NDArray[np.float64]
    deadline: NDArray[np.float64]
    seen: NDArray[np.float64]
    defence: Mask

    def open_after(self, moment: datetime) -> Mask:
        """Competitions whose deadline lies later than ``moment``."""
        return self.kind.among(("competition",)) & (self.deadline > moment.timestamp())

    def masks(self, wanted: LotFilter) -> dict[Dimension, Mask]:
        """The lots that pass each dimension of ``wanted`` that narrows, as ``LotFilter.conditions`` says it in SQL."""
        euros = (wanted.value_min, wanted.value_max)
        found: dict[Dimension, Mask] = {}
        if wanted.open_after is not None:
            found["open"] = self.open_after(wanted.open_after)
        chosen: tuple[tuple[Dimension, Labelled | Listed, tuple[str, ...]], ...] = (
            ("country", self.country, wanted.countries),
            ("region", self.region, wanted.regions),
            ("field", self.field, wanted.fields),
            ("kind", self.kind, wanted.kinds),
            ("value", self.band, wanted.bands),
        )
        for name, column, names in chosen:
            if names:
                found[name] = column.among(names)
        for bound, passes in zip(euros, (np.greater_equal, np.less_equal), strict=True):
            if bound is not None:
                within = passes(self.value, float(bound))
                found["value"] = found["value"] & within if "value" in found else within
        if wanted.due_before is not None:
            found["due"] = self.deadline < wanted.due_before.timestamp()
        if wanted.seen_after is not None:
            found["seen"] = self.seen > wanted.seen_after.timestamp()
        if wanted.defence:
            found["defence"] = self.defence
        if wanted.without or wanted.among:
            alone = np.isin(self.lot, wanted.among) if wanted.among else np.ones(len(self.lot), dtype=np.bool_)
            found["lot"] = alone & ~np.isin(self.lot, wanted.without)
        return found


_kept: Memory[Columns] = Memory(1)


def columns() -> Columns:
    """The columns of the lots that are visible now; remembered as a standing is."""
    return _kept.of(latest_import(), _load)


def _load() -> Columns:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT l.id, l.country, l.kind, {BAND}, l.regions, l.fields,"  # noqa: S608 -- no values
            " CASE WHEN l.currency = 'EUR' THEN l.value::float8 END, extract(epoch FROM l.deadline)::float8,"
            " extract(epoch FROM l.seen_at)::float8, l.defence FROM radar_lot l WHERE l.newest ORDER BY l.id"
        )
        rows = cursor.fetchall()
    read: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 10
    lot, country, kind, band, regions, fields, value, deadline, seen, defence = read
    return Columns(
        lot=np.array(lot, dtype=np.int64),
        country=_labelled(country),
        kind=_labelled(kind),
        band=_labelled(band, BANDS),
        region=_listed(regions),
        field=_listed(fields),
        value=np.array(value, dtype=np.float64),
        deadline=np.array(deadline, dtype=np.float64),
        seen=np.array(seen, dtype=np.float64),
        defence=np.array(defence, dtype=np.bool_),
    )


def _labelled(values: Sequence[str | None], first: Sequence[str] = ()) -> Labelled:
    known = {name: at for at, name in enumerate(dict.fromkeys((*first, *(one for one in values if one is not None))))}
    codes = np.fromiter((-1 if one is None else known[one] for one in values), np.int32, len(values))
    return Labelled(tuple(known), codes)


def _listed(values: Sequence[Sequence[str]]) -> Listed:
    known = {name: at for at, name in enumerate(dict.fromkeys(name for names in values for name in names))}
    pairs = [(row, known[name]) for row, names in enumerate(values) for name in dict.fromkeys(names)]
    found: NDArray[Any] = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return Listed(tuple(known), found[:, 0], found[:, 1].astype(np.int32), len(values))
