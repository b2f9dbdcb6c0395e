"""Hostile files through the real import: refused with a reason and in bounds; good notices beside them come in."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from startpunkt.capabilities.radar.intake.pipeline import MOST_REFUSALS_KEPT
from startpunkt.core.intake.members import members
from tests.capabilities.radar.invented import demo_files
from tests.hostile.corpus import corpus
from tests.hostile.sorts import Bait
from tests.surfaces.cli.installation import fresh_installation

SEED = 20270607
SECRET = "CANARY-9d20"
MOST_MB = 500


@dataclass
class Run:
    """One import of everything, and what was seen meanwhile."""

    report: dict[str, Any]
    hostile: Path
    good: list[bytes]
    peaks: dict[int, int]
    calls: int
    touched: bool
    quarantined: list[dict[str, Any]]
    hashes: set[bytes]
    stored: set[bytes]
    stored_text: str


def watched(process: psutil.Popen, peaks: dict[int, int], over: threading.Event) -> None:
    """Note the greatest memory (MB) of the import and of each of its workers until it is over."""
    while not over.wait(0.02):
        try:
            for one in (process, *process.children(recursive=True)):
                peaks[one.pid] = max(peaks.get(one.pid, 0), one.memory_info().rss >> 20)
        except psutil.NoSuchProcess:
            continue


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    place = tmp_path_factory.mktemp("hostile-import")
    files, outside, secret = place / "files", place / "outside", place / "secret.txt"
    for folder in (files, outside):
        folder.mkdir()
    secret.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listener, fresh_installation() as installation:
        for one in corpus(SEED, Bait(listener.getsockname()[1], str(secret), str(outside))):
            (files / one.name).write_bytes(one.data)
        good = list(demo_files(21, day=date(2027, 6, 7)).values())
        for number, data in enumerate(good):
            (files / f"{number * 3:03d}-good.xml").write_bytes(data)
        before = sorted(place.rglob("*"))
        peaks: dict[int, int] = {}
        over = threading.Event()
        process = installation.start("ingest", files, "--no-vectors", "--json")
        watcher = threading.Thread(target=watched, args=(psutil.Process(process.pid), peaks, over))
        watcher.start()
        out, err = process.communicate(timeout=300)
        over.set()
        watcher.join()
        assert process.returncode == 0, err[-2000:]
        report = installation.answer("quarantine", "list")["quarantined"]
        with installation.connect() as connection:
            kept = connection.execute("SELECT content_hash FROM radar_quarantined").fetchall()
            stored = connection.execute("SELECT content_hash, title::text FROM radar_notice").fetchall()
            texts = connection.execute("SELECT string_agg(reason || file, ' ') FROM radar_quarantined").fetchone()
        assert texts is not None
        yield Run(
            report=json.loads(out),
            hostile=files,
            good=good,
            peaks=peaks,
            calls=connections(listener),
            touched=sorted(place.rglob("*")) != before,
            quarantined=report,
            hashes={bytes(found) for (found,) in kept},
            stored={bytes(found) for found, _ in stored},
            stored_text=" ".join([texts[0], *(title for _, title in stored)]),
        )


def connections(listener: socket.socket) -> int:
    """How many connections came; one of our own, made last, shows that they would have been seen."""
    with socket.create_connection(listener.getsockname()) as own:
        listener.settimeout(5)
        for count in range(1_000):
            connection, peer = listener.accept()
            connection.close()
            if peer == own.getsockname():
                return count
    return 1_000


def test_good_notices_come_in_and_nothing_else_does(ran: Run) -> None:
    assert ran.report["stored"] == len(ran.good)
    assert ran.stored == {hashlib.sha256(data).digest() for data in ran.good}
    assert ran.report["read"] == ran.report["stored"] + ran.report["unchanged"] + ran.report["quarantined"]


def test_every_hostile_file_is_in_the_quarantine(ran: Run) -> None:
    names = {entry["file"] for entry in ran.quarantined}
    seen: Counter[str] = Counter()
    for path in sorted(ran.hostile.iterdir()):
        if path.name.endswith("-good.xml"):
            continue
        kept = missing = 0
        for member in members(path):
            if member.data is not None:
                assert hashlib.sha256(member.data).digest() in ran.hashes, (path.name, member.name)
                kept += 1
            elif member.name in names:
                kept += 1
            else:
                missing += 1
        assert kept, path.name
        assert not missing or kept >= MOST_REFUSALS_KEPT, (path.name, "only counted are those beyond the limit")
        seen["members kept"] += kept
        seen["members counted"] += missing
        seen["files"] += 1
    print(dict(seen), "in", len(ran.quarantined), "entries; report", ran.report)
    assert seen["files"] >= 200
    assert ran.report["quarantined"] >= seen["files"]
    assert all(10 < len(entry["reason"]) < 400 for entry in ran.quarantined)


def test_workers_stay_small(ran: Run) -> None:
    print("peak MB of the import and its processes:", sorted(ran.peaks.values(), reverse=True))
    assert len(ran.peaks) >= 2, "no worker was seen"
    assert max(ran.peaks.values()) < MOST_MB


def test_nothing_is_fetched_written_or_shown(ran: Run) -> None:
    assert ran.calls == 0
    assert not ran.touched
    assert SECRET not in ran.stored_text
