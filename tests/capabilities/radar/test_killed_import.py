"""A killed import loses nothing, doubles nothing, leaves no process behind, and goes on when it is run again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import zstandard

from tests.capabilities.radar.invented import demo_files, zipped
from tests.surfaces.cli.installation import Installation, fresh_installation

pytestmark = pytest.mark.proof

SEED = 20270608
KILLS_A_SERIES = 3
DAY = date(2027, 6, 7)

NOTICES = """
SELECT n.source, n.notice_id, n.version, n.newest, n.content_hash, o.compressed, count(l.id)
FROM radar_notice n LEFT JOIN radar_original o ON o.notice_id = n.id LEFT JOIN radar_lot l ON l.notice_id = n.id
GROUP BY n.id, o.notice_id ORDER BY 1, 2, 3
"""
LOTS = """
SELECT n.notice_id, n.version, l.position, l.lot_id, l.newest, l.title::text, l.cpv, l.deadline, md5(l.lexemes::text)
FROM radar_lot l JOIN radar_notice n ON n.id = l.notice_id ORDER BY 1, 2, 3
"""
VECTORS = """
SELECT n.notice_id, n.version, l.position, l.newest, v.encoder, v.vector::text
FROM radar_lotvector v JOIN radar_lot l ON l.id = v.lot_id JOIN radar_notice n ON n.id = l.notice_id ORDER BY 1, 2, 3
"""
COUNTS = "SELECT language, lexeme, lots FROM radar_lexemecount ORDER BY 1, 2"
TABLES = (
    "radar_notice, radar_original, radar_lot, radar_lotvector, radar_lexemecount, radar_quarantined, radar_importrun"
)


@dataclass(frozen=True)
class Contents:
    """All that an import leaves in the store, without row numbers and times."""

    notices: list[Any]
    lots: list[Any]
    vectors: list[Any]
    lexeme_counts: list[Any]


@dataclass(frozen=True)
class Plan:
    """One sort of import: its archive, its options, and how it is killed."""

    archive: Path
    options: tuple[str, ...]
    kills: int


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with fresh_installation() as made:
        made.answer("quarantine", "list")  # brings the tables
        yield made
    assert not processes_of(made)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    folder = tmp_path_factory.mktemp("archives")
    many = zipped(folder / "many.zip", demo_files(*range(40, 70), day=DAY))
    some = zipped(folder / "some.zip", demo_files(80, 81, 82, day=DAY))
    return {"words": Plan(many, ("--no-vectors",), 18), "vectors": Plan(some, (), 12)}


def contents(installation: Installation) -> Contents:
    return Contents(*(installation.rows(query) for query in (NOTICES, LOTS, VECTORS, COUNTS)))


def emptied(installation: Installation) -> None:
    with installation.connect() as connection:
        connection.execute(f"TRUNCATE {TABLES} CASCADE".encode())


def processes_of(installation: Installation) -> set[int]:
    """Living processes that were started with this home, other than the server and what keeps it."""
    found = set()
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("STARTPUNKT_HOME") == str(installation.home)
            if mine and process.status() != psutil.STATUS_ZOMBIE:
                words = " ".join(process.cmdline())
                if "postgres" not in words and "ensure_running" not in words:
                    found.add(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def gone(installation: Installation, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not processes_of(installation):
            return True
        time.sleep(0.1)  # a poll of other processes' state, bounded by ``seconds``
    return False


def killed(installation: Installation, plan: Plan, after: float, whole_group: bool) -> bool:
    """Start the import and kill it ``after`` so many seconds; false when it was through by then."""
    process = installation.start("ingest", plan.archive, *plan.options, "--json", start_new_session=True)
    try:
        process.wait(after)
        process.communicate()
        return False
    except subprocess.TimeoutExpired:
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate(timeout=30)  # ends when no worker holds the pipe any more
    if process.returncode == 0:
        return False  # it ended by itself between the last look and the kill, which then does not count
    assert process.returncode == -signal.SIGKILL
    return True


@pytest.mark.parametrize("sort", ["words", "vectors"])
def test_killed_imports_lose_and_double_nothing(installation: Installation, plans: dict[str, Plan], sort: str) -> None:
    plan = plans[sort]
    chance = random.Random(f"{SEED}/{sort}")
    emptied(installation)
    began = time.monotonic()
    installation.answer("quarantine", "list")
    starting = 0.8 * (time.monotonic() - began)  # before that, a command only loads its modules
    began = time.monotonic()
    tally = installation.answer("ingest", plan.archive, *plan.options)
    duration = time.monotonic() - began
    expected = contents(installation)
    assert tally["stored"] == len(expected.notices) > 200
    kills, moments = 0, []
    for series in count():
        emptied(installation)
        for number in range(KILLS_A_SERIES):
            # Later imports of a series find part of the work done, and are over sooner.
            moment = starting + chance.random() * (duration - starting) * (1 - number * 0.25)
            if not killed(installation, plan, moment, whole_group=(series + number) % 2 == 0):
                break
            kills += 1
            moments.append(moment / duration)
            assert gone(installation), f"a process outlived the import that was killed after {moment:.2f} s"
            whole(contents(installation), expected)
        installation.answer("ingest", plan.archive, *plan.options)
        equal(contents(installation), expected)
        if kills >= plan.kills:
            break
    again = installation.answer("ingest", plan.archive, *plan.options)
    assert (again["stored"], again["unchanged"]) == (0, tally["read"])
    spread = ", ".join(f"{moment:.2f}" for moment in sorted(moments))
    print(f"{sort}: {kills} kills in {series + 1} series of an import of {duration:.1f} s, at {spread} of it")


def whole(found: Contents, expected: Contents) -> None:
    """Whatever is there after a kill is complete: each notice with its bytes and all of its lots, none twice."""
    known = {row[:3]: row for row in expected.notices}
    names = [row[:3] for row in found.notices]
    assert len(names) == len(set(names))
    for row in found.notices:
        assert row[4:] == known[row[:3]][4:], row[:3]
    newest = [row[:2] for row in found.notices if row[3]]
    assert len(newest) == len(set(newest)) == len({row[:2] for row in found.notices})
    assert all(row[3] for row in found.vectors), "a vector of a lot that nobody sees"
    assert len({row[:3] for row in found.vectors}) == len(found.vectors)


def equal(found: Contents, expected: Contents) -> None:
    """The store holds what an import without interruption leaves."""
    assert found.notices == expected.notices
    assert found.lots == expected.lots
    for row in found.notices:
        assert zstandard.decompress(bytes(row[5])) and row[6] > 0
    assert [row[:5] for row in found.vectors] == [row[:5] for row in expected.vectors]
    if expected.vectors:
        visible = [row[:3] for row in found.lots if row[4]]
        assert [row[:3] for row in found.vectors] == visible, "one vector a visible lot"
        made, meant = (numbers(contents.vectors) for contents in (found, expected))
        assert np.abs(made - meant).max() < 0.01
    assert found.lexeme_counts == expected.lexeme_counts


def numbers(rows: list[Any]) -> np.ndarray:
    return np.array([np.fromstring(row[5].strip("[]"), sep=",") for row in rows])
