"""The tutorial does what it says, command by command, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest

from startpunkt.capabilities.radar.demo import notices
from tests.docs.pages import ROOT, blocks, examples

TUTORIAL = ROOT / "docs" / "tutorial.md"
STAYS = ["serve"]
"""Commands that go on until they are interrupted."""
WRITES = ["demo", "ingest"]


class Reader:
    """Somebody who follows the tutorial in a folder of her own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, str] = {}

    def run(self, words: list[str]) -> str:
        # Neither another store nor the tests' own settings.
        foreign = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        environment = {name: value for name, value in os.environ.items() if name not in foreign}
        environment |= {"STARTPUNKT_HOME": str(self.folder / "home"), "PYTHONPATH": str(ROOT / "src")}
        environment["OPENBLAS_NUM_THREADS"] = "1"  # several commands share the cores
        done = subprocess.run(
            [sys.executable, "-m", "startpunkt", *words],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, f"startpunkt {' '.join(words)}: {done.stderr}"
        return done.stdout


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """After the last step, with what each command said."""
    reader = Reader(tmp_path_factory.mktemp("tutorial"))
    for block in blocks(TUTORIAL, "toml"):
        name = block.splitlines()[0].removeprefix("# ")
        (reader.folder / name).write_text(block, encoding="utf-8")
    downloads = reader.folder / "downloads"
    downloads.mkdir()
    for name, data in list(notices(2, datetime.now(UTC).date()))[:5]:
        (downloads / name).write_bytes(data)
    (downloads / "page.html").write_text("<html><body>No notice.</body></html>", encoding="utf-8")
    commands = [words for words in examples(TUTORIAL) if words[0] not in STAYS]
    with ThreadPoolExecutor(2) as pool:  # between two commands that write, those that read can go side by side
        for writing, group in groupby(commands, key=lambda words: words[0] in WRITES):
            following = list(group)
            answers = map(reader.run, following) if writing else pool.map(reader.run, following)
            reader.said |= {" ".join(words): answer for words, answer in zip(following, answers, strict=True)}
    return reader


def said(reader: Reader, beginning: str) -> list[str]:
    found = [text for words, text in reader.said.items() if words.startswith(beginning)]
    assert found, f"the tutorial has no command {beginning!r}"
    return found


def test_all_is_in_order(reader: Reader) -> None:
    lines = said(reader, "doctor")[0].splitlines()
    assert lines
    assert all(line.startswith("ok ") for line in lines)


def test_every_way_of_matching_finds_lots_and_quotes_them(reader: Reader) -> None:
    answers = said(reader, "match")
    assert len(answers) >= 5
    for text in answers:
        assert text.lstrip().startswith("1. ")
        assert "»" in text


def test_reasons_come_in_the_language_asked_for(reader: Reader) -> None:
    [german] = said(reader, "match --profile mine.toml --language de")
    assert "Inhaltlich nah" in german
    assert "Close in meaning" not in german


def test_only_buyers_of_the_country_are_shown(reader: Reader) -> None:
    [text] = said(reader, "match --profile mine.toml --country DE")
    assert text.count(" (DE), deadline ") == 3
    assert text.count(", deadline ") == 3


def test_the_search_finds_the_notice_that_is_shown_next(reader: Reader) -> None:
    [found] = said(reader, "search")
    shown = next(words for words in reader.said if words.startswith("notice show") and words.endswith("--json"))
    identifier = shown.split()[2]
    assert identifier in found
    document = json.loads(reader.said[shown])
    assert {one["id"] for one in document["notices"]} == {identifier}
    assert document["notices"][0]["lots"][0]["hurdles"]


def test_own_notices_are_imported_and_the_odd_file_is_named(reader: Reader) -> None:
    [report] = said(reader, "ingest downloads")
    assert report.startswith("6 read: 5 stored")
    [listed] = said(reader, "quarantine list")
    assert "page.html" in listed
    assert "unknown-format" in listed
    again = json.loads(reader.run(["ingest", "downloads", "--json"]))
    assert (again["read"], again["stored"], again["unchanged"]) == (6, 0, 5)


def test_keys_of_answers_are_those_of_the_reference(reader: Reader) -> None:
    described = (ROOT / "docs" / "reference" / "answers.md").read_text(encoding="utf-8")
    for words in (
        ["match", "--text", "Drohnen", "--limit", "1", "--json"],
        ["search", "Drohnen", "--limit", "1", "--json"],
    ):
        missing = [key for key in keys(json.loads(reader.run(words))) if f'"{key}"' not in described]
        assert missing == [], words


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()
