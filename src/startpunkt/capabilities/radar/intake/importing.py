"""A whole import: read and store, then make what was stored findable by meaning."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from startpunkt.capabilities.radar.intake import pipeline, vectors
from startpunkt.capabilities.radar.intake.writer import Tally
from startpunkt.capabilities.radar.quarantine import find, numbers
from startpunkt.core.intake.unpacking import Member

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the notices offered, and the seconds it took."""

    read: int
    stored: int
    unchanged: int
    superseded: int
    quarantined: int
    seconds: float

    def document(self) -> dict[str, object]:
        """The report in the contract's words."""
        return {
            "read": self.read,
            "stored": self.stored,
            "unchanged": self.unchanged,
            "superseded": self.superseded,
            "quarantined": self.quarantined,
            "seconds": round(self.seconds, 3),
        }

    def sentence(self) -> str:
        """The report for people."""
        text = (
            f"{self.read} read: {self.stored} stored ({self.superseded} replace an older version), "
            f"{self.unchanged} unchanged, {self.quarantined} in quarantine; {self.seconds:.1f} s."
        )
        return text + (" See `startpunkt quarantine list`." if self.quarantined else "")


@dataclass(frozen=True, slots=True)
class Timing:
    """Where the seconds of an import went: of the workers' processors (parse, text), of the clock (store, vectors)."""

    parse: float
    text: float
    store: float
    vectors: float


def run_import(paths: Iterable[Path], vectors: bool = True, progress: Say = lambda _: None) -> ImportReport:
    """Import ``paths``; with ``vectors`` the lots can be matched when this returns."""
    return run_timed(paths, vectors, progress)[0]


def run_timed(
    paths: Iterable[Path], vectors: bool = True, progress: Say = lambda _: None
) -> tuple[ImportReport, Timing]:
    """The same, with the time that each step took."""
    began = time.perf_counter()
    report = pipeline.import_notices(paths, progress=lambda tally: progress(f"{tally.read} notices read"))
    stored = time.perf_counter()
    if vectors:
        _make_findable(progress)
    ended = time.perf_counter()
    timing = Timing(report.parse_seconds, report.text_seconds, report.store_seconds, ended - stored)
    return _report(report.tally, ended - began), timing


def import_members(found: Iterable[Member], progress: Say = lambda _: None) -> ImportReport:
    """Import notices whose bytes are at hand; the lots can be matched when this returns."""
    began = time.perf_counter()
    report = pipeline.import_members(found, progress=lambda tally: progress(f"{tally.read} notices read"))
    _make_findable(progress)
    return _report(report.tally, time.perf_counter() - began)


def retry_quarantine(progress: Say = lambda _: None) -> ImportReport:
    """Read again whatever is in the quarantine with its bytes; what is readable now moves to the notices."""
    return import_members(_kept(), progress)


def _kept() -> Iterator[Member]:
    """What is in the quarantine now, one file at a time: together they may be more than memory holds."""
    for position, number in enumerate(numbers()):
        entry = find(number)
        data = entry.data() if entry else None
        if entry and data is not None:
            yield Member(Path("quarantine"), entry.file, position, data)


def _make_findable(progress: Say) -> None:
    vectors.encode_missing(progress=lambda done, of: progress(f"{done} of {of} lots encoded"))


def _report(tally: Tally, seconds: float) -> ImportReport:
    return ImportReport(tally.read, tally.stored, tally.unchanged, tally.superseded, tally.quarantined, seconds)
