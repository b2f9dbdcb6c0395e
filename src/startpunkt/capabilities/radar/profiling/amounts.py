"""Amounts in euro as people write them, in German and in English."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _

GREATEST = Decimal("1e14")
"""From here on an amount does not fit its column."""

_LONGEST = 60
_UNITS = {
    **dict.fromkeys(("tsd", "tausend", "thousand", "k"), 1_000),
    **dict.fromkeys(("mio", "million", "millionen", "m"), 1_000_000),
    **dict.fromkeys(("mrd", "milliarde", "milliarden", "billion", "bn"), 1_000_000_000),
}
_WITH_UNIT = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?) ?([a-z]+)\.?", re.ASCII)
_GERMAN = re.compile(r"\d{1,3}(?:[. '’]\d{3})+(?:,\d{1,2})?", re.ASCII)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d{1,20}(?:[.,]\d{1,2})?", re.ASCII)


def amount(text: str) -> Decimal | None:
    """``250000``, ``250.000``, ``250,000.50``, ``1,5 Mio``, ``€ 3 million`` as euro; ``None`` for what is no amount."""
    if len(text) > _LONGEST:
        return None
    bare = " ".join(re.sub(r"€|\beuro?\b", " ", text.casefold()).split())
    unit = _WITH_UNIT.fullmatch(bare)
    if unit:
        return Decimal(unit[1].replace(",", ".")) * _UNITS[unit[2]] if unit[2] in _UNITS else None
    if _GERMAN.fullmatch(bare):
        return Decimal(re.sub(r"[. '’]", "", bare).replace(",", "."))
    if _ENGLISH.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    return Decimal(bare.replace(",", ".")) if _PLAIN.fullmatch(bare) else None


def written(value: Decimal | None) -> str:
    """The amount as the reader's language groups it, without the currency; cents only where there are some."""
    if value is None:
        return ""
    places = 0 if value == value.to_integral_value() else 2
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


class EuroField(forms.Field):
    """An amount in euro, zero or more, empty allowed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        """The amount. Raises ValidationError that repeats what was written."""
        text = str(value or "").strip()
        if not text:
            return None
        found = amount(text)
        if found is None:
            raise forms.ValidationError(
                _("“%(value)s” is no amount in euro: write it as 250000 or 250,000.") % {"value": text[:60]}
            )
        if found >= GREATEST:
            raise forms.ValidationError(
                _("“%(value)s” is too large: write an amount below 100 trillion euro.") % {"value": text[:60]}
            )
        return found.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        """What is stored as the reader writes it; what was typed as it was typed."""
        return written(value) if isinstance(value, Decimal) else value
