"""Agreement with the manifest of the real files: every disagreement is listed with its cause, none is tolerated."""

from __future__ import annotations

import csv
from pathlib import Path
from zipfile import ZipFile

import pytest

from startpunkt.core.notices import eforms
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.xml import parse

GROUP = "the manifest leaves groups of lots out; contract.md lists them as lots of type group"
NO_LOT = "the file has no ProcurementProjectLot; by contract.md such a notice has one lot, by the manifest none"

# file, field -> our value, the manifest's value, cause. In each case the file was read and ours follows contract.md.
DISAGREEMENTS = {
    ("eforms/00104729-2025.xml", "lots"): ("3", "2", GROUP),
    ("eforms/00429111-2024.xml", "lots"): ("3", "2", GROUP),
    ("eforms/00665175-2023.xml", "lots"): ("5", "4", GROUP),
    ("eforms/doffin_2023-100372.xml", "lots"): ("1", "0", NO_LOT),
    ("eforms/doffin_2023-100723.xml", "lots"): ("1", "0", NO_LOT),
    ("eforms/doffin_2023-100966.xml", "lots"): ("1", "0", NO_LOT),
    ("eforms/doffin_2023-101205.xml", "lots"): ("1", "0", NO_LOT),
    ("eforms/doffin_2023-618728.xml", "lots"): ("1", "0", NO_LOT),
}

FIELDS = ("subtype_or_form", "kind", "direct", "legal_basis", "main_cpv", "buyer_country", "lots", "winners")


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "data/notices/manifest.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file) if row["format"].startswith("eforms")}


@pytest.fixture(scope="module")
def notices(shared: Path, rows: dict[str, dict[str, str]]) -> dict[str, Notice]:
    with ZipFile(shared / "data/notices/eforms.zip") as archive:
        members = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
        return {file: eforms.read(parse(archive.read(members[file.rsplit("/", 1)[-1]]))) for file in rows}


def as_in_manifest(notice: Notice) -> dict[str, str]:
    winners = {winner.name for result in notice.results for winner in result.winners}
    return {
        "subtype_or_form": notice.form or "",
        "kind": notice.kind,
        "direct": str(int(notice.direct)),
        "legal_basis": notice.legal_basis or "",
        "main_cpv": notice.main_cpv or "",
        "buyer_country": notice.buyers[0].country or "" if notice.buyers else "",
        "lots": str(len(notice.lots)),
        "winners": str(len(winners)),
    }


def test_every_file_agrees_with_the_manifest_or_is_listed_with_the_cause(
    rows: dict[str, dict[str, str]], notices: dict[str, Notice]
) -> None:
    found = {}
    for file, notice in notices.items():
        ours = as_in_manifest(notice)
        for field in FIELDS:
            if ours[field] != rows[file][field]:
                found[file, field] = (ours[field], rows[file][field])
    assert len(notices) == 160
    assert found == {key: value[:2] for key, value in DISAGREEMENTS.items()}


def test_listed_causes_are_what_the_files_show(notices: dict[str, Notice]) -> None:
    for (file, _), (_, _, cause) in DISAGREEMENTS.items():
        types = [lot.type for lot in notices[file].lots]
        assert ("group" in types) if cause == GROUP else ([lot.id for lot in notices[file].lots] == ["LOT-0000"])


def test_real_notices_hold_no_placeholder_and_every_deadline_an_offset(notices: dict[str, Notice]) -> None:
    for file, notice in notices.items():
        assert notice.procedure_id not in ("", "-"), file
        assert notice.publication_number != "n.a.", file
        assert notice.publication_date is None or notice.publication_date.year > 2020, file
        assert all(len(code) == 8 and code.isdigit() for lot in notice.lots for code in lot.cpv), file
        assert all(lot.deadline is None or lot.deadline.instant.tzinfo for lot in notice.lots), file
        assert all(language.islower() and len(language) == 2 for language in notice.languages), file
        assert notice.languages and notice.lots and notice.buyers, file
