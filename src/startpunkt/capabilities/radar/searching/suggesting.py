"""What the search box suggests while somebody types: words of the store, buyers, codes and notice numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import pgettext

from startpunkt.capabilities.radar.searching.names import buyers, codes
from startpunkt.capabilities.radar.searching.words import vocabulary
from startpunkt.capabilities.radar.selectors import visible_notices
from startpunkt.core.text.tokens import words
from startpunkt.foundation.access.viewer import Viewer

LONGEST = 120
SHORTEST = 2
_NUMBER = re.compile(r"0*(\d{2,8}(?:-\d{0,4})?)$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``query`` is what is searched for when it is taken; ``label`` what the list shows, ``note`` beside it."""

    query: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one kind with its heading; ``kind`` is the name of an icon."""

    kind: str
    label: str
    suggestions: tuple[Suggestion, ...]


def suggestions(viewer: Viewer, typed: str, language: str) -> list[Group]:
    """What may be meant by ``typed``, at most a dozen in all; nothing for less than two letters."""
    text = " ".join(typed.replace("\x00", " ").split())
    if not SHORTEST <= len(text) <= LONGEST:
        return []
    found = (
        Group("search", pgettext("search", "Words"), tuple(_words(text))),
        Group(
            "building",
            pgettext("search", "Buyers"),
            tuple(Suggestion(one, one) for one in buyers().beginning(text, 3)),
        ),
        Group("list", pgettext("search", "Product codes"), tuple(_codes(text, language))),
        Group("document", pgettext("search", "Notices"), tuple(_numbers(viewer, text))),
    )
    return [group for group in found if group.suggestions]


def _words(text: str) -> Iterable[Suggestion]:
    """The last word ended, or mended where nothing begins so."""
    last = words(text)[-1:] or [""]
    if not text.lower().endswith(last[0]) or len(last[0]) < SHORTEST or any(map(str.isdigit, last[0])):
        return []
    before = text[: len(text) - len(last[0])]
    held = vocabulary()
    found = [one.word for one in held.starting_with(last[0], 5)] or held.nearest(last[0], 2)
    return [Suggestion(before + word, before + word) for word in found]


def _buyers(text: str) -> Iterable[Suggestion]:
    return [Suggestion(name, name) for name in buyers().beginning(text, 3)]


def _codes(text: str, language: str) -> Iterable[Suggestion]:
    digits = re.fullmatch(r"(?:cpv[:\s]*)?(\d{2,8})(?:-\d?)?\*?", text, re.IGNORECASE)
    table = codes(language)
    found = table.starting_with(digits[1], 4) if digits else table.beginning(text, 3)
    return [Suggestion(code, label, code) for code, label in (one.split(" ", 1) for one in found)]


def _numbers(viewer: Viewer, text: str) -> Iterable[Suggestion]:
    number = _NUMBER.match(text)
    if not number:
        return []
    begin = Q()
    for length in {len(number[1]), *((8 + len(number[1]) - number[1].find("-") - 1,) if "-" in number[1] else ())}:
        spelled = number[1].zfill(length)
        begin |= Q(publication_number__gte=spelled, publication_number__lt=spelled + "~")
    begin |= Q(publication_number__gte=text, publication_number__lt=text + "~")
    rows = visible_notices(viewer).filter(begin, newest=True).order_by("publication_number")
    found = [row or "" for row in rows.values_list("publication_number", flat=True)[:3]]
    return [Suggestion(one, one) for one in found if number[1] in one]
