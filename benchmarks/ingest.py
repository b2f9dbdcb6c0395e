"""How fast notices get into the store: files to committed rows, in a home of its own.

``python -m benchmarks.ingest ZIP… [--repeat N] [--runs 3] [--no-vectors] [--json]`` ->
``{"notices", "seconds", "per_s", "parse_s", "store_s", "text_s", "vectors_s", "peak_rss_mb"}``.

Medians of the runs, each into an empty store. ``--repeat`` imports the archives N times over, each time as other
notices (the publisher's number of each is changed), for archives larger than those at hand. ``parse_s`` and
``text_s`` are processor seconds of the workers, ``store_s`` and ``vectors_s`` wall seconds of the importing process.
``peak_rss_mb`` adds up this process and its workers at the worst moment; PostgreSQL is not in it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path
from statistics import median
from typing import Any

import psutil

IDENTIFIER = re.compile(rb'(DOC_ID="\d{6})-|(schemeName="notice-id"[^>]*>[^<]{4})[^<]{4}')


class PeakMemory:
    """Samples the resident memory of this process and its children until closed."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.peak = 0
        self._pause = seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._ended.wait(self._pause):
            total = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    if "postgres" not in process.name():
                        total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.peak = max(self.peak, total)


def repeated(archives: list[Path], times: int, folder: Path) -> list[Path]:
    """The archives and ``times - 1`` further copies of each whose notices bear other numbers."""
    found = list(archives)
    for archive in archives:
        for copy in range(1, times):
            path = folder / f"{copy}-{archive.name}"
            with (
                zipfile.ZipFile(archive) as source,
                zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
            ):
                for name in source.namelist():
                    target.writestr(name, _renumbered(source.read(name), copy))
            found.append(path)
    return found


def _renumbered(data: bytes, copy: int) -> bytes:
    def number(found: re.Match[bytes]) -> bytes:
        legacy, eforms = found.groups()
        return legacy + b"%03d-" % copy if legacy else eforms + b"%04x" % copy

    return IDENTIFIER.sub(number, data, count=1)


def one_run(archives: list[Path], vectors: bool) -> dict[str, Any]:
    """Import into the store of this process's home, which must be empty; the figures of this run."""
    from startpunkt.foundation.store.opening import open_store

    open_store()
    from startpunkt.capabilities.radar.intake import importing

    with PeakMemory() as memory:
        report, timing = importing.run_timed(archives, vectors=vectors)
    return {
        "notices": report.read,
        "seconds": round(report.seconds, 3),
        "per_s": round(report.read / report.seconds, 1),
        "parse_s": round(timing.parse, 3),
        "store_s": round(timing.store, 3),
        "text_s": round(timing.text, 3),
        "vectors_s": round(timing.vectors, 3),
        "peak_rss_mb": round(memory.peak / 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-vectors", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one-run", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one_run:
        print(json.dumps(one_run(given.archives, not given.no_vectors)))
        return
    with tempfile.TemporaryDirectory(prefix="startpunkt-bench-") as folder:
        archives = repeated(given.archives, given.repeat, Path(folder))
        runs = [_in_own_home(archives, given.no_vectors) for _ in range(max(3, given.runs))]
    figures = {name: median(run[name] for run in runs) for name in runs[0]}
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:>12}  {value}")


def _in_own_home(archives: list[Path], no_vectors: bool) -> dict[str, Any]:
    """One run in a process and a home of its own."""
    with tempfile.TemporaryDirectory(prefix="startpunkt-bench-", ignore_cleanup_errors=True) as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment["STARTPUNKT_HOME"] = home
        command = [sys.executable, "-m", "benchmarks.ingest", "--one-run", *map(str, archives)]
        done = subprocess.run(  # noqa: S603 -- ourselves
            [*command, *(["--no-vectors"] if no_vectors else [])], env=environment, stdout=subprocess.PIPE, check=True
        )
        figures: dict[str, Any] = json.loads(done.stdout)
        return figures


if __name__ == "__main__":
    main()
