"""The text of a PDF that Chromium printed: glyphs turned back by the tables the file holds for that."""

from __future__ import annotations

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")


def text_of(pdf: bytes) -> str:
    """What the pages say, without any blank: Chromium places many letters one by one, so a gap says nothing."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name: _characters(_unpacked(objects[int(table[1])]))
        for body in objects.values()
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)
        if (table := re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)]))
    }
    contents = [int(number) for body in objects.values() for number in re.findall(rb"/Contents (\d+) 0 R", body)]
    return "".join(_page(objects[number], fonts) for number in contents)


def _page(body: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    # Two letters may have been drawn as one.
    return "".join(unicodedata.normalize("NFKC", "".join(_words(_unpacked(body), fonts))).split())


def _words(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    found: list[str] = []
    characters: dict[int, str] = {}
    for shown in _SHOWN.finditer(content):
        if shown[1]:
            characters = fonts.get(shown[1], {})
        else:
            glyphs = (int(shown[2][at : at + 4], 16) for at in range(0, len(shown[2]), 4))
            found.append("".join(characters.get(glyph, "") for glyph in glyphs))
    return found


def _unpacked(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    return zlib.decompress(stream[1]) if stream and b"FlateDecode" in body else (stream[1] if stream else b"")


def _characters(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(rb"<(\w+)> <(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found
