"""Elements of TED XML and what they hold: names without namespace, paragraphs, numbers, codes.

The releases differ in their namespace, and codes for places have a namespace of their own in each NUTS version, so
elements are told apart by local name alone. Whatever is not well written is ``None``: one bad number spoils no notice.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from lxml.etree import _Element

from startpunkt.core.notices import codes
from startpunkt.core.notices.model import Amount

_CPV = re.compile(r"\d{8}", re.ASCII)
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,5}|1A[0-9A-Z]{0,3}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_PLAIN_NUMBER = re.compile(r"\d{1,15}(\.\d{1,6})?", re.ASCII)
_WRITTEN_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,15})(?:[.,](\d{1,2}))?", re.ASCII)
_OJ_NUMBER = re.compile(r"(\d{4})\s*/\s*S\s*\d{1,3}\s*-\s*(\d{1,8})", re.ASCII)
_PUBLICATION_NUMBER = re.compile(r"0*(\d{1,8})-(\d{4})", re.ASCII)
_MOST_NAMES = 4096
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)


class _LocalNames(dict[object, str]):
    """Names as lxml writes them (``{namespace}NAME``) to local names; emptied when strangers' names fill it up."""

    def __missing__(self, tag: object) -> str:
        if len(self) >= _MOST_NAMES:
            self.clear()
        name = self[tag] = tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""
        return name


LOCAL = _LocalNames()
"""``LOCAL[element.tag]`` is the name of an element without its namespace; empty for what is no element (a comment)."""


@lru_cache(maxsize=1024)
def language(code: str | None) -> str | None:
    """``codes.language``, remembered: a notice names each official language several times."""
    return codes.language(code)


@lru_cache(maxsize=1024)
def country(code: str | None) -> str | None:
    """``codes.country``, remembered."""
    return codes.country(code)


def named(element: _Element) -> dict[str, _Element]:
    """The children of ``element`` by local name; of equal names the last."""
    return {LOCAL[child.tag]: child for child in element}


def words(element: _Element | None) -> str:
    """The text of ``element``, its paragraphs on lines of their own, without blanks around them."""
    if element is None:
        return ""
    text = element.text
    if not len(element):
        return text.strip() if text else ""
    if text and not text.isspace():
        return _all_text(element).strip()
    if len(element) == 1:
        return _paragraph(element[0])
    return "\n".join([text for child in element if (text := _paragraph(child))])


def line(element: _Element | None) -> str:
    """The text of ``element`` on one line, for names and numbers."""
    if element is None:
        return ""
    text = _all_text(element) if len(element) else element.text
    return " ".join(text.split()) if text else ""


def _paragraph(element: _Element) -> str:
    text = _all_text(element) if len(element) else element.text
    return text.strip() if text else ""


def _all_text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def amount(element: _Element | None) -> Amount | None:
    """The amount in an element of the forms of 2014: a plain decimal, the currency as attribute."""
    if element is None:
        return None
    text = (element.text or "").strip()
    currency = element.get("CURRENCY")
    if currency is None or not _CURRENCY.fullmatch(currency) or not _PLAIN_NUMBER.fullmatch(text):
        return None
    return Amount(Decimal(text), currency)


def written_amount(costs: _Element) -> Amount | None:
    """The amount in an element of the older forms: one value in the notice's own notation, or its ``FMTVAL``.

    ``None`` for a range: neither of its ends is the value.
    """
    currency = costs.get("CURRENCY")
    value = named(costs).get("VALUE_COST")
    if value is None or currency is None or not _CURRENCY.fullmatch(currency):
        return None
    plain = value.get("FMTVAL", "").strip()
    if _PLAIN_NUMBER.fullmatch(plain):
        return Amount(Decimal(plain), currency)
    found = _WRITTEN_NUMBER.fullmatch("".join((value.text or "").split()))
    if found is None:
        return None
    whole = found.group(1).replace(".", "").replace(",", "")
    return Amount(Decimal(f"{whole}.{found.group(2) or 0}"), currency)


def whole_number(element: _Element | None) -> int | None:
    """A count, such as that of the tenders received."""
    text = (element.text or "").strip() if element is not None else ""
    return int(text) if _WHOLE.fullmatch(text) else None


def cpv(element: _Element) -> str | None:
    """The eight digits of a CPV code, without check digit, from ``CODE`` here or one element below."""
    code = element.get("CODE")
    if code is None:
        code = next((below for child in element if (below := child.get("CODE"))), "")
    found = _CPV.match(code)
    return found.group() if found else None


def nuts(element: _Element) -> str | None:
    """The NUTS code (or country) in ``CODE``; ``None`` for codes that name no place, such as ``00``."""
    code = element.get("CODE", "")
    return code if _NUTS.fullmatch(code) else None


def publication_number(text: str | None) -> str | None:
    """``2018/S 248-574960`` or ``574960-2018`` as ``574960-2018``, of six digits at least."""
    if not text:
        return None
    found = _PUBLICATION_NUMBER.fullmatch(text.strip())
    if found:
        return f"{int(found.group(1)):06d}-{found.group(2)}"
    found = _OJ_NUMBER.search(text)
    return f"{int(found.group(2)):06d}-{found.group(1)}" if found else None


def written_day(date: _Element) -> tuple[str, str | None]:
    """Day and time in ``DAY``, ``MONTH``, ``YEAR``, ``TIME`` of the older forms, as ``2012-03-01`` and ``11:00``.

    Nothing is checked here; a missing part leaves a text that is no date.
    """
    parts = named(date)
    year, month, day = (line(parts.get(name)) for name in ("YEAR", "MONTH", "DAY"))
    return f"{year}-{month:0>2}-{day:0>2}", line(parts.get("TIME")) or None
