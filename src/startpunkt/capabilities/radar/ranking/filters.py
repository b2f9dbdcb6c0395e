"""What a list of lots is narrowed by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

Dimension = Literal["open", "country", "region", "field", "kind", "value", "due", "seen", "defence", "lot"]

BANDS = ("under-100k", "100k-1m", "1m-10m", "over-10m", "unknown")
"""Bands of value in euro, each from its lower bound on; ``unknown``: no value, or one in another currency."""

BAND = (
    "CASE WHEN l.value IS NULL OR l.currency IS DISTINCT FROM 'EUR' THEN 'unknown' WHEN l.value < 100000 THEN"
    " 'under-100k' WHEN l.value < 1000000 THEN '100k-1m' WHEN l.value < 10000000 THEN '1m-10m' ELSE 'over-10m' END"
)
"""The band of a lot ``l``."""

Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class LotFilter:
    """Which visible lots are asked for; what is empty or ``None`` lets all through.

    ``open_after``: competitions whose deadline lies later; with ``open_after`` no ``kinds`` are needed.
    ``due_before``: a deadline earlier than this. ``regions``: NUTS 1 codes. ``fields``: technology fields.
    ``value_min`` and ``value_max``: euro; lots of unknown value or in another currency do not pass.
    ``bands``: names of ``BANDS``. ``defence``: only lots that concern defence. ``seen_after``: imported later than
    this. ``without``: row numbers of lots that do not pass; ``among``: of those that alone may.
    """

    open_after: datetime | None = None
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    due_before: datetime | None = None
    seen_after: datetime | None = None
    defence: bool = False
    bands: tuple[str, ...] = ()
    without: tuple[int, ...] = ()
    among: tuple[int, ...] = ()

    def rounded(self) -> LotFilter:
        """The same with its moments to come at the full five minutes before, so that answers can be kept."""
        return replace(
            self,
            open_after=five_minutes(self.open_after) if self.open_after else None,
            due_before=five_minutes(self.due_before) if self.due_before else None,
        )

    def conditions(self, lot: str = "l.id") -> dict[Dimension, Condition]:
        """Conditions on ``l`` with their parameters, by what they narrow.

        ``l`` is the table of lots or that of vectors, which has the same columns; ``lot`` is the lot's row number.
        """
        found: dict[Dimension, Condition] = {}
        listed: tuple[tuple[Dimension, str, Any], ...] = (
            ("open", "l.kind = 'competition' AND l.deadline > %s", self.open_after),
            ("country", "l.country = ANY(%s)", list(self.countries)),
            ("region", "l.regions && %s", list(self.regions)),
            ("field", "l.fields && %s", list(self.fields)),
            ("kind", "l.kind = ANY(%s)", list(self.kinds)),
            ("value", "l.currency = 'EUR' AND l.value >= %s", self.value_min),
            ("value", "l.currency = 'EUR' AND l.value <= %s", self.value_max),
            ("value", f"{BAND} = ANY(%s)", list(self.bands)),
            ("due", "l.deadline < %s", self.due_before),
            ("seen", "l.seen_at > %s", self.seen_after),
            ("lot", f"{lot} <> ALL(%s)", list(self.without)),
            ("lot", f"{lot} = ANY(%s)", list(self.among)),
        )
        for dimension, condition, value in listed:
            if value is not None and value != []:
                before, parameters = found.get(dimension, ("", []))
                found[dimension] = (f"{before} AND {condition}" if before else condition, [*parameters, value])
        if self.defence:
            found["defence"] = ("l.defence", [])
        return found

    def sql(self) -> Condition:
        """All conditions on the table of lots ``l`` as one, with the parameters."""
        return _joined(self.conditions(), "l.newest")

    def vector_sql(self, encoder: str) -> Condition:
        """The same on the table of vectors ``l``, those of ``encoder``; only visible lots have any."""
        return _joined(self.conditions("l.lot_id"), "l.encoder = %s", encoder)


def _joined(found: dict[Dimension, Condition], first: str, *given: Any) -> Condition:
    joined = " AND ".join([first, *(condition for condition, _ in found.values())])
    return joined, [*given, *(value for _, parameters in found.values() for value in parameters)]


def five_minutes(moment: datetime) -> datetime:
    """The full five minutes at or before ``moment``."""
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
