"""Search by words: what a visitor typed, in any of the languages the store holds, compounds and stems included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.models import Lot
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.core.matching.lot_text import lot_text
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
    return _hits(viewer, list(words.items()), asked, limit)


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


def _hits(viewer: Viewer, asked: list[tuple[str, list[str]]], words: dict[str, list[str]], limit: int) -> list[Hit]:
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
            " SELECT id FROM best ORDER BY weight DESC, id",
            [*parameters, limit],
        )
        keys = [key for (key,) in cursor.fetchall()]
    lots = newest_lots(viewer).select_related("notice").in_bulk(keys)
    return [_hit(words, lots[key]) for key in keys if key in lots]


def _hit(words: dict[str, list[str]], lot: Lot) -> Hit:
    language = lot.language or ""
    text = lot_text(*lot.texts().records(), PREFERRED)
    wanted = set(words.get(language, ()))
    units = [*text.passages, *text.titles]
    held = [len(wanted & set(lexemes(unit, language))) for unit in units]
    snippet = units[held.index(max(held))] if units else None
    title = text.titles[0] if text.titles else ""
    return Hit(lot.notice.pk, lot.notice.notice_id, lot.lot_id, title, lot.language, snippet)
