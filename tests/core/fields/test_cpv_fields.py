"""The project's CPV table: real codes, own labels, inheritance from the nearest ancestor."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from startpunkt.core.fields import FIELDS, fields_of, label


def _rows() -> list[dict[str, str]]:
    text = files("startpunkt.core.fields").joinpath("cpv.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_table_is_sorted_complete_and_without_duplicates() -> None:
    codes = [row["code"] for row in _rows()]
    assert codes == sorted(set(codes))
    assert len(codes) >= 150
    for row in _rows():
        assert row["de"] and row["en"], row


def test_every_field_of_the_table_is_known_and_every_field_is_used() -> None:
    known = {field.code for field in FIELDS}
    used = {field for row in _rows() for field in row["fields"].split(";")}
    assert used == known


def test_other_stands_alone() -> None:
    for row in _rows():
        fields = row["fields"].split(";")
        assert "other" not in fields or fields == ["other"], row


def test_every_code_is_official_and_few_labels_are_the_official_ones(shared: Path) -> None:
    with (shared / "data/codelists/cpv.csv").open(encoding="utf-8", newline="") as lines:
        official = {row["code"]: row for row in csv.DictReader(lines)}
    rows = _rows()
    assert [row["code"] for row in rows if row["code"] not in official] == []
    for language in ("de", "en"):
        same = [row["code"] for row in rows if row[language].casefold() == official[row["code"]][language].casefold()]
        assert same == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("35613000", ("unmanned",)),  # in the table itself
        ("35613100", ("unmanned",)),  # from 35613000
        ("35613000-8", ("unmanned",)),  # with its check digit
        ("35125110", ("sensors", "ai")),
        ("35321300", ("other",)),  # from 35000000, which belongs to no field
        ("45233120", ("other",)),
        ("03111000", ()),  # nothing in the table
        ("3561300", ()),
        ("no code!", ()),
        ("", ()),
    ],
)
def test_a_code_inherits_from_its_nearest_ancestor(code: str, fields: tuple[str, ...]) -> None:
    assert fields_of(code) == fields


def test_label_of_a_code_or_its_nearest_ancestor() -> None:
    assert label("35613000", "de") == "Drohnen für Streitkräfte"
    assert label("35613100", "en") == label("35613000", "en")
    assert label("45233120", "de") == "Bauleistungen"
    assert label("35613000", "fr") is None
    assert label("03111000", "de") is None
