"""Give each visible lot its vector, and keep what searching by meaning and by words needs beside them."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from psycopg import Connection

from startpunkt.capabilities.radar.encoding import encoder, encoder_key
from startpunkt.capabilities.radar.intake.encoding_workers import LotTask, encode_batch, prepare_worker
from startpunkt.capabilities.radar.models import Lot
from startpunkt.capabilities.radar.ranking.nearest import ensure_index
from startpunkt.capabilities.radar.searching.words import count_words

BATCH = 256
"""Lots encoded together and committed together; lots of one notice share most of their texts."""

ALONE_BELOW = 300
"""So few lots are encoded by this process: starting others would take longer."""

ENCODE_LOCK = 0x456E636F
"""Advisory lock: one process at a time encodes, so that no lot is encoded twice."""

FILL = """
INSERT INTO radar_lotvector (lot_id, encoder, vector, units, deadline, seen_at, defence, kind, country, currency, value,
  regions, fields)
SELECT e.lot_id, %s, e.vector, e.units, l.deadline, l.seen_at, l.defence, l.kind, l.country, l.currency, l.value,
  l.regions, l.fields
FROM encoded e JOIN radar_lot l ON l.id = e.lot_id WHERE l.newest
"""
"""From the table ``encoded`` (lot, vector, units) and the lots; its parameter is the encoder's key."""

Progress = Callable[[int, int], None]


def encode_missing(progress: Progress = lambda done, of: None) -> int:
    """Encode the visible lots that have no vector of the encoder in use; how many they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ENCODE_LOCK])
        try:
            return _encode(progress)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ENCODE_LOCK])


def _encode(progress: Progress) -> int:
    key = encoder_key()
    total = _missing(key).count()
    done = 0
    for rows in _encoded(_batches(key), total):
        _store(key, rows)
        done += len(rows)
        progress(done, total)
    # Even if nothing was missing: an import may have been killed between its last vector and these three.
    refresh_lexeme_counts()
    count_words()
    ensure_index(key, encoder().dimensions)
    return done


def _missing(key: str) -> Any:
    return Lot.objects.filter(newest=True).exclude(vectors__encoder=key)


def _batches(key: str) -> Iterator[list[LotTask]]:
    last = 0
    while True:
        found = _missing(key).filter(pk__gt=last).order_by("pk").select_related("notice")[:BATCH]
        batch = [LotTask(lot.pk, lot.cpv, lot.texts()) for lot in found]
        if not batch:
            return
        last = batch[-1].lot
        yield batch


def _encoded(batches: Iterator[list[LotTask]], total: int) -> Iterator[list[tuple[int, Any, bytes]]]:
    folder = Path(settings.STARTPUNKT_ENCODER) if settings.STARTPUNKT_ENCODER else None
    if total < ALONE_BELOW:
        for batch in batches:
            yield encode_batch(batch, folder)
        return
    count = os.cpu_count() or 1
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for the workers: one process a core, one thread each
    waiting: deque[Future[list[tuple[int, Any, bytes]]]] = deque()
    with ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=prepare_worker) as pool:
        for batch in batches:
            waiting.append(pool.submit(encode_batch, batch, folder))
            if len(waiting) > count + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@transaction.atomic
def _store(key: str, rows: Sequence[tuple[int, Any, bytes]]) -> None:
    """Store the vectors of lots that are still visible, with what the lots are narrowed by."""
    connection.ensure_connection()
    raw: Connection[Any] = connection.connection
    register_vector(raw)
    cursor = raw.cursor()
    cursor.execute("CREATE TEMPORARY TABLE encoded (lot_id int8, vector halfvec, units bytea)")
    with cursor.copy("COPY encoded FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int8", "halfvec", "bytea"])
        for lot, vector, units in rows:
            copy.write_row((lot, HalfVector(vector), units))
    cursor.execute(FILL, [key])
    cursor.execute("DROP TABLE encoded")


@transaction.atomic
def refresh_lexeme_counts() -> None:
    """Count anew in how many visible lots each lexeme occurs, once the lots have changed by a tenth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(lots), 0) FROM radar_lexemecount WHERE lexeme = ''")
        counted = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM radar_lot WHERE newest AND language IS NOT NULL")
        now = cursor.fetchone()[0]
        if abs(now - counted) * 10 < now:
            return
        cursor.execute("TRUNCATE radar_lexemecount")
        cursor.execute(
            "INSERT INTO radar_lexemecount (language, lexeme, lots)"
            " SELECT language, '', count(*) FROM radar_lot WHERE newest AND language IS NOT NULL GROUP BY language"
            " UNION ALL SELECT l.language, u.lexeme, count(*) FROM radar_lot l, unnest(l.lexemes) u"
            " WHERE l.newest AND l.language IS NOT NULL AND u.lexeme NOT LIKE '_/%'"  # marks are no words
            " GROUP BY l.language, u.lexeme"
        )
