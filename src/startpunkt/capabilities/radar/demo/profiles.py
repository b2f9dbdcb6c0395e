"""Forty invented organisations of the six kinds in North Rhine-Westphalia: who they are and what they look for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DemoProfile:
    """What an invented organisation looks for. ``regions``: NUTS prefixes; ``countries``: ISO 3166-1; values in euro.

    ``text_en`` says the same in English where the data has it. ``open``: whether everyone may read it.
    """

    name: str
    text: str
    text_en: str
    fields: tuple[str, ...]
    regions: tuple[str, ...]
    countries: tuple[str, ...]
    value_min: int | None
    value_max: int | None
    open: bool


@dataclass(frozen=True, slots=True)
class DemoReference:
    """A contract that an invented organisation has carried out; ``value`` in euro."""

    title: str
    buyer: str
    year: int
    value: int


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An invented organisation in a real city. ``turnover``: a year's, in euro. ``profiles`` holds at least one."""

    slug: str
    name: str
    kind: str
    city: str
    turnover: int | None
    certificates: tuple[str, ...]
    references: tuple[DemoReference, ...]
    profiles: tuple[DemoProfile, ...]

    @property
    def text(self) -> str:
        """The words of its first profile."""
        return self.profiles[0].text

    @property
    def text_en(self) -> str:
        """The same in English; empty where nobody wrote it."""
        return self.profiles[0].text_en


@cache
def organisations() -> tuple[DemoOrganisation, ...]:
    """The organisations of the demo, start-ups first; the demo opens on the first."""
    folder = files(__package__).joinpath("organisations")
    sources = sorted(folder.iterdir(), key=lambda path: path.name)
    groups = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sources]
    return tuple(_organisation(entry, group["kind"]) for group in groups for entry in group["organisation"])


def _organisation(entry: dict[str, Any], kind: str) -> DemoOrganisation:
    return DemoOrganisation(
        slug=entry["slug"],
        name=entry["name"],
        kind=kind,
        city=entry["city"],
        turnover=entry.get("turnover"),
        certificates=tuple(entry.get("certificates", ())),
        references=tuple(DemoReference(*reference) for reference in entry["references"]),
        profiles=tuple(_profile(profile, entry["name"]) for profile in entry["profile"]),
    )


def _profile(entry: dict[str, Any], name: str) -> DemoProfile:
    least, most = entry.get("value", (None, None))
    return DemoProfile(
        name=entry.get("name", name),
        text=entry["text"],
        text_en=entry.get("text_en", ""),
        fields=tuple(entry["fields"]),
        regions=tuple(entry.get("regions", ())),
        countries=tuple(entry.get("countries", ())),
        value_min=least,
        value_max=most,
        open=entry.get("visibility", "public") == "public",
    )
