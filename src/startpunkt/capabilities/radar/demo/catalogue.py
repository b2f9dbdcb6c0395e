"""The invented world of the demo: organisations, conditions and what they buy, read from the data files beside."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Texts = dict[str, str]
"""Language (ISO 639-1) to text; the first language is the one the notice was written in."""

LANGUAGES = ("de", "en", "fr", "pl")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An invented buyer, review body or company. ``country`` is ISO 3166-1 alpha-2, ``host`` ends in ``.example``."""

    key: str
    role: str
    name: str
    street: str
    city: str
    postal: str
    nuts: str
    country: str
    language: str
    legal: str
    activity: str
    host: str


@dataclass(frozen=True, slots=True)
class Term:
    """A condition for taking part. ``list`` says where it stands in the notice, ``code`` what it is called there."""

    list: str
    code: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class LotSubject:
    """What one lot buys. ``value`` is without tax, in the currency of the subject."""

    title: Texts
    text: Texts
    cpv: tuple[str, ...]
    value: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What one procedure buys, and in which form it is announced. ``lots`` holds at least one.

    ``days``: from today to the deadline, or of an award to its publication; drawn from the seed where None. ``zone``:
    offset of the deadline as written in the notice (empty: none is written), the buyer's where None. ``winners``: the
    members of the winning party, lot by lot, empty for a lot that found no winner.
    """

    key: str
    title: Texts
    text: Texts
    buyer: str
    form: str
    cpv: tuple[str, ...]
    value: int
    currency: str
    lots: tuple[LotSubject, ...]
    divided: bool = False
    group: bool = False
    framework: bool = False
    withheld: bool = False
    days: int | None = None
    zone: str | None = None
    winners: tuple[tuple[str, ...], ...] = ()
    losers: tuple[str, ...] = ()
    received: int | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the notice, the original one first."""
        return tuple(self.title)


@dataclass(frozen=True, slots=True)
class Sequel:
    """A notice that follows the one of subject ``of``, or (``prior``, ``announcement``) went before it."""

    kind: str
    of: str
    texts: Texts
    extend: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the data files hold."""

    organisations: dict[str, Organisation]
    terms: dict[str, Term]
    subjects: tuple[Subject, ...]
    sequels: tuple[Sequel, ...] = field(default=())


@cache
def catalogue() -> Catalogue:
    """The demo's data, read once."""
    here = files(__package__)
    rows = csv.DictReader(here.joinpath("organisations.csv").read_text(encoding="utf-8").splitlines())
    organisations = {row["key"]: Organisation(**row) for row in rows}
    terms = {
        key: Term(
            entry["list"], entry["code"], {language: entry[language] for language in LANGUAGES if language in entry}
        )
        for key, entry in tomllib.loads(here.joinpath("terms.toml").read_text(encoding="utf-8")).items()
    }
    subjects: list[Subject] = []
    for source in sorted(here.joinpath("texts").iterdir(), key=lambda path: path.name):
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        subjects.extend(_subject(entry, data["language"]) for entry in data["subject"])
    first = {subject.key: subject.languages[0] for subject in subjects}
    chains = tomllib.loads(here.joinpath("chains.toml").read_text(encoding="utf-8"))
    sequels = tuple(_sequel(kind, entry, first[entry["of"]]) for kind, entries in chains.items() for entry in entries)
    return Catalogue(organisations, terms, tuple(subjects), sequels)


def _texts(entry: dict[str, Any], name: str, language: str) -> Texts:
    others = {code: entry[f"{name}_{code}"] for code in LANGUAGES if f"{name}_{code}" in entry}
    return {language: entry[name], **others}


def _subject(entry: dict[str, Any], language: str) -> Subject:
    title, text = _texts(entry, "title", language), _texts(entry, "text", language)
    parts = entry.get("lots", [])
    lots = tuple(
        LotSubject(
            title=_texts(part, "title", language),
            text=_texts(part, "text", language),
            cpv=tuple(part.get("cpv", entry["cpv"])),
            value=part["value"],
            terms=tuple(part.get("terms", entry.get("terms", []))),
        )
        for part in parts
    )
    whole = LotSubject(title, text, tuple(entry["cpv"]), entry["value"], tuple(entry.get("terms", [])))
    return Subject(
        key=entry["key"],
        title=title,
        text=text,
        buyer=entry["buyer"],
        form=entry.get("form", "16"),
        cpv=tuple(entry["cpv"]),
        value=entry["value"],
        currency=entry.get("currency", "EUR"),
        lots=lots or (whole,),
        divided=bool(lots),
        group=entry.get("group", False),
        framework=entry.get("framework", False),
        withheld=entry.get("withheld", False),
        days=entry.get("days"),
        zone=entry.get("zone"),
        winners=tuple(tuple(party) for party in entry.get("winners", [])),
        losers=tuple(entry.get("losers", [])),
        received=entry.get("received"),
    )


def _sequel(kind: str, entry: dict[str, Any], language: str) -> Sequel:
    return Sequel(kind, entry["of"], _texts(entry, "text", language), entry.get("extend", 0), entry.get("code", ""))
