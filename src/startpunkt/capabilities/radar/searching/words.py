"""The words that lots are written in: counted after an import, held by each process for slips and suggestions."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from startpunkt.capabilities.radar.models import Lot, WordCount
from startpunkt.core.text.lexemes import LONGEST_WORD
from startpunkt.core.text.stop_words import stop_words
from startpunkt.core.text.tokens import words
from startpunkt.core.text.vocabulary import Vocabulary, Word

BATCH = 2_000
"""Lots whose words are counted together and committed together."""

SHORTEST = 3
LARGE = 50_000
"""Lots from which on a word must occur in two of them: in so many texts, one that stands alone is mostly a slip."""


def count_words() -> None:
    """Count the words of the lots that came in since the last time."""
    while _count_batch():
        pass


@transaction.atomic
def _count_batch() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE radar_wordcount IN SHARE ROW EXCLUSIVE MODE")  # one process counts, others read
    mark, _ = WordCount.objects.get_or_create(language="", word="", defaults={"lots": 0})
    lots = list(Lot.objects.filter(pk__gt=mark.lots).order_by("pk").select_related("notice")[:BATCH])
    if not lots:
        return False
    counted: Counter[tuple[str, str]] = Counter()
    for lot in lots:
        counted.update(_words_of(lot))
    _add(counted)
    WordCount.objects.filter(pk=mark.pk).update(lots=lots[-1].pk)
    return True


def _words_of(lot: Lot) -> set[tuple[str, str]]:
    notice = lot.notice
    found = {("", word) for word in _worth_keeping(notice.buyer or "", "")}
    for texts in (lot.title or notice.title, lot.description, notice.description):
        for language, text in texts.items():
            found.update((language, word) for word in _worth_keeping(text, language))
    return found


def _worth_keeping(text: str, language: str) -> Iterable[str]:
    stop = stop_words(language)
    return (
        word
        for word in words(text)
        if SHORTEST <= len(word) <= LONGEST_WORD and word not in stop and not any(map(str.isdigit, word))
    )


def _add(counted: Counter[tuple[str, str]]) -> None:
    languages, spelled = zip(*sorted(counted), strict=True) if counted else ((), ())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO radar_wordcount AS kept (language, word, lots)"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[])"
            " ON CONFLICT (language, word) DO UPDATE SET lots = kept.lots + excluded.lots",
            [list(languages), list(spelled), [counted[key] for key in zip(languages, spelled, strict=True)]],
        )


@dataclass(frozen=True, slots=True)
class _Held:
    mark: tuple[int, int]
    words: Vocabulary


_held = _Held((-1, -1), Vocabulary())
_reading = threading.Lock()


def vocabulary() -> Vocabulary:
    """The words of the store. Read again after an import; whoever asks meanwhile gets the words from before it."""
    global _held
    mark = words_mark()
    if _held.mark == mark:
        return _held.words
    first = _held.mark[0] < 0
    if _reading.acquire(blocking=first):
        try:
            if _held.mark != mark:
                _held = _Held(mark, _read())
        finally:
            _reading.release()
    return _held.words


def words_mark() -> tuple[int, int]:
    """What changes with the words: the row that counts and what it says. (0, 0) before the first import."""
    found = WordCount.objects.filter(language="", word="").values_list("pk", "lots").first()
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _read() -> Vocabulary:
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'radar_lot'::regclass")
        (lots,) = cursor.fetchone()
        cursor.execute(
            "SELECT word, language, lots FROM radar_wordcount WHERE word <> '' AND lots >= %s",
            [2 if lots > LARGE else 1],
        )
        return Vocabulary(Word(*row) for row in cursor.fetchall())
