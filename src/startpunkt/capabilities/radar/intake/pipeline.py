"""The import: members of files and archives -> workers -> store. What is committed stays, whatever happens next."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connection

from startpunkt.capabilities.radar.intake import writer
from startpunkt.capabilities.radar.intake.rows import RefusedRow, content_hash, storable
from startpunkt.capabilities.radar.intake.workers import Task, Workers
from startpunkt.capabilities.radar.models import ImportRun
from startpunkt.core.intake.members import members
from startpunkt.core.intake.unpacking import Member

CHUNK_NOTICES = 64
CHUNK_BYTES = 4 * 1024 * 1024
"""A chunk is read by one worker and committed as one transaction: what a crash can cost, and what memory holds."""

MOST_REFUSALS_KEPT = 1_000
"""Members without readable bytes that are written down of one archive; its further ones are counted alone."""

IMPORT_LOCK = 0x496D706F
"""Advisory lock: one import at a time, so that which version is the newest is decided by one."""


@dataclass(slots=True)
class Report:
    """The outcome of an import and where its time went: processor seconds of the workers, wall seconds of the rest."""

    tally: writer.Tally
    seconds: float = 0.0
    parse_seconds: float = 0.0
    text_seconds: float = 0.0
    store_seconds: float = 0.0
    refusals: Counter[Path] = field(default_factory=Counter)


Progress = Callable[[writer.Tally], None]


def import_notices(paths: Iterable[Path], workers: int | None = None, progress: Progress = lambda _: None) -> Report:
    """Import every notice below ``paths``: files, folders, archives."""
    return import_members((member for path in paths for member in members(path)), workers, progress)


def import_members(found: Iterable[Member], workers: int | None = None, progress: Progress = lambda _: None) -> Report:
    """Import what was found. Known content is skipped without being read."""
    report = Report(writer.Tally())
    began = time.perf_counter()
    pool = Workers(workers or os.cpu_count() or 1)
    try:
        with _alone():
            for chunk in pool.read_all(_chunks(found, report)):
                report.parse_seconds += chunk.parse_seconds
                report.text_seconds += chunk.text_seconds
                moment = time.perf_counter()
                writer.store(chunk.rows, report.tally)
                report.store_seconds += time.perf_counter() - moment
                progress(report.tally)
    finally:
        pool.close()
    report.seconds = time.perf_counter() - began
    ImportRun.objects.create(seconds=report.seconds, **asdict(report.tally))
    return report


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other import runs. The lock ends with the connection, so a killed import leaves none behind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [IMPORT_LOCK])
        try:
            yield
        finally:
            if connection.is_usable():
                cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORT_LOCK])


def _chunks(found: Iterable[Member], report: Report) -> Iterator[list[Task]]:
    """Tasks whose content is not stored yet, in chunks; members that were refused go to the quarantine at once."""
    for batch in _batches(found):
        _quarantine([member for member in batch if member.data is None], report)
        tasks = [
            Task(storable(member.name), member.data, content_hash(member.data))
            for member in batch
            if member.data is not None
        ]
        known = writer.known_hashes([task.content_hash for task in tasks])
        fresh = {task.content_hash: task for task in tasks if task.content_hash not in known}
        report.tally.read += len(tasks) - len(fresh)
        report.tally.unchanged += len(tasks) - len(fresh)
        if fresh:
            yield list(fresh.values())


def _quarantine(refused: list[Member], report: Report) -> None:
    """Keep what was refused before reading. A hostile archive can hold very many such members: then they only count."""
    kept = []
    for member in refused:
        report.refusals[member.source] += 1
        if report.refusals[member.source] <= MOST_REFUSALS_KEPT:
            kept.append(_refused(member))
    if kept:
        writer.store(kept, report.tally)
    report.tally.read += len(refused) - len(kept)
    report.tally.quarantined += len(refused) - len(kept)


def _batches(found: Iterable[Member]) -> Iterator[list[Member]]:
    batch: list[Member] = []
    size = 0
    for member in found:
        batch.append(member)
        size += len(member.data or b"")
        if len(batch) >= CHUNK_NOTICES or size >= CHUNK_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _refused(member: Member) -> RefusedRow:
    assert member.refusal is not None  # noqa: S101 -- a member has either data or a refusal
    name = storable(member.name)
    identity = content_hash(f"{name}\n{member.refusal.code}\n{member.refusal}".encode())
    return RefusedRow(identity, name, member.refusal.code, storable(str(member.refusal)), 0, None)
