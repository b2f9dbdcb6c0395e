"""Lists as files: what a spreadsheet opens is what was on the page, and no cell comes alive."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from startpunkt.capabilities.radar.models import Pursuit
from startpunkt.capabilities.radar.pursuing.spreadsheets import Cell, Table, csv_file, xlsx_file
from startpunkt.foundation.actors.models import Organisation
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

BOARD = "/organisations/horchlicht/lots"
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", '=HYPERLINK("https://x.example","y")']


def table(*rows: list[Cell]) -> Table:
    return Table("Tabelle", ["A", "B"], [10, 10], rows)


def sheet_of(data: bytes) -> Worksheet:
    book = load_workbook(io.BytesIO(data))
    assert isinstance(book.active, Worksheet)
    return book.active


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    sheet = sheet_of(xlsx_file(table([text, "https://example.org/"])))
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
    assert str(sheet["A2"].value).strip() == text.strip()
    assert [cell.hyperlink for cell in sheet[2]] == [None, None]
    assert rows_of(csv_file(table([text, "b"])))[1] == [f"'{text}", "b"]


@pytest.mark.parametrize("text", ["Müller, „A“; B", 'a "b" c', "zwei\nZeilen", "1 = 1", "", "a-b"])
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    assert rows_of(csv_file(table([text, "b"])))[1] == [text, "b"]
    assert (sheet_of(xlsx_file(table([text, "b"])))["A2"].value or "") == text


def test_numbers_days_and_instants_are_what_they_are() -> None:
    instant = datetime(2027, 7, 1, 10, 30, tzinfo=UTC)
    rows = table([Decimal("1250000.50"), instant], [-3, date(2027, 1, 2)], [None, None])
    with timezone.override("Europe/Berlin"):
        sheet, written = sheet_of(xlsx_file(rows)), rows_of(csv_file(rows))
    assert (sheet["A2"].value, sheet["B2"].value) == (1250000.5, datetime(2027, 7, 1, 12, 30))  # noqa: DTZ001
    assert (sheet["A3"].value, sheet["B3"].value) == (-3, datetime(2027, 1, 2))  # noqa: DTZ001
    assert sheet["B2"].is_date
    assert written[1:] == [["1250000.50", "2027-07-01T12:30+02:00"], ["-3", "2027-01-02"], ["", ""]]


def test_what_no_spreadsheet_can_hold_is_left_out() -> None:
    text = "a\x00b\x0bc" + "x" * 40_000
    assert str(sheet_of(xlsx_file(table([text, ""])))["A2"].value).startswith("abcxxx")
    assert rows_of(csv_file(table([text, ""])))[1][0].startswith("abcxxx")


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    made, client = people(), client_of("Ada")
    client.post(f"{BOARD}/keep", {"lot": lot(1, title="=cmd|calc!A1", amount="1250000").pk})
    client.post(f"{BOARD}/keep", {"lot": lot(2, title="Zweites Los").pk})
    Pursuit.objects.filter(title="Zweites Los").update(stage="won", note="+49 30 1")
    return made


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("de", ["Los", "Auftraggeber", "Land", "Stand", "Frist", "Frist beim Vormerken"]),
        ("en", ["Lot", "Buyer", "Country", "Stage", "Deadline", "Deadline when kept"]),
    ],
)
def test_the_board_is_taken_along_in_the_readers_language(
    horchlicht: Organisation, language: str, headings: list[str]
) -> None:
    client = client_of("Ben")
    answers = {form: client.get(f"{BOARD}.{form}", headers={"accept-language": language}) for form in ("csv", "xlsx")}
    rows, sheet = rows_of(answers["csv"].content), sheet_of(answers["xlsx"].content)
    assert rows[0][:6] == headings == [cell.value for cell in sheet[1]][:6]
    assert rows[1][0] == "'=cmd|calc!A1"
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=cmd|calc!A1", "s")
    assert sheet["E2"].value == datetime(2099, 3, 31, 12, 0)  # noqa: DTZ001
    assert (sheet["G2"].value, sheet["H2"].value) == (1250000, "EUR")
    assert rows[2][9] == "'+49 30 1"
    assert answers["csv"].headers["Content-Disposition"].endswith('.csv"')


def test_what_is_taken_along_is_what_the_address_asks_for(horchlicht: Organisation) -> None:
    rows = rows_of(client_of("Ada").get(f"{BOARD}.csv?stage=won&order=-title").content)
    assert [row[0] for row in rows[1:]] == ["Zweites Los"]


def test_an_empty_list_has_headings(db: None) -> None:
    people()
    answers = {form: client_of("Ada").get(f"{BOARD}.{form}").content for form in ("csv", "xlsx")}
    assert len(rows_of(answers["csv"])) == 1
    assert sheet_of(answers["xlsx"]).max_row == 1


@pytest.mark.parametrize("name", ["Bob", "Charlie", "Sam"])
def test_others_take_nothing_along(horchlicht: Organisation, name: str) -> None:
    client = client_of(name)
    assert [client.get(f"{BOARD}.{form}").status_code for form in ("csv", "xlsx")] == [404, 404]


def test_there_is_no_other_format(horchlicht: Organisation) -> None:
    assert client_of("Ada").get(f"{BOARD}.pdf").status_code == 404


def test_the_radar_is_taken_along_with_its_filters(horchlicht: Organisation) -> None:
    client, radar = client_of("Ada"), "/organisations/horchlicht/radar"
    rows, sheet = rows_of(client.get(f"{radar}.csv").content), sheet_of(client.get(f"{radar}.xlsx").content)
    assert rows[0][:4] == ["Rang", "Punkte", "Los", "Auftraggeber"]
    assert sorted(row[2] for row in rows[1:]) == ["'=cmd|calc!A1", "Zweites Los"]
    assert [sheet["A2"].value, sheet["A3"].value] == [1, 2]
    assert isinstance(sheet["B2"].value, int)
    assert sheet["I2"].value == datetime(2099, 3, 31, 12, 0)  # noqa: DTZ001
    assert len(rows_of(client.get(f"{radar}.csv?country=FR").content)) == 1
    assert rows_of(client.get(f"{radar}.csv?sort=value").content)[1][2] == "'=cmd|calc!A1"


@pytest.mark.parametrize("name", ["Bob", "Charlie", "Sam"])
def test_others_do_not_take_the_radar_along(horchlicht: Organisation, name: str) -> None:
    assert client_of(name).get("/organisations/horchlicht/radar.csv").status_code == 404
