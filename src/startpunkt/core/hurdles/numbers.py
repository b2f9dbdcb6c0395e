"""Numbers as German and English conditions write them: counts in words, sums of euro in digits."""

from __future__ import annotations

import re
from decimal import Decimal

_WORDS = {
    "ein": 1, "eine": 1, "einen": 1, "einer": 1, "eines": 1, "one": 1, "zwei": 2, "zweier": 2, "two": 2,
    "drei": 3, "dreier": 3, "three": 3, "vier": 4, "four": 4, "fünf": 5, "five": 5, "sechs": 6, "six": 6,
    "sieben": 7, "seven": 7, "acht": 8, "eight": 8, "neun": 9, "nine": 9, "zehn": 10, "ten": 10,
}  # fmt: skip

COUNT = r"(?:\d{1,2}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
"""A pattern for a number up to 99."""

_DIGITS = r"\d{1,3}(?:[.,'  \u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SCALE = r"Mio\.?|Millionen|Million|Mill\.|million|millions|m|Mrd\.?|Milliarden|Milliarde|billion|bn|Tsd\.?|TEUR|T€|k"
_EURO = r"EUR|€|Euro|Euros"
_SUM = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_EURO})\s?)?(?P<digits>{_DIGITS})(?:,-+|,–)?\s?(?:(?P<scale>{_SCALE})\b\.?\s?)?"
    rf"(?P<after>(?:{_EURO})(?!\w))?",
    re.IGNORECASE,
)
_THOUSAND, _MILLION, _BILLION = Decimal(10**3), Decimal(10**6), Decimal(10**9)


def count(written: str) -> int:
    """``drei`` -> 3, ``12`` -> 12."""
    return int(written) if written.isdigit() else _WORDS[written.casefold()]


def euros(text: str) -> list[Decimal]:
    """The sums of euro in ``text``. A sum that can be read in two ways (``1,000 Mio.``) is left out."""
    found: list[Decimal] = []
    for match in _SUM.finditer(text):
        scale = (match["scale"] or "").casefold()
        if not (match["before"] or match["after"] or scale in ("teur", "t€")):
            continue
        value = _value(match["digits"], bool(scale))
        if value is not None:
            found.append(value * _factor(scale))
    return found


def _factor(scale: str) -> Decimal:
    if not scale:
        return Decimal(1)
    if scale.startswith(("mrd", "milliarde", "b")):
        return _BILLION
    return _THOUSAND if scale.startswith(("t", "k")) else _MILLION


def _value(digits: str, scaled: bool) -> Decimal | None:
    groups = re.split(r"[.,'\s]", digits)
    if len(groups) == 1:
        return Decimal(digits)
    if len(groups[-1]) < 3:  # what follows the last mark are cents or tenths
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    if scaled and len(groups) == 2:
        return None
    return Decimal("".join(groups))
