"""Tables to take along: CSV for programs, XLSX for spreadsheets. No cell ever becomes a formula or a link."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | datetime | date | None

LONGEST = 32_767
"""Letters that a cell of a spreadsheet holds."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet read a text as a formula when it opens a CSV file."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; ``widths`` are those of the columns in letters. Instants are shown in the active zone."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]


def csv_file(table: Table) -> bytes:
    """The table as RFC 4180 says, in UTF-8 with its mark; instants in ISO 8601 with their distance to world time.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(heading) for heading in table.headings])
    writer.writerows([_in_csv(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="minutes")
    if isinstance(cell, str):
        return _harmless(cell)
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _harmless(text: str) -> str:
    text = _printable(text)
    return f"'{text}" if text.startswith(_STARTS) or text.lstrip().startswith(_STARTS) else text


def _printable(text: str) -> str:
    """``text`` without the control characters that a spreadsheet's format cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\r\n")


def xlsx_file(table: Table) -> bytes:
    """The table as a workbook with one sheet: numbers and instants as what they are, texts as nothing but texts."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(written, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        formats = {
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "number": book.add_format({"valign": "top", "num_format": "#,##0.##"}),
            "instant": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"}),
            "day": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
        }
        sheet = book.add_worksheet(table.name[:31])
        sheet.freeze_panes(1, 0)
        for column, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        last = 0
        for last, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, last, column, cell, formats)
        sheet.autofilter(0, 0, last, len(table.headings) - 1)
    return written.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format]) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        text = _printable(cell).replace("\r\n", "\n").replace("\r", "\n")
        sheet.write_string(row, column, text[:LONGEST], formats["text"])
    elif isinstance(cell, datetime):
        local = timezone.localtime(cell).replace(tzinfo=None)  # a spreadsheet knows no time zones
        sheet.write_datetime(row, column, local, formats["instant"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats["day"])
    else:
        sheet.write_number(row, column, float(cell), formats["number"])
