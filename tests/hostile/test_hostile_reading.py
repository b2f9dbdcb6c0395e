"""The readers refuse what is no notice, and keep hostile text in notices as text."""

from __future__ import annotations

from pathlib import Path

from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.reading import read
from tests.hostile.corpus import awkward, corpus
from tests.hostile.notices import TEXTS
from tests.hostile.run import report

SORTS = {"fetching", "foreign", "unnumbered"}
"""The well-formed files of the corpus; the others do not reach a reader."""


def test_no_hostile_file_becomes_a_notice(tmp_path: Path) -> None:
    for one in corpus(7):
        if one.sort in SORTS:
            (tmp_path / one.name).write_bytes(one.data)
    files = report("read", tmp_path, "CANARY")
    assert len(files) > 40
    for file in files:
        assert "read" not in file["answers"], file


def test_awkward_notices_are_read_or_refused_and_cost_little(tmp_path: Path) -> None:
    for one in awkward(7):
        (tmp_path / one.name).write_bytes(one.data)
    files = report("read", tmp_path, "CANARY")
    assert len(files) > 100
    assert any("read" in file["answers"] for file in files)
    assert files[-1]["mb"] < 500
    assert max(file["seconds"] for file in files) < 20


def test_hostile_text_stays_the_text_it_is() -> None:
    seen = 0
    for one in awkward(7):
        if one.sort not in TEXTS:
            continue
        try:
            notice = read(one.data)
        except UnreadableNotice:
            continue
        seen += 1
        titles = [title for lot in notice.lots for title in lot.title.values()]
        assert [" ".join(title.split()) for title in titles] == [" ".join(TEXTS[one.sort].split())], one.name
    assert seen > len(TEXTS)
