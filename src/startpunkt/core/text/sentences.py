"""Sentences and passages: verbatim pieces of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A piece ends at a blank: after a sentence's end, at a line's end, before a bullet. Each way begins with the blank
# itself, so that the search can skip from blank to blank.
_END = re.compile(
    r"\s(?:(?<=[.;!?:…]\s)\s*(?=[^\s\W_a-zß-öø-ÿ]|[-–•*\d(\"„«])|(?:(?<=[\r\n])|[^\S\r\n]*[\r\n])\s*|\s*(?=[•▪●➢]\s))"
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of the text it was cut from; never empty, no blank at either end."""

    start: int
    end: int
    text: str


def _pieces(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        spans.append((start, found.start()))
        start = found.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in (_without_blanks(text, *span) for span in spans) if a < b]


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str) -> list[Passage]:
    """The sentences of ``text`` in their order. A line break or a bullet ends one as well."""
    return [Passage(start, end, text[start:end]) for start, end in _pieces(text)]


def _cut(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    """``text[start:end]`` in pieces of at most ``longest`` characters, cut at blanks where there are any."""
    spans: list[tuple[int, int]] = []
    while end - start > longest:
        blanks = list(_SPACE.finditer(text, start + 1, start + longest + 1))
        stop, following = (blanks[-1].start(), blanks[-1].end()) if blanks else (start + longest, start + longest)
        spans.append((start, stop))
        while text[following].isspace():  # the run of blanks may reach beyond the longest piece
            following += 1
        start = following
    return [*spans, (start, end)] if start < end else spans


def passages(text: str, shortest: int, longest: int) -> list[Passage]:
    """``text`` as passages of whole sentences, each closed at ``shortest`` characters or at the end of a line.

    Sentences of more than ``longest`` characters are cut at blanks, so that a passage has fewer than ``shortest``
    plus ``longest`` characters and the blanks between two of its sentences. Where a passage ends does not depend on
    what follows: taking one out leaves the others as they were, as long as no long sentence is cut there.
    """
    found: list[tuple[int, int]] = []
    open_start: int | None = None
    open_end = 0
    for start, end in (span for piece in _pieces(text) for span in _cut(text, *piece, longest)):
        if open_start is not None and "\n" in text[open_end:start]:
            found.append((open_start, open_end))
            open_start = None
        open_start = start if open_start is None else open_start
        open_end = end
        if open_end - open_start >= shortest:
            found.append((open_start, open_end))
            open_start = None
    if open_start is not None:
        found.append((open_start, open_end))
    return [Passage(start, end, text[start:end]) for start, end in found]
