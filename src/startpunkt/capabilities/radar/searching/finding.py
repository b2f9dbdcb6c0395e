"""The lots that hold what was asked for, in a bounded number of steps however common the words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from startpunkt.capabilities.radar.searching.asked import EVERY_LANGUAGE, Asked, tsquery
from startpunkt.capabilities.radar.searching.narrowing import Facet, Narrowing, Row, narrowed
from startpunkt.core.text.lexemes import LANGUAGES

MOST = 1000
"""Lots that are counted, ordered and shown: the last ones that came in. Nobody leafs through more."""


READ = 2000
"""Lots whose texts are read for a phrase: the last ones that hold all its words."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A ``tsquery`` for lots in some languages; ``loose`` asks for any of its words, which is what weighs a lot."""

    query: str
    loose: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The lots that hold what was asked for and pass the narrowing; ``more`` if there are others still."""

    rows: list[Row]
    facets: list[Facet]
    more: bool


def find(asked: Asked, narrowing: Narrowing, now: datetime) -> Found:
    """All lots that hold what was asked for, as long as they are not more than ``MOST``."""
    branches = _branches(asked)
    if asked.empty or (asked.words and not branches):
        return Found([], [], False)
    rows = _rows(asked, branches, "", [])
    more = len(rows) > MOST
    if more and narrowing.chosen:
        rows = _rows(asked, branches, *narrowing.sql(now))
        more = len(rows) > MOST
    passing, facets = narrowed(rows[:MOST], narrowing, now)
    return Found(passing, facets, more)


def weights(asked: Asked, rows: Sequence[Row]) -> dict[int, float]:
    """How much the words stand for each lot: in its title most, then as its buyer, then in its description."""
    branches = _branches(asked)
    if not branches or not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.id, ts_rank(l.lexemes, (%s::text[])[k.branch]::tsquery)"
            " FROM unnest(%s::bigint[], %s::int[]) AS k(id, branch) JOIN radar_lot l USING (id)",
            [[one.loose for one in branches], [row.lot for row in rows], [row.branch + 1 for row in rows]],
        )
        return dict(cursor.fetchall())


def _branches(asked: Asked) -> list[Branch]:
    """The same letters are other lexemes in other languages: each language is asked for its own."""
    found: dict[tuple[str, str], list[str]] = {}
    for language in EVERY_LANGUAGE:
        wanted = [query for one in asked.words if (query := tsquery(one, language))]
        if wanted:
            unwanted = [f"!{query}" for one in asked.wanted if one.term.excluded and (query := tsquery(one, language))]
            key = (" & ".join([*wanted, *unwanted]), " | ".join(wanted))
            found.setdefault(key, []).append(language)
    return [Branch(query, loose, tuple(languages)) for (query, loose), languages in found.items()]


def _rows(asked: Asked, branches: list[Branch], condition: str, given: list[Any]) -> list[Row]:
    selects, parameters = [], []
    for number, branch in enumerate(branches or [Branch("", "", EVERY_LANGUAGE)]):
        conditions, values = _conditions(asked, branch)
        joined = " JOIN radar_notice n ON n.id = l.notice_id" if condition else ""
        phrases = [r"\m" + r"\W+".join(one.words) + r"\M" for one in asked.words if one.term.kind == "phrase"]
        selects.append(
            f"(SELECT l.id, {number} AS branch FROM radar_lot l{joined}"  # noqa: S608 -- no values
            # Plus nothing: the order must not tempt the planner to walk along the key and read every vector.
            f" WHERE l.newest{conditions}{condition} ORDER BY l.id + 0 DESC LIMIT {READ if phrases else MOST + 1})"
        )
        if phrases:
            tests = " AND ".join([_PHRASE] * len(phrases))
            selects[-1] = f"(SELECT w.id, w.branch FROM {selects[-1]} AS w{_TEXTS}{tests})"  # noqa: S608 -- no values
        parameters += [*values, *given, *phrases]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # it would unpack the vector of every lot
        cursor.execute(
            "SELECT l.id, l.notice_id, l.country, l.kind, l.fields, l.deadline, n.publication_date, n.buyer, f.branch"  # noqa: S608 -- no values
            f" FROM (SELECT id, min(branch) AS branch FROM ({' UNION ALL '.join(selects)}) AS each GROUP BY id"
            f" ORDER BY id DESC LIMIT {MOST + 1}) AS f"
            " JOIN radar_lot l ON l.id = f.id JOIN radar_notice n ON n.id = l.notice_id",
            parameters,
        )
        return [_row(*row) for row in cursor.fetchall()]


def _row(lot: int, notice: int, country: str | None, kind: str, fields: list[str], *others: Any) -> Row:
    return Row(lot, notice, country, kind, tuple(fields), *others)


def _conditions(asked: Asked, branch: Branch) -> tuple[str, list[Any]]:
    conditions = ""
    values: list[Any] = []
    if branch.query:
        conditions += " AND l.lexemes @@ %s::tsquery"
        values.append(branch.query)
    named = [language for language in branch.languages if language]
    if "" not in branch.languages:
        conditions += " AND l.languages && %s"
        values.append(named)
    elif set(branch.languages) != set(EVERY_LANGUAGE):
        conditions += " AND (l.languages && %s OR NOT l.languages <@ %s)"
        values += [named, list(LANGUAGES)]
    if asked.notices:
        conditions += " AND l.notice_id = ANY(%s)"
        values.append(list(asked.notices))
    return conditions, values


_TEXTS = " JOIN radar_lot l ON l.id = w.id JOIN radar_notice p ON p.id = l.notice_id WHERE "
_PHRASE = "replace(concat_ws(' ', l.title, l.description, p.title, p.description), '\\n', ' ') ~* %s"
"""The words in their order, in the texts that the store keeps at hand."""
