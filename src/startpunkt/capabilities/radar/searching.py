"""Search by words: what a visitor typed, in any of the languages the store holds, compounds and stems included."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from startpunkt.capabilities.radar.intake.encoding_workers import lot_text_of
from startpunkt.core.text.lexemes import lexemes
from startpunkt.foundation.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Hit:
    """A lot that holds the words. ``snippet`` is the verbatim passage that holds most of them."""

    notice_pk: int
    notice: str
    lot: str
    title: str
    language: str | None
    snippet: str | None

    def document(self) -> dict[str, Any]:
        """The hit in the contract's words."""
        return {
            "notice": self.notice,
            "lot": self.lot,
            "title": self.title,
            "language": self.language,
            "snippet": self.snippet,
        }


def search_lots(viewer: Viewer, query: str, limit: int = 20) -> list[Hit]:
    """Visible lots that hold every word of ``query`` in the way their language writes it, titles first.

    The same letters are other lexemes in other languages: each language is asked for its own.
    """
    asked = {language: found for language in _languages() if (found := list(dict.fromkeys(lexemes(query, language))))}
    if not asked:
        return []
    words: dict[str, list[str]] = {}
    for language in asked:
        words.setdefault(_conjunction(query, language), []).append(language)
    return _hits(list(words.items()), asked, limit)


def _languages() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(languages) FROM radar_lot WHERE newest")
        return [language for (language,) in cursor.fetchall()]


def _conjunction(query: str, language: str) -> str:
    """A ``tsquery``: each word of the query must occur; a compound may stand as itself or by all of its parts."""
    terms = []
    for word in query.split():
        found = list(dict.fromkeys(lexemes(word, language)))
        if not found:
            continue
        whole, *parts = found
        spelled = _quoted(whole)
        if parts:
            spelled = f"({spelled} | ({' & '.join(_quoted(part) for part in parts)}))"
        terms.append(spelled)
    return " & ".join(terms)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _hits(asked: list[tuple[str, list[str]]], words: dict[str, list[str]], limit: int) -> list[Hit]:
    branches = " UNION ALL ".join(
        "SELECT l.id, ts_rank(l.lexemes, %s::tsquery) AS weight FROM radar_lot l"
        " WHERE l.newest AND l.lexemes @@ %s::tsquery AND l.languages && %s"
        for _ in asked
    )
    parameters: list[Any] = []
    for query, languages in asked:
        parameters += [query, query, languages]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS ({branches}), best AS (SELECT id, max(weight) AS weight FROM found GROUP BY id"  # noqa: S608
            " ORDER BY 2 DESC, 1 LIMIT %s)"
            " SELECT n.id, n.notice_id, l.lot_id, l.title, l.language, l.scored FROM best JOIN radar_lot l USING (id)"
            " JOIN radar_notice n ON n.id = l.notice_id ORDER BY best.weight DESC, l.id",
            [*parameters, limit],
        )
        rows = cursor.fetchall()
    return [_hit(words, *row) for row in rows]


def _hit(
    words: dict[str, list[str]], pk: int, notice: str, lot: str, title: Any, language: str | None, scored: Any
) -> Hit:
    titles, text = _loaded(title), lot_text_of(language, _loaded(scored))
    wanted = set(words.get(language or "", ()))
    passages = [*text.passages, *text.titles]
    held = [len(wanted & set(lexemes(passage, language or ""))) for passage in passages]
    snippet = passages[held.index(max(held))] if passages else None
    return Hit(pk, notice, lot, titles.get(language) or next(iter(titles.values()), ""), language, snippet)


def _loaded(value: Any) -> Any:
    """A ``jsonb`` value: Django's connection hands it over as text."""
    return json.loads(value) if isinstance(value, str) else value
