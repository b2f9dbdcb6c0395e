"""Lots of a notice, from its forms in one or several languages."""

from __future__ import annotations

from startpunkt.core.notices.model import Deadline, Lot, Texts
from startpunkt.core.notices.ted.draft import FormDraft, LotDraft, ObjectDraft

_Placed = tuple[ObjectDraft, LotDraft]


def lots_of(
    drafts: list[FormDraft], deadline: Deadline | None, main_cpv: list[str], places: list[str]
) -> tuple[Lot, ...]:
    """The lots, at least one. ``main_cpv`` and ``places`` of the notice stand in where a lone lot has none of its own.

    Deadline and conditions apply to all lots alike: the forms state them once.
    """
    columns = [_placed(draft) for draft in drafts]
    hurdles = tuple(dict.fromkeys(next((draft.hurdles for draft in drafts if draft.hurdles), ())))
    alone = len(columns[0]) == 1
    taken: set[str] = set()
    lots = []
    for index, (bought, lot) in enumerate(columns[0]):
        title, description = _texts(index, drafts, columns)
        where = lot.places or bought.places or (places if alone else [])
        lots.append(
            Lot(
                id=_identifier(lot.number, index, taken),
                title=title,
                description=description,
                cpv=tuple(dict.fromkeys(lot.cpv or bought.cpv or main_cpv)),
                places=tuple(dict.fromkeys(where)),
                deadline=deadline,
                value=lot.value or (bought.estimate if alone else None),
                hurdles=hurdles,
            )
        )
    return tuple(lots)


def _placed(draft: FormDraft) -> list[_Placed]:
    """Each lot with the object it is part of; an object without lots is a lot itself."""
    return [(bought, lot) for bought in draft.objects or [ObjectDraft()] for lot in bought.lots or [LotDraft()]]


def _texts(index: int, drafts: list[FormDraft], columns: list[list[_Placed]]) -> tuple[Texts, Texts]:
    """Title and description of the lot at ``index`` in every language; the object's where it has none of its own."""
    titles: Texts = {}
    descriptions: Texts = {}
    for draft, column in zip(drafts, columns, strict=True):
        if len(column) != len(columns[0]):
            continue  # forms that disagree on their lots cannot be laid side by side
        bought, lot = column[index]
        title, description = lot.title or bought.title, lot.description or bought.description
        if title:
            titles[draft.language] = title
        if description:
            descriptions[draft.language] = description
    return titles, descriptions


def _identifier(number: str, index: int, taken: set[str]) -> str:
    """The buyer's number of the lot, else its place in the notice, made unique within the notice."""
    base = number or str(index + 1)
    identifier, count = base, 1
    while identifier in taken:
        count += 1
        identifier = f"{base}-{count}"
    taken.add(identifier)
    return identifier
