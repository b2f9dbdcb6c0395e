"""Notices by their numbers, however these are spelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from startpunkt.capabilities.radar.selectors import visible_notices
from startpunkt.core.text.question import Term
from startpunkt.foundation.access.viewer import Viewer

LONGEST_NUMBER = 8
UUID = 36


@dataclass(frozen=True, slots=True)
class Numbered:
    """A notice that bears a number: ``notices`` are the row numbers of its newest version.

    ``older``: the version that bears the number, where it is not the newest one.
    """

    notices: tuple[int, ...]
    older: str | None = None


def notices_numbered(viewer: Viewer, terms: Iterable[Term]) -> dict[str, Numbered]:
    """What was typed to the notices that it is a number of; what is no notice's number is missing.

    A term that looks like no number can be one: other sources number as they please.
    """
    asked = {term.text: _spellings(term) for term in terms if term.kind == "number" or _may_be_number(term.text)}
    if not asked:
        return {}
    spelled = {one for spellings in asked.values() for one in spellings}
    rows = visible_notices(viewer).filter(Q(publication_number__in=spelled) | Q(notice_id__in=spelled))
    bearing = list(rows.values("pk", "source", "notice_id", "version", "publication_number", "newest")[:100])
    names = {row["notice_id"] for row in bearing if not row["newest"]}
    newest = visible_notices(viewer).filter(newest=True, notice_id__in=names).values_list("source", "notice_id", "pk")
    successors = {(source, notice_id): pk for source, notice_id, pk in newest}
    found: dict[str, Numbered] = {}
    for text, spellings in asked.items():
        of = [row for row in bearing if {row["publication_number"], row["notice_id"]} & spellings]
        if of:
            pks = {row["pk"] if row["newest"] else successors.get((row["source"], row["notice_id"])) for row in of}
            older = next((row["version"] for row in of if not any(one["newest"] for one in of)), None)
            found[text] = Numbered(tuple(sorted(pk for pk in pks if pk is not None)), older)
    return found


def _may_be_number(text: str) -> bool:
    return 5 <= len(text) <= 200 and any(map(str.isdigit, text))


def _spellings(term: Term) -> set[str]:
    """How sources write the number: with leading zeros or without; a version behind a notice's id is left out."""
    spelled = {term.text, term.text.strip(".,;:()[]")}
    if term.kind == "number":
        number = term.words[0]
        digits, year, *others = [*number.split("-"), ""]
        if others == [""]:
            spelled |= {f"{digits.zfill(length)}-{year}" for length in range(1, LONGEST_NUMBER + 1)}
        else:
            spelled |= {number, number[:UUID]}
    return spelled
