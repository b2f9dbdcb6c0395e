"""How many lots each choice of the filters would leave, the other filters staying as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from startpunkt.capabilities.radar.ranking.columns import columns
from startpunkt.capabilities.radar.ranking.filters import BANDS, Dimension, LotFilter
from startpunkt.core.fields import FIELDS
from startpunkt.foundation.access.viewer import Viewer

WINDOWS = (7, 14, 30, 60)
"""Days within which a deadline may lie."""


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


def facets(viewer: Viewer, wanted: LotFilter, now: datetime, since: datetime | None = None) -> Facets:
    """The counts under ``wanted``; windows of deadlines begin ``now``, ``new`` counts lots imported after ``since``.

    Lots are public, so the counts are the same for every ``viewer``. They are counted in the process
    (``columns.columns``).
    """
    lots = columns()
    masks = lots.masks(wanted)
    everything = np.ones(len(lots.lot), dtype=np.bool_)

    def others(own: Dimension) -> NDArray[np.bool_]:
        """The lots that pass all filters but those of the dimension ``own``."""
        return _all([everything, *(mask for name, mask in masks.items() if name != own)])

    due, since = others("due"), wanted.seen_after or since
    return Facets(
        total=_number(_all([everything, *masks.values()])),
        countries=_largest_first(lots.country.counts(others("country"))),
        regions=_largest_first(lots.region.counts(others("region"))),
        fields=_in_order(lots.field.counts(others("field")), (field.code for field in FIELDS)),
        kinds=_largest_first(lots.kind.counts(others("kind"))),
        bands=_in_order(lots.band.counts(others("value")), BANDS),
        due={days: _number(due & (lots.deadline < (now + timedelta(days=days)).timestamp())) for days in WINDOWS},
        open=_number(others("open") & lots.open_after(wanted.open_after or now)),
        defence=_number(others("defence") & lots.defence),
        new=_number(others("seen") & (lots.seen > since.timestamp())) if since else None,
    )


def _all(masks: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    both: NDArray[np.bool_] = np.logical_and.reduce(masks)
    return both


def _number(lots: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(lots))


def _largest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(((name, lots) for name, lots in counts.items() if lots), key=lambda item: (-item[1], item[0])))


def _in_order(counts: Mapping[str, int], choices: Iterable[str]) -> dict[str, int]:
    return {choice: counts.get(choice, 0) for choice in choices}
