"""Worker processes that read notices: bounded in memory and time, and never left behind."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import FrameType
from typing import NamedTuple, TypeVar

from startpunkt.capabilities.radar.intake.parenthood import NICENESS, end_with_parent
from startpunkt.capabilities.radar.intake.rows import NoticeRow, RefusedRow, notice_row, refuse, storable
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.reading import read

T = TypeVar("T")

MEMORY_LIMIT = 900 * 1024 * 1024
"""Address space of a worker, most of it libraries: a file that needs more is refused, and it alone."""

SECONDS_PER_NOTICE: float = 30
"""The largest real notice takes a second; a file that takes longer than this is refused."""


class Task(NamedTuple):
    """One notice to read."""

    file: str
    data: bytes
    content_hash: bytes


class TookTooLong(Exception):  # noqa: N818 -- it names the situation
    """Raised inside a worker when a notice exceeds its time."""


def prepare_worker() -> None:
    """Bound this process, let it end when its parent is gone, however that ended, and let people's pages go first."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _stop)
    end_with_parent()


def _stop(signum: int, frame: FrameType | None) -> None:
    raise TookTooLong


class Refusal(NamedTuple):
    """Why a notice was not read. Its bytes stay with the importer, which has memory to keep them."""

    code: str
    reason: str


class Chunk(NamedTuple):
    """What became of each task of a chunk, and its processor seconds: reading, and working out what to store."""

    found: list[NoticeRow | Refusal]
    parse_seconds: float = 0.0
    text_seconds: float = 0.0


def read_chunk(tasks: list[Task]) -> Chunk:
    """Read the notices of one chunk, each within its time; runs in a worker."""
    found: list[NoticeRow | Refusal] = []
    parse_seconds = text_seconds = 0.0
    for task in tasks:
        began = time.process_time()
        notice = _within_bounds(task, lambda task: read(task.data))
        parsed = time.process_time()
        found.append(notice if isinstance(notice, Refusal) else _within_bounds(task, partial(_row, notice)))
        parse_seconds += parsed - began
        text_seconds += time.process_time() - parsed
    return Chunk(found, parse_seconds, text_seconds)


def _row(notice: Notice, task: Task) -> NoticeRow:
    return notice_row(notice, *task)


def _within_bounds(task: Task, work: Callable[[Task], T]) -> T | Refusal:
    """What ``work`` makes of the task, or the refusal it earns."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_NOTICE)
    try:
        return work(task)
    except UnreadableNotice as error:
        return Refusal(error.code, storable(str(error)))
    except TookTooLong:
        return Refusal("too-slow", f"Reading the file took longer than {SECONDS_PER_NOTICE} seconds.")
    except MemoryError:
        return Refusal("too-costly", f"Reading the file needs more memory than the {MEMORY_LIMIT >> 20} MiB allowed.")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class Outcome(NamedTuple):
    """The rows of one chunk, ready to be stored, and the processor seconds of its worker."""

    rows: list[NoticeRow | RefusedRow]
    parse_seconds: float
    text_seconds: float


def outcome_of(tasks: list[Task], chunk: Chunk) -> Outcome:
    """The rows of what a worker found; refused bytes are kept."""
    rows = [
        refuse(*task, found.code, found.reason) if isinstance(found, Refusal) else found
        for task, found in zip(tasks, chunk.found, strict=True)
    ]
    return Outcome(rows, chunk.parse_seconds, chunk.text_seconds)


class Workers:
    """A pool that returns results in the order of its tasks and holds a bounded number of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool = self._new_pool(count)

    @staticmethod
    def _new_pool(count: int) -> ProcessPoolExecutor:
        # Spawned, not forked: a forked worker would hold the importer's connection and its lock on the store.
        return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=prepare_worker)

    def read_all(self, chunks: Iterable[list[Task]]) -> Iterator[Outcome]:
        """What becomes of each chunk. A file that kills its worker is found by reading its chunk one by one."""
        waiting: deque[tuple[list[Task], Future[Chunk]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._submit(chunk)))
            if len(waiting) > 2 * self.count:
                yield self._outcome(*waiting.popleft())
        while waiting:
            yield self._outcome(*waiting.popleft())

    def _submit(self, chunk: list[Task]) -> Future[Chunk]:
        try:
            return self._pool.submit(read_chunk, chunk)
        except BrokenProcessPool:
            self._pool = self._new_pool(self.count)
            return self._pool.submit(read_chunk, chunk)

    def _outcome(self, tasks: list[Task], future: Future[Chunk]) -> Outcome:
        try:
            return outcome_of(tasks, future.result())
        except BrokenProcessPool:
            return outcome_of(tasks, Chunk([self._alone(task) for task in tasks]))

    def _alone(self, task: Task) -> NoticeRow | Refusal:
        with self._new_pool(1) as pool:
            try:
                return pool.submit(read_chunk, [task]).result().found[0]
            except BrokenProcessPool:
                return Refusal("worker-died", "Reading the file ended the process that read it.")

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)
