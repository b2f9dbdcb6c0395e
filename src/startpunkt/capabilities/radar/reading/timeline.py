"""The procedure as far as it is known: its notices and its deadline in their order, with the days between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from startpunkt.capabilities.radar.models import Notice
from startpunkt.capabilities.radar.reading.texts import Passage, passage


@dataclass(frozen=True, slots=True)
class Step:
    """A notice, or (``notice`` is ``None``) the deadline. ``gap``: days since the step before, where both are dated."""

    on: date | None
    notice: Notice | None
    title: Passage | None
    here: bool = False
    ahead: bool = False
    gap: int | None = None


def timeline(
    row: Notice, others: Iterable[Notice], deadlines: Iterable[datetime], language: str, now: datetime
) -> tuple[Step, ...]:
    """The notice ``row`` among the others of its procedure, and the first and last of its ``deadlines``.

    Empty where there is nothing beside the notice itself.
    """
    steps = [
        Step(one.publication_date, one, passage(one.title, language), here=one.pk == row.pk) for one in (row, *others)
    ]
    instants = sorted(deadlines)
    for day in dict.fromkeys(timezone.localtime(instant).date() for instant in (*instants[:1], *instants[-1:])):
        steps.append(Step(day, None, None, ahead=day >= timezone.localtime(now).date()))
    if len(steps) == 1:
        return ()
    dated = sorted((one for one in steps if one.on), key=_order)
    days = [one.on.toordinal() for one in dated if one.on]
    gaps = [None, *(after - before for before, after in pairwise(days))]
    together = [replace(one, gap=gap) for one, gap in zip(dated, gaps, strict=True)]
    return (*(one for one in steps if not one.on), *together)


def _order(step: Step) -> tuple[date, bool, int, int]:
    notice = step.notice
    return (step.on or date.max, notice is None, notice.version_order if notice else 0, notice.pk if notice else 0)
