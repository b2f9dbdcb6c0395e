"""Writing what was read, a batch at a time: all of a batch is in the store, or nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg import Cursor, DataError
from psycopg.errors import ProgramLimitExceeded

from startpunkt.capabilities.radar.intake.rows import LotRow, NoticeRow, RefusedRow, storable

NOTICE_COLUMNS = (
    "id", "source", "notice_id", "version", "version_order", "newest", "content_hash", "file", "form", "kind", "direct",
    "legal_basis", "procedure_id", "publication_number", "publication_date", "languages", "title", "description",
    "buyer", "buyer_key", "country", "previous", "corrects", "imported_at",
)  # fmt: skip
LOT_COLUMNS = (
    "notice_id", "position", "newest", "kind", "country", "lot_id", "language", "languages", "title", "description",
    "cpv", "places", "regions", "fields", "defence", "seen_at", "deadline", "deadline_source", "value", "currency",
    "lexemes",
)  # fmt: skip
AWARD_COLUMNS = ("notice_id", "position", "lot_id", "status", "winners", "tenders", "value", "currency")


@dataclass(slots=True)
class Tally:
    """What became of the notices of an import, in the words of the command."""

    read: int = 0
    stored: int = 0
    unchanged: int = 0
    superseded: int = 0
    quarantined: int = 0


def known_hashes(hashes: Sequence[bytes]) -> set[bytes]:
    """Those of ``hashes`` whose notice is stored already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content_hash FROM radar_notice WHERE content_hash = ANY(%s)", [list(hashes)])
        return {bytes(found) for (found,) in cursor.fetchall()}


def store(rows: Sequence[NoticeRow | RefusedRow], tally: Tally) -> None:
    """Store one batch in one transaction and count it in ``tally``, which changes only if the batch is in.

    A notice that the tables cannot hold (it has more distinct words than a search vector takes) goes to the
    quarantine, the rest of the batch in.
    """
    try:
        _store_together(rows, tally)
    except (DataError, ProgramLimitExceeded) as error:
        if len(rows) > 1:
            for row in rows:
                store([row], tally)
        elif isinstance(rows[0], NoticeRow):
            _store_together([_unstorable(rows[0], error)], tally)
        else:
            raise


def _unstorable(row: NoticeRow, error: DataError | ProgramLimitExceeded) -> RefusedRow:
    reason = f"A value of the notice cannot be stored: {str(error).splitlines()[0]}."
    return RefusedRow(row.content_hash, row.file, "unstorable", storable(reason), 0, row.compressed)


def _store_together(rows: Sequence[NoticeRow | RefusedRow], tally: Tally) -> None:
    counted = Tally(read=len(rows))
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor: Cursor[Any] = django_cursor.cursor
        # A batch need not wait for the disk: the import's last commit does, and it comes after all of them.
        cursor.execute("SET LOCAL synchronous_commit = off")
        notices = [row for row in rows if isinstance(row, NoticeRow)]
        refused = [row for row in rows if isinstance(row, RefusedRow)]
        accepted = list(_new_versions(cursor, notices, refused, counted))
        _copy(cursor, accepted)
        _quarantine(cursor, refused, counted)
        _release(cursor, [row.content_hash for row in notices])
    tally.read += counted.read
    tally.stored += counted.stored
    tally.unchanged += counted.unchanged
    tally.superseded += counted.superseded
    tally.quarantined += counted.quarantined


@dataclass(slots=True)
class _Placed:
    row: NoticeRow
    order: int
    newest: bool


def version_order(version: str) -> int:
    """Versions compare as numbers (``01`` < ``2`` < ``10``); what holds no number is the first."""
    digits = re.search(r"\d{1,9}", version)
    return int(digits.group()) if digits else 0


def _new_versions(
    cursor: Cursor[Any], rows: list[NoticeRow], refused: list[RefusedRow], counted: Tally
) -> Iterator[_Placed]:
    """Decide for each row: known, in conflict, or new, and then whether it is the newest of its notice."""
    cursor.execute(
        "SELECT n.source, n.notice_id, n.version, n.version_order, n.newest, n.content_hash FROM radar_notice n"
        " JOIN unnest(%s::text[], %s::text[]) AS k(source, notice_id) USING (source, notice_id)",
        [[row.source for row in rows], [row.notice_id for row in rows]],
    )
    hashes: dict[tuple[str, str, str], bytes] = {}
    newest: dict[tuple[str, str], int] = {}
    in_store: set[tuple[str, str]] = set()
    for source, notice_id, version, order, is_newest, content_hash in cursor.fetchall():
        hashes[source, notice_id, version] = bytes(content_hash)
        if is_newest:
            newest[source, notice_id] = order
            in_store.add((source, notice_id))
    placed: dict[tuple[str, str], _Placed] = {}
    result: list[_Placed] = []
    retired: list[tuple[str, str]] = []
    for row in rows:
        key = (row.source, row.notice_id)
        known = hashes.get((*key, row.version))
        if known is not None:
            if known == row.content_hash:
                counted.unchanged += 1
            else:
                refused.append(_conflict(row))
            continue
        hashes[(*key, row.version)] = row.content_hash
        entry = _Placed(row, version_order(row.version), newest=False)
        if key not in newest or entry.order > newest[key]:
            entry.newest = True
            if key in newest:
                counted.superseded += 1
                if key in placed:
                    placed[key].newest = False
                if key in in_store:
                    retired.append(key)
                    in_store.discard(key)
            newest[key] = entry.order
            placed[key] = entry
        result.append(entry)
    _retire(cursor, retired)
    counted.stored += len(result)
    return iter(result)


