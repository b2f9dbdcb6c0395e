"""What a list of lots is narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class LotFilter:
    """Which visible lots are asked for; what is empty or ``None`` lets all through.

    ``open_after``: competitions whose deadline lies later; with ``open_after`` no ``kinds`` are needed.
    ``due_before``: a deadline earlier than this. ``regions``: NUTS 1 codes. ``fields``: technology fields.
    ``value_min`` and ``value_max``: euro; lots of unknown value or in another currency do not pass.
    ``defence``: only lots that concern defence. ``seen_after``: imported later than this.
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

    def sql(self) -> tuple[str, list[Any]]:
        """A condition on the lot table ``l`` with its parameters."""
        conditions: list[str] = ["l.newest"]
        parameters: list[Any] = []
        if self.open_after is not None:
            conditions.append("l.kind = 'competition'")
        for condition, value in (
            ("l.deadline > %s", self.open_after),
            ("l.country = ANY(%s)", list(self.countries)),
            ("l.regions && %s", list(self.regions)),
            ("l.fields && %s", list(self.fields)),
            ("l.kind = ANY(%s)", list(self.kinds)),
            ("l.currency = 'EUR' AND l.value >= %s", self.value_min),
            ("l.currency = 'EUR' AND l.value <= %s", self.value_max),
            ("l.deadline < %s", self.due_before),
            ("l.seen_at > %s", self.seen_after),
        ):
            if value is not None and value != []:
                conditions.append(condition)
                parameters.append(value)
        if self.defence:
            conditions.append("l.defence")
        return " AND ".join(conditions), parameters
