"""Least turnovers: the sum a sentence asks for against the one year that an organisation has stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from startpunkt.core.hurdles.clauses import TAKEN_BACK
from startpunkt.core.hurdles.numbers import COUNT, count, euros
from startpunkt.core.hurdles.verdict import Answer, Standing, Verdict, Why

_TURNOVER = re.compile(r"(?<!\w)\w*umsatz(?!steuer)\w*|\bturnover\b|\brevenues?\b", re.IGNORECASE)
_LEAST = re.compile(
    r"\bmind(?:estens|\.)|\bmindest|nicht weniger als|mehr als|\bab\b|übersteig|at least|minimum|not less than"
    r"|more than|exceed|no(?:t)? lower than",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"\b({COUNT})\s+(?:\w+\s+){{0,3}}(?:\w*[Jj]ahre\w*|(?:financial |business |fiscal )?years)")
_EACH = re.compile(r"\bjeweils|\bin jedem\b|\bjedes\b|\beach\b|\bevery\b", re.IGNORECASE)
_AVERAGE = re.compile(r"[Dd]urchschnitt|[Mm]ittel\b|average|\bmean\b")
_YEARLY = re.compile(r"[Jj]ahres(?:gesamt|netto|brutto|mindest)*umsatz|jährlich|pro (?:\w+)?[Jj]ahr|je (?:\w+)?[Jj]ahr"
                     r"|annual|yearly|per (?:\w+ )?year|p\. ?a\.")  # fmt: skip
_TOGETHER = re.compile(r"insgesamt|kumuliert|zusammen|in Summe|in total|cumulat|combined|aggregate", re.IGNORECASE)
_PART = re.compile(
    r"vergleichbar|Bereich|Tätigkeit|Leistungsart|Sparte|Segment|mit (?:der|den|dem) |comparable|similar|in the (?:area"
    r"|field|sector)|relating to|related to|relevant|covered by",
    re.IGNORECASE,
)


def on_turnover(clause: str, standing: Standing) -> Iterator[Verdict]:
    """The verdict on the least turnover in ``clause``, where it names exactly one sum of euro as the least."""
    sums = euros(clause)
    if len(sums) != 1 or not _TURNOVER.search(clause) or not _LEAST.search(clause):
        return
    answer, why = _answer(clause, sums[0], standing)
    held = None if standing.turnover is None else str(standing.turnover)
    yield Verdict("turnover", answer, why, clause, str(sums[0]), held)


def _answer(clause: str, least: Decimal, standing: Standing) -> tuple[Answer, Why]:
    if TAKEN_BACK.search(clause):
        return "cannot-tell", "conditional"
    if standing.turnover is None:
        return "cannot-tell", "unknown"
    years = max((count(found[1]) for found in _YEARS.finditer(clause)), default=1)
    if standing.turnover < least:
        # Over several years together less a year may be enough.
        summed = years > 1 and (_TOGETHER.search(clause) or not (_YEARLY.search(clause) or _AVERAGE.search(clause)))
        return ("cannot-tell", "several-years") if summed and not _EACH.search(clause) else ("not-met", "too-little")
    if _PART.search(clause):
        return "cannot-tell", "part"
    if _EACH.search(clause) or (years > 1 and standing.turnover < least * years):
        return "cannot-tell", "several-years"
    return "met", "enough"
