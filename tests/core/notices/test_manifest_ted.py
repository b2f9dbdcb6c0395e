"""Agreement with the manifest of the real files: every disagreement is listed with its cause, none is tolerated."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from startpunkt.core.notices import ted
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.xml import parse

# Each file below was read. Cause: field, our value and the manifest's for each file; ours is right in all of them.
DISAGREEMENTS = {
    "in the older forms the manifest counts the annex of a lot and, once more, the description of the lot within it": (
        "lots",
        {
            "010233-2021": ("2", "4"),
            "026357-2021": ("4", "8"),
            "029213-2021": ("6", "12"),
            "116406-2018": ("8", "16"),
            "167215-2022": ("6", "12"),
            "194527-2018": ("3", "6"),
            "218305-2021": ("7", "14"),
            "253929-2018": ("4", "8"),
            "259856-2021": ("1", "2"),
            "319871-2022": ("4", "8"),
            "460003-2021": ("2", "3"),
            "563439-2021": ("2", "4"),
        },
    ),
    "in older prior information notices the manifest counts the descriptions of lots, and not every lot has one": (
        "lots",
        {"108898-2021": ("3", "1"), "141093-2018": ("6", "5")},
    ),
    "the main code is the object's; the manifest takes a lot's, which stands before it in prior information notices": (
        "main_cpv",
        {
            "054030-2021": ("45000000", "90523100"),
            "141093-2018": ("45000000", "45223220"),
            "199118-2018": ("66510000", "66512000"),
            "340665-2020": ("45000000", "45221250"),
        },
    ),
    "the main code is the form's; the manifest takes the first coded one, where a correction mixes old and new codes": (
        "main_cpv",
        {
            "070494-2021": ("90512000", "90513500"),
            "111492-2021": ("33115000", "38520000"),
            "213792-2021": ("45262660", "45111100"),
            "250924-2021": ("39800000", "39224000"),
            "299532-2021": ("37524000", "37524300"),
            "309014-2022": ("50400000", "50800000"),
        },
    ),
    "the manifest counts ADDRESS_PARTY as a winner: a party beside the contractor in transport awards": (
        "winners",
        {
            "062806-2021": ("1", "2"),
            "231819-2021": ("1", "2"),
            "290760-2019": ("1", "2"),
            "352273-2021": ("1", "2"),
            "509014-2020": ("1", "2"),
            "628673-2021": ("1", "2"),
            "636596-2021": ("2", "3"),
        },
    ),
}
MEASURED = ("kind", "direct", "main_cpv", "buyer_country", "lots", "winners")


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "data/notices/manifest.csv").open(encoding="utf-8", newline="") as file:
        return {Path(row["file"]).stem: row for row in csv.DictReader(file) if row["file"].startswith("ted_legacy/")}


@pytest.fixture(scope="module")
def notices(shared: Path) -> dict[str, Notice]:
    return dict(_readable(shared / "data/notices/ted-legacy.zip"))


def _readable(path: Path) -> Iterator[tuple[str, Notice]]:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                try:
                    yield Path(name).stem, ted.read(parse(archive.read(name)))
                except UnreadableNotice as refused:
                    print(f"{name}: {refused.code}")


def _as_manifest(notice: Notice) -> dict[str, str]:
    return {
        "subtype_or_form": notice.form or "",
        "kind": notice.kind,
        "direct": str(int(notice.direct)),
        "legal_basis": notice.legal_basis or "",
        "publication_date": str(notice.publication_date),
        "languages": " ".join(sorted(notice.languages)).upper(),
        "pub_number": notice.publication_number or "",
        "main_cpv": notice.main_cpv or "",
        "buyer_country": next((buyer.country or "" for buyer in notice.buyers), ""),
        "lots": str(len(notice.lots)),
        "winners": str(len({winner.name for result in notice.results for winner in result.winners})),
    }


def test_practically_all_files_are_readable(rows: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    assert len(rows) == 2544
    assert notices.keys() == rows.keys()


def test_disagreements_are_exactly_those_listed(rows: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    listed = {(file, field): values for field, files in DISAGREEMENTS.values() for file, values in files.items()}
    found = {}
    for name, notice in notices.items():
        for field, ours in _as_manifest(notice).items():
            theirs = rows[name][field]
            if field == "languages":
                theirs = " ".join(sorted(theirs.split()))
            if ours != theirs:
                found[name, field] = (ours, theirs)
    assert found == listed


@pytest.mark.parametrize("field", MEASURED)
def test_agreement_is_at_least_99_percent(
    field: str, rows: dict[str, dict[str, str]], notices: dict[str, Notice]
) -> None:
    agreeing = sum(_as_manifest(notice)[field] == rows[name][field] for name, notice in notices.items())
    assert agreeing >= 0.99 * len(rows)


def test_no_notice_is_hollow(notices: dict[str, Notice]) -> None:
    for name, notice in notices.items():
        assert notice.title, name
        assert notice.buyers, name
        assert notice.languages, name
        assert notice.official_url, name
        assert len({lot.id for lot in notice.lots}) == len(notice.lots) > 0, name
        assert all(lot.title and lot.description and lot.cpv for lot in notice.lots), name
