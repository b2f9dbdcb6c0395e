"""What the reader narrows the hits by, as it stands in the address, and how many hits each choice would leave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from startpunkt.capabilities.radar.ranking.choices import Choice
from startpunkt.capabilities.radar.templatetags.radar_labels import KINDS, in_words
from startpunkt.core.fields import FIELDS
from startpunkt.foundation.design.names import country_name

MOST_CHOSEN = 20
SHOWN = 8
"""Choices of a facet that are shown before "more"."""

STATES = {"open": pgettext_lazy("search", "Open now"), "closed": pgettext_lazy("search", "Closed or awarded")}


@dataclass(frozen=True, slots=True)
class Row:
    """A lot that holds what was asked for, with what it can be narrowed and ordered by."""

    lot: int
    notice: int
    country: str | None
    kind: str
    fields: tuple[str, ...]
    deadline: datetime | None
    published: date | None
    buyer: str | None
    branch: int

    def state(self, now: datetime) -> str:
        """``open`` while tenders may be handed in."""
        return "open" if self.kind == "competition" and self.deadline and self.deadline > now else "closed"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is chosen of each facet; nothing lets all through."""

    state: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    buyer: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: QueryDict) -> Narrowing:
        """Read an address; what makes no sense there is left out."""

        def chosen(name: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
            given = (value.replace("\x00", "") for value in query.getlist(name))
            return tuple(dict.fromkeys(value for value in given if fits(value)))[:MOST_CHOSEN]

        return cls(
            chosen("state", STATES.__contains__),
            chosen("country", lambda code: re.fullmatch("[A-Z0-9]{2}", code) is not None),
            chosen("field", {field.code for field in FIELDS}.__contains__),
            chosen("kind", KINDS.__contains__),
            chosen("year", lambda year: re.fullmatch("[0-9]{4}", year) is not None),
            chosen("buyer", lambda name: 0 < len(name) <= 500),
        )

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The facets that something is chosen of."""
        return {name: value for name in FACETS if (value := getattr(self, name))}

    def sql(self, now: datetime) -> tuple[str, list[Any]]:
        """A condition on the tables ``l`` (lots) and ``n`` (notices) with its parameters; begins with AND."""
        is_open = "(l.kind = 'competition' AND coalesce(l.deadline > %s, false))"
        conditions: list[str] = []
        given: list[Any] = []
        if len(self.state) == 1:
            conditions.append(is_open if self.state == ("open",) else f"NOT {is_open}")
            given.append(now)
        for condition, value in (
            ("l.country = ANY(%s)", list(self.country)),
            ("l.fields && %s", list(self.field)),
            ("l.kind = ANY(%s)", list(self.kind)),
            ("extract(year FROM n.publication_date) = ANY(%s::int[])", [int(year) for year in self.year]),
            ("n.buyer = ANY(%s)", list(self.buyer)),
        ):
            if value:
                conditions.append(condition)
                given.append(value)
        return "".join(f" AND {condition}" for condition in conditions), given


FACETS: dict[str, Any] = {
    "state": pgettext_lazy("search", "State"),
    "country": pgettext_lazy("search", "Country"),
    "field": pgettext_lazy("search", "Field"),
    "kind": pgettext_lazy("search", "Kind of notice"),
    "year": pgettext_lazy("search", "Year"),
    "buyer": pgettext_lazy("search", "Buyer"),
}
"""Facets in the order of the page, with their headings."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What can be chosen of one kind: ``first`` is shown, ``others`` unfold."""

    name: str
    label: str
    first: tuple[Choice, ...]
    others: tuple[Choice, ...]
    chosen: int


def narrowed(rows: Iterable[Row], narrowing: Narrowing, now: datetime) -> tuple[list[Row], list[Facet]]:
    """The rows that pass, and the facets; a facet counts what passes all the others."""
    chosen = {name: frozenset(value) for name, value in narrowing.chosen.items()}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    passing = []
    for row in rows:
        values = _values(row, now)
        failed = [name for name, wanted in chosen.items() if wanted.isdisjoint(values[name])]
        if not failed:
            passing.append(row)
            for name in FACETS:
                counts[name].update(values[name])
        elif len(failed) == 1:
            counts[failed[0]].update(values[failed[0]])
    return passing, [facet for name in FACETS if (facet := _facet(name, counts[name], getattr(narrowing, name)))]


def _values(row: Row, now: datetime) -> dict[str, tuple[str, ...]]:
    return {
        "state": (row.state(now),),
        "country": (row.country,) if row.country else (),
        "field": row.fields,
        "kind": (row.kind,),
        "year": (str(row.published.year),) if row.published else (),
        "buyer": (row.buyer,) if row.buyer else (),
    }


def _facet(name: str, counts: Counter[str], chosen: tuple[str, ...]) -> Facet | None:
    """``None`` where there is nothing to choose from."""
    values = dict.fromkeys([*chosen, *counts])
    if len(values) < 2 and not chosen:
        return None
    choices = [Choice(value, _label(name, value), counts[value], value in chosen) for value in values]
    if name == "year":
        choices.sort(key=lambda choice: choice.value, reverse=True)
    else:
        choices.sort(key=lambda choice: (not choice.chosen, -choice.count, choice.label))
    return Facet(name, str(FACETS[name]), tuple(choices[:SHOWN]), tuple(choices[SHOWN : 5 * SHOWN]), len(chosen))


def _label(name: str, value: str) -> str:
    if name == "country":
        return country_name(value)
    if name in ("field", "kind"):
        return in_words(value, name)
    return str(STATES[value]) if name == "state" else value
