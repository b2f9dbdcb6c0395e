"""Charts that the server draws: where bars end and lines run. The numbers stand beside them in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 640
HEIGHT = 160


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; ``width`` in per cent of the longest, with a point as SVG wants it."""

    label: str
    shown: str
    width: str


def bars(rows: Iterable[Mapping[str, Any]]) -> list[Bar]:
    """A bar a row; nothing is longer than the greatest value, and negative values have no length."""
    listed = list(rows)
    greatest = max((_value(row) for row in listed), default=0.0) or 1.0
    return [Bar(str(row["label"]), str(row["shown"]), f"{100 * _value(row) / greatest:.1f}") for row in listed]


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a picture of WIDTH by HEIGHT: its path, the area below, and its last point."""

    rows: tuple[Mapping[str, Any], ...]
    path: str
    area: str
    last: tuple[str, str]
    greatest: str


def line(rows: Iterable[Mapping[str, Any]]) -> Line | None:
    """The line through the values from zero to the greatest; ``None`` for fewer than two points."""
    listed = tuple(rows)
    if len(listed) < 2:
        return None
    top = max(listed, key=_value)
    greatest = _value(top) or 1.0
    step = WIDTH / (len(listed) - 1)
    points = [
        (f"{number * step:.1f}", f"{HEIGHT - HEIGHT * _value(row) / greatest:.1f}") for number, row in enumerate(listed)
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    return Line(listed, path, f"{path}V{HEIGHT}H0Z", points[-1], str(top["shown"]))


def _value(row: Mapping[str, Any]) -> float:
    return max(0.0, float(row["value"] or 0))
