"""What became of the lots of a notice."""

from __future__ import annotations

import re

from startpunkt.core.notices.model import Lot, Result
from startpunkt.core.notices.ted.draft import AwardDraft

_SEPARATORS = re.compile(r"[\s,;]+")


def results(awards: list[AwardDraft], lots: tuple[Lot, ...]) -> tuple[Result, ...]:
    """One result for each award and lot. A lot that the notice does not list keeps the number the award gives it.

    An award of several lots together is told of each of them, without its value: that belongs to no single lot.
    """
    known = {lot.id for lot in lots}
    only = lots[0].id if len(lots) == 1 else None
    found: list[Result] = []
    for award in awards:
        numbers = _numbers(award.lot, known)
        value = award.value if len(numbers) < 2 else None
        winners = tuple(dict.fromkeys(award.winners))
        for number in numbers or [only or award.lot]:
            found.append(Result(number or None, award.status, winners, award.tenders, value))
    return tuple(found)


def _numbers(text: str, known: set[str]) -> list[str]:
    """The lots that ``text`` names, one or a list of them; empty where it is anything else."""
    if text in known:
        return [text]
    parts = list(dict.fromkeys(filter(None, _SEPARATORS.split(text))))
    return parts if parts and known.issuperset(parts) else []
