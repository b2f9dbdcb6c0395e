"""Three invented organisations with profiles, as TOML files in the format of ``match --profile`` plus who they are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An invented organisation and what it looks for.

    ``kind``: one of the six kinds of organisation. ``text`` (German) and ``text_en`` say the same. ``regions`` are
    NUTS prefixes, ``countries`` ISO 3166-1 alpha-2; values are in euro.
    """

    slug: str
    name: str
    name_en: str
    kind: str
    city: str
    text: str
    text_en: str
    fields: tuple[str, ...]
    regions: tuple[str, ...]
    countries: tuple[str, ...]
    value_min: int
    value_max: int


@cache
def organisations() -> tuple[DemoOrganisation, ...]:
    """The organisations of the demo, by slug."""
    folder = files(__package__).joinpath("profiles")
    entries = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir() if path.name.endswith(".toml")
    ]
    return tuple(sorted((_organisation(entry) for entry in entries), key=lambda one: one.slug))


def _organisation(entry: dict[str, Any]) -> DemoOrganisation:
    lists = {key: tuple(entry[key]) for key in ("fields", "regions", "countries")}
    return DemoOrganisation(**{**entry, **lists})
