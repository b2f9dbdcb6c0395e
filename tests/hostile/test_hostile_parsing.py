"""No hostile file gets through the opening of archives and the parsing of XML, and none costs memory or time."""

from __future__ import annotations

import socket
import zlib
from collections import Counter

import pytest

from tests.hostile.corpus import corpus
from tests.hostile.run import report
from tests.hostile.sorts import Bait

SEED = 20261122
SECRET = "CANARY-61f0"
NO_NOTICE = {"fetching", "foreign", "unnumbered"}
"""Well-formed XML that only the readers of the formats can refuse."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    place = tmp_path_factory.mktemp("hostile")
    folder, outside, secret = place / "files", place / "outside", place / "secret.txt"
    folder.mkdir()
    outside.mkdir()
    secret.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        bait = Bait(port, str(secret), str(outside))
        sorts, checksums = {}, {}
        for one in corpus(SEED, bait):
            sorts[one.name], checksums[one.name] = one.sort, zlib.crc32(one.data)
            (folder / one.name).write_bytes(one.data)
        before = sorted(place.rglob("*"))
        files = report("parse", folder, SECRET)
        calls = _calls(listener)
    return {
        "bait": bait,
        "checksums": checksums,
        "sorts": sorts,
        "files": files,
        "calls": calls,
        "touched": sorted(place.rglob("*")) != before,
    }


def _calls(listener: socket.socket) -> int:
    """How many connections came; one of our own, made last, shows that they would have been seen."""
    with socket.create_connection(listener.getsockname()) as own:
        listener.settimeout(5)
        for count in range(1_000):
            connection, peer = listener.accept()
            connection.close()
            if peer == own.getsockname():
                return count
    return 1_000


def test_the_corpus_is_large_and_of_many_sorts(ran) -> None:  # type: ignore[no-untyped-def]
    counts = Counter(ran["sorts"].values())
    print(len(ran["sorts"]), dict(counts))
    assert sum(counts.values()) >= 200
    assert len(counts) >= 16


def test_no_hostile_file_is_read(ran) -> None:  # type: ignore[no-untyped-def]
    for file in ran["files"]:
        sort = ran["sorts"][file["name"]]
        assert file["answers"], file["name"]
        assert "LEAK" not in file["answers"], file["name"]
        # Archives hold harmless members beside what is hostile; single files hold nothing that may be read.
        if sort in NO_NOTICE:
            assert set(file["answers"]) == {"read"}, file
        elif file["name"].endswith(".xml") and "disguised" not in file["name"]:
            assert "read" not in file["answers"], file


def test_every_archive_with_a_trick_in_it_names_the_trick(ran) -> None:  # type: ignore[no-untyped-def]
    expected = {
        "zip-bomb": {"ratio", "too-large"},
        "overlap": {"overlapping"},
        "zip-lies": {"broken-member", "broken-archive", "too-large", "overlapping"},
        "encrypted": {"encrypted"},
        "nested": {"nested-archive"},
        "zip-paths": {"path-outside"},
        "zip-links": {"not-a-file"},
        "zip-crowd": {"empty", "too-many"},
        "tar-links": {"not-a-file"},
        "tar-paths": {"path-outside"},
        "tar-claims": {"broken-archive", "not-a-file", "too-large", "ratio", "path-outside", "not-xml"},
        "gzip-bomb": {"ratio"},
    }
    for file in ran["files"]:
        codes = expected.get(ran["sorts"][file["name"]])
        if codes:
            assert codes & set(file["answers"]), file


def test_the_run_stays_small_and_quick(ran) -> None:  # type: ignore[no-untyped-def]
    slowest = max(ran["files"], key=lambda file: file["seconds"])
    print("peak", ran["files"][-1]["mb"], "MB; slowest", slowest["name"], round(slowest["seconds"], 2), "s")
    assert ran["files"][-1]["mb"] < 500
    assert slowest["seconds"] < 20


def test_nothing_is_fetched_and_nothing_is_written(ran) -> None:  # type: ignore[no-untyped-def]
    assert ran["calls"] == 0
    assert not ran["touched"]


def test_the_same_seed_makes_the_same_files(ran) -> None:  # type: ignore[no-untyped-def]
    assert {one.name: zlib.crc32(one.data) for one in corpus(SEED, ran["bait"])} == ran["checksums"]
    first, second = (next(one for one in corpus(seed) if one.sort == "damage") for seed in (1, 2))
    assert first.data != second.data
