"""Official labels that an operator loads from files."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

from startpunkt.capabilities.radar.models import CodeLabel

COLUMNS = ("code", "de", "en")


class CodelistError(Exception):
    """A file is no list of codes; the message names it and the way out."""


def load(file: Path) -> int:
    """Load the labels of ``file`` and return how many. The list's name is the column ``list`` or the file's name.

    Raises CodelistError; then nothing of the file is loaded.
    """
    labels: dict[tuple[str, str], CodeLabel] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise CodelistError(f"{file} lacks the column {missing[0]!r}; its first line must name code,de,en.")
            for row in reader:
                if any(row[column] is None for column in COLUMNS) or not row["code"].strip():
                    raise CodelistError(
                        f"{file} line {reader.line_num} has no code or too few columns; mend that line."
                    )
                name = (row.get("list") or file.stem).strip()
                code = row["code"].strip()
                labels[name, code] = CodeLabel(list=name, code=code, de=row["de"].strip(), en=row["en"].strip())
    except (UnicodeDecodeError, csv.Error) as error:
        raise CodelistError(f"{file} is no CSV file in UTF-8 ({error}); save it as such.") from error
    _store(list(labels.values()))
    return len(labels)


def _store(labels: list[CodeLabel]) -> None:
    rows = iter(labels)
    while part := list(islice(rows, 2000)):
        CodeLabel.objects.bulk_create(
            part, update_conflicts=True, unique_fields=["list", "code"], update_fields=["de", "en"]
        )


def cpv_labels(codes: list[str], language: str) -> dict[str, str]:
    """Loaded labels of CPV codes in German (``de``) or English (anything else)."""
    column = "de" if language == "de" else "en"
    found = CodeLabel.objects.filter(list="cpv", code__in=codes).values_list("code", column)
    return dict(found)