def _conflict(row: NoticeRow) -> RefusedRow:
    reason = (
        f"Notice {row.notice_id} version {row.version} is stored already with other content. The stored one stays; "
        "if this file is the right one, its publisher must raise the version."
    )
    return RefusedRow(row.content_hash, row.file, "version-conflict", reason, 0, row.compressed)


def _retire(cursor: Cursor[Any], keys: list[tuple[str, str]]) -> None:
    """Take the newest versions of ``keys`` out of sight, before their successors come."""
    if not keys:
        return
    cursor.execute(
        "WITH old AS (UPDATE radar_notice n SET newest = false"
        " FROM unnest(%s::text[], %s::text[]) AS k(source, notice_id)"
        " WHERE n.source = k.source AND n.notice_id = k.notice_id AND n.newest RETURNING n.id),"
        " gone AS (DELETE FROM radar_lotvector v USING radar_lot l, old"
        " WHERE v.lot_id = l.id AND l.notice_id = old.id)"
        " UPDATE radar_lot l SET newest = false FROM old WHERE l.notice_id = old.id",
        [[source for source, _ in keys], [notice_id for _, notice_id in keys]],
    )


def _copy(cursor: Cursor[Any], placed: list[_Placed]) -> None:
    if not placed:
        return
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('radar_notice', 'id')), now() FROM generate_series(1, %s)", [len(placed)]
    )
    keys = cursor.fetchall()
    with cursor.copy(f"COPY radar_notice ({', '.join(NOTICE_COLUMNS)}) FROM STDIN") as copy:
        for (key, now), entry in zip(keys, placed, strict=True):
            copy.write_row(_notice_values(key, entry, now))
    with cursor.copy("COPY radar_original (notice_id, compressed) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int8", "bytea"])
        for (key, _), entry in zip(keys, placed, strict=True):
            copy.write_row((key, entry.row.compressed))
    with cursor.copy(f"COPY radar_lot ({', '.join(LOT_COLUMNS)}) FROM STDIN") as copy:
        for (key, now), entry in zip(keys, placed, strict=True):
            for position, lot in enumerate(entry.row.lots):
                copy.write_row(_lot_values(key, position, entry, lot, now))
    with cursor.copy(f"COPY radar_award ({', '.join(AWARD_COLUMNS)}) FROM STDIN") as copy:
        for (key, _), entry in zip(keys, placed, strict=True):
            for position, award in enumerate(entry.row.awards):
                result = (award.lot_id, award.status, award.winners, award.tenders, award.value, award.currency)
                copy.write_row((key, position, *result))


def _notice_values(key: int, entry: _Placed, now: object) -> tuple[object, ...]:
    row = entry.row
    return (
        key, row.source, row.notice_id, row.version, entry.order, entry.newest, row.content_hash, row.file, row.form,
        row.kind, row.direct, row.legal_basis, row.procedure_id, row.publication_number, row.publication_date,
        row.languages, row.title, row.description, row.buyer, row.buyer_key, row.country, row.previous, row.corrects,
        now,
    )  # fmt: skip


def _lot_values(key: int, position: int, entry: _Placed, lot: LotRow, now: object) -> tuple[object, ...]:
    return (
        key, position, entry.newest, entry.row.kind, entry.row.country, lot.lot_id, lot.language, lot.languages,
        lot.title, lot.description, lot.cpv, lot.places, lot.regions, lot.fields, lot.defence, now, lot.deadline,
        lot.deadline_source, lot.value, lot.currency, lot.lexemes,
    )  # fmt: skip


def _quarantine(cursor: Cursor[Any], refused: list[RefusedRow], counted: Tally) -> None:
    for row in refused:
        cursor.execute(
            "INSERT INTO radar_quarantined (content_hash, file, code, reason, size, compressed, seen_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, now()) ON CONFLICT (content_hash) DO UPDATE"
            " SET file = excluded.file, code = excluded.code, reason = excluded.reason, seen_at = excluded.seen_at",
            [row.content_hash, row.file, row.code, row.reason, row.size, row.compressed],
        )
    counted.quarantined += len(refused)


def _release(cursor: Cursor[Any], hashes: list[bytes]) -> None:
    """What can be read now leaves the quarantine, unless it is there for a conflict of versions."""
    cursor.execute(
        "DELETE FROM radar_quarantined WHERE content_hash = ANY(%s) AND code <> 'version-conflict'", [hashes]
    )
