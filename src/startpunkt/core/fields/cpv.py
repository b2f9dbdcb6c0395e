"""CPV codes and technology fields. A code that the table lacks inherits from its nearest ancestor in it.

A published CPV code is a good filter and a weak truth: buyers code broadly. ``other`` says that a code belongs to no
technology field; it stands in the table so that, say, building works inherit nothing and still have a label.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Field:
    """A technology field: its code as profiles write it, and its name in German and English."""

    code: str
    de: str
    en: str


FIELDS: tuple[Field, ...] = (
    Field("ai", "Künstliche Intelligenz und Software", "Artificial intelligence and software"),
    Field("cyber", "IT-Sicherheit", "Cyber security"),
    Field("robotics", "Robotik und Automatisierung", "Robotics and automation"),
    Field("sensors", "Sensorik und Messtechnik", "Sensors and measurement"),
    Field("unmanned", "Unbemannte Systeme", "Unmanned systems"),
    Field("materials", "Neue Werkstoffe", "New materials"),
    Field("other", "Sonstiges", "Other"),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    fields: tuple[str, ...]
    labels: dict[str, str]


@lru_cache(maxsize=8192)
def fields_of(cpv: str) -> tuple[str, ...]:
    """The technology fields of a CPV code (``35613000``, also ``35613000-8``), from it or its nearest ancestor.

    ``("other",)`` where the table says that it belongs to none; empty where the table knows nothing.
    """
    entry = _nearest(cpv)
    return entry.fields if entry else ()


def label(cpv: str, language: str) -> str | None:
    """A short name of a CPV code or of its nearest ancestor in ``de`` or ``en``; None where there is none."""
    entry = _nearest(cpv)
    return entry.labels.get(language) if entry else None


def labels(language: str) -> dict[str, str]:
    """The short names of all codes in the table, in ``de`` or ``en``."""
    return {code: entry.labels[language] for code, entry in _table().items()}


def _nearest(cpv: str) -> _Entry | None:
    table = _table()
    return next((table[code] for code in _with_ancestors(cpv) if code in table), None)


def _with_ancestors(cpv: str) -> Iterator[str]:
    """The code and its ancestors: digit by digit from the right to zero, down to the division (two digits)."""
    code = cpv.partition("-")[0].strip()
    if len(code) != 8 or not (code.isascii() and code.isdigit()):
        return
    yield code
    for kept in range(7, 1, -1):
        if code[kept] != "0":
            code = code[:kept].ljust(8, "0")
            yield code


@cache
def _table() -> dict[str, _Entry]:
    text = files(__package__).joinpath("cpv.csv").read_text(encoding="utf-8")
    return {
        row["code"]: _Entry(tuple(row["fields"].split(";")), {"de": row["de"], "en": row["en"]})
        for row in csv.DictReader(text.splitlines())
    }
