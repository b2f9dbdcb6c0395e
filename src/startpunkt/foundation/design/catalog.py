"""Compile translations without gettext's tools: ``python -m startpunkt.foundation.design.catalog``.

Reads the subset of the .po format that the project writes: ``msgctxt``, ``msgid``, ``msgid_plural``, ``msgstr``.
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


def folders() -> list[Path]:
    """The folders of translations: each part of the product keeps its own beside its code."""
    return sorted(PACKAGE.glob("**/locale"))


_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?(".*")$')
_MAGIC = 0x950412DE

Entry = dict[str, str]
"""Keyword (``msgid``, ``msgstr[0]`` …) to text."""


class CatalogError(ValueError):
    """A .po file cannot be read; the message names the line."""


def entries(text: str) -> list[Entry]:
    """The entries of a .po file, its header first. Raises CatalogError."""
    found: list[Entry] = [{}]
    keyword = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                raise CatalogError(f"Line {number} marks a translation as fuzzy; check it and remove the mark.")
            continue
        parts = _LINE.match(line)
        if parts is None:
            raise CatalogError(f"Line {number} is no part of an entry: {line!r}; write keyword and quoted text.")
        if parts[1]:
            keyword = parts[1]
            if keyword == "msgctxt" or (keyword == "msgid" and "msgid" in found[-1]):
                found.append({})
        found[-1][keyword] = found[-1].get(keyword, "") + ast.literal_eval(parts[2])
    return [entry for entry in found if entry]


def compiled(text: str) -> bytes:
    """The .mo file for the .po file ``text``: the same bytes for the same text."""
    pairs = sorted((_key(entry).encode(), _value(entry).encode()) for entry in entries(text))
    header = 7 * 4
    position = header + 16 * len(pairs)
    tables: list[bytes] = []
    body = b""
    for side in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[side]), position + len(body)))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), header, header + 8 * len(pairs), 0, position)
    return head + b"".join(tables) + body


def _key(entry: Entry) -> str:
    context = entry["msgctxt"] + "\x04" if "msgctxt" in entry else ""
    plural = "\0" + entry["msgid_plural"] if "msgid_plural" in entry else ""
    return context + entry["msgid"] + plural


def _value(entry: Entry) -> str:
    if "msgid_plural" not in entry:
        return entry["msgstr"]
    return "\0".join(entry[keyword] for keyword in sorted(entry) if keyword.startswith("msgstr["))


if __name__ == "__main__":
    for source in sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source.read_text(encoding="utf-8")))
