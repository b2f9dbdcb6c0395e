"""What is known of an organisation, and the answer to one demand of a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Answer = Literal["met", "not-met", "cannot-tell"]
Subject = Literal["certificate", "turnover", "references", "clearance"]
Why = Literal[
    "held",  # the certificate or clearance stands in the list
    "not-listed",  # it does not stand in the list
    "none-listed",  # the list is empty, which may mean that nobody has filled it in
    "not-valid",  # it is planned, asked for, or has run out
    "otherwise",  # other evidence counts as well
    "scope",  # it is held; whether for the right unit or place is not known
    "level",  # a clearance is held, whether of the demanded level is not known
    "enough",
    "too-little",
    "several-years",  # enough in the year that is known; the notice asks for several
    "part",  # enough in all; the notice asks for a part of the turnover
    "comparable",  # enough in number; the notice asks for comparable ones
    "unknown",  # the organisation has not said
    "conditional",  # the sentence takes something back: not required, an advantage, points
]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an organisation says of itself: certificates in its own words, a year's turnover in euro, the years of its
    references. ``year`` is the present one."""

    certificates: Sequence[str]
    turnover: Decimal | None
    reference_years: Sequence[int]
    year: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one demand: ``passage`` is the sentence of the notice it rests on, ``demanded`` and ``held`` what
    is asked for and what stands against it (name, euro or number; ``None`` where there is none)."""

    subject: Subject
    answer: Answer
    why: Why
    passage: str
    demanded: str
    held: str | None = None
