"""The forms of 2014 (R2.0.9): F01-F08, F12-F15, F20-F25 and MOVE name their parts alike, so one reader serves all."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from startpunkt.core.notices.model import Amount
from startpunkt.core.notices.ted.draft import AwardDraft, FormDraft, LotDraft, ObjectDraft
from startpunkt.core.notices.ted.parties import parties, party
from startpunkt.core.notices.ted.terms import hurdles
from startpunkt.core.notices.ted.tree import (
    LOCAL,
    amount,
    cpv,
    line,
    named,
    nuts,
    publication_number,
    whole_number,
    words,
)

_PARTS_OF_LOT = frozenset(["LOT_NO", "TITLE", "SHORT_DESCR", "CPV_ADDITIONAL", "NUTS", "VAL_OBJECT"])
_DEADLINE_SECTION = "IV.2.2"


def read(form: _Element, name: str, language: str) -> FormDraft:
    """What ``form`` (``name`` is its short name, such as ``F14``) says."""
    draft = FormDraft(language)
    sections = _CORRECTION_SECTIONS if name == "F14" else _SECTIONS
    for section in form:
        reader = sections.get(LOCAL[section.tag])
        if reader is not None:
            reader(section, draft)
    if name == "F14":
        draft.corrects, draft.previous = draft.previous, []
    return draft


def _legal_basis(section: _Element, draft: FormDraft) -> None:
    draft.legal_basis = section.get("VALUE")


def _contracting_body(section: _Element, draft: FormDraft) -> None:
    for element in section:
        if LOCAL[element.tag] in ("ADDRESS_CONTRACTING_BODY", "ADDRESS_CONTRACTING_BODY_ADDITIONAL"):
            buyer = party(element)
            if buyer is not None:
                draft.buyers.append(buyer)


def _object(section: _Element, draft: FormDraft) -> None:
    bought = ObjectDraft()
    for element in section:
        name = LOCAL[element.tag]
        if name == "OBJECT_DESCR":
            bought.lots.append(_lot(element))
        elif name == "TITLE":
            bought.title = words(element)
        elif name == "SHORT_DESCR":
            bought.description = words(element)
        elif name == "CPV_MAIN":
            code = cpv(element)
            if code:
                bought.cpv.append(code)
        elif name == "VAL_ESTIMATED_TOTAL":
            bought.estimate = amount(element)
        elif name == "VAL_TOTAL":
            bought.total = amount(_published(element))
    for lot in bought.lots:
        lot.cpv[:0] = bought.cpv
    draft.objects.append(bought)


def _lot(section: _Element) -> LotDraft:
    lot = LotDraft()
    for element in section:
        name = LOCAL[element.tag]
        if name not in _PARTS_OF_LOT:
            continue
        if name == "SHORT_DESCR":
            lot.description = words(element)
        elif name == "TITLE":
            lot.title = words(element)
        elif name == "LOT_NO":
            lot.number = line(element)
        elif name == "CPV_ADDITIONAL":
            code = cpv(element)
            if code:
                lot.cpv.append(code)
        elif name == "NUTS":
            code = nuts(element)
            if code:
                lot.places.append(code)
        elif name == "VAL_OBJECT":
            lot.value = amount(element)
    return lot


def _terms(section: _Element, draft: FormDraft) -> None:
    draft.hurdles.extend(hurdles(section))


def _procedure(section: _Element, draft: FormDraft) -> None:
    day, time = "", None
    for element in section:
        name = LOCAL[element.tag]
        if name == "DATE_RECEIPT_TENDERS":
            day = element.text or ""
        elif name == "TIME_RECEIPT_TENDERS":
            time = element.text
        elif name == "NOTICE_NUMBER_OJ":
            number = publication_number(element.text)
            if number:
                draft.previous.append(number)
    if day:
        draft.deadline = (day, time)


def _award(section: _Element, draft: FormDraft) -> None:
    award = AwardDraft()
    for element in section:
        name = LOCAL[element.tag]
        if name == "LOT_NO":
            award.lot = line(element)
        elif name == "AWARDED_CONTRACT":
            award.status = "selec-w"
            _awarded(element, award)
        elif name == "NO_AWARDED_CONTRACT":
            award.status = "clos-nw"
    draft.awards.append(award)


def _awarded(section: _Element, award: AwardDraft) -> None:
    """Winners, number of tenders and value stand in groups in newer files, directly here in older ones."""
    for element in section:
        name = LOCAL[element.tag]
        if _published(element) is None:
            continue
        if name in ("CONTRACTORS", "CONTRACTOR"):
            award.winners.extend(parties(element, "ADDRESS_CONTRACTOR"))
        elif name in ("VALUES", "VALUE"):
            award.value = amount(_published(named(element).get("VAL_TOTAL"))) or award.value
        elif name == "VAL_TOTAL":
            award.value = amount(element)
        elif name == "TENDERS":
            award.tenders = whole_number(named(element).get("NB_TENDERS_RECEIVED"))
        elif name == "NB_TENDERS_RECEIVED":
            award.tenders = whole_number(element)


def _prize(section: _Element, draft: FormDraft) -> None:
    """The results of a design contest."""
    award = AwardDraft()
    for element in section:
        name = LOCAL[element.tag]
        if name == "NO_AWARDED_PRIZE":
            award.status = "clos-nw"
        elif name == "AWARDED_PRIZE":
            award.status = "selec-w"
            for part in element:
                _awarded_prize(part, award)
    draft.awards.append(award)


def _awarded_prize(part: _Element, award: AwardDraft) -> None:
    name = LOCAL[part.tag]
    if _published(part) is None:
        return
    if name in ("WINNERS", "WINNER"):
        award.winners.extend(parties(part, "ADDRESS_WINNER"))
    elif name == "VAL_PRIZE":
        award.value = amount(part)
    elif name == "PARTICIPANTS":
        award.tenders = whole_number(named(part).get("NB_PARTICIPANTS"))
    elif name == "NB_PARTICIPANTS":
        award.tenders = whole_number(part)


def _modifications(section: _Element, draft: FormDraft) -> None:
    """A modified contract: its value after the change and, where the names differ, who holds it now."""
    parts = named(section)
    if "INFO_MODIFICATIONS" in parts:
        draft.modified_value = _after(parts["INFO_MODIFICATIONS"])
    if "DESCRIPTION_PROCUREMENT" in parts:
        now = AwardDraft(status="selec-w")
        _awarded(parts["DESCRIPTION_PROCUREMENT"], now)
        before = {winner.name for award in draft.awards for winner in award.winners}
        if {winner.name for winner in now.winners} - before:
            draft.awards.append(now)


def _after(section: _Element) -> Amount | None:
    fields = named(section)
    values = fields.get("VALUES")
    if values is not None and _published(values) is not None:
        fields |= named(values)
    return amount(fields.get("VAL_TOTAL_AFTER"))


def _changes(section: _Element, draft: FormDraft) -> None:
    """A correction: of its many texts only a new deadline for the whole procedure has a place of its own."""
    for change in section:
        parts = named(change)
        if "WHERE" not in parts or "NEW_VALUE" not in parts:
            continue
        where, new = named(parts["WHERE"]), named(parts["NEW_VALUE"])
        if line(where.get("SECTION")).startswith(_DEADLINE_SECTION) and "LOT_NO" not in where and "DATE" in new:
            draft.deadline = (line(new["DATE"]), line(new.get("TIME")) or None)


def _complement(section: _Element, draft: FormDraft) -> None:
    """Corrections name the corrected notice here; in other forms this part is for review bodies alone."""
    for element in section:
        if LOCAL[element.tag] == "NOTICE_NUMBER_OJ":
            number = publication_number(element.text)
            if number:
                draft.previous.append(number)


def _published(element: _Element | None) -> _Element | None:
    """``element``, unless the buyer asked that it be not published."""
    return None if element is not None and element.get("PUBLICATION") == "NO" else element


_SECTIONS: dict[str, Callable[[_Element, FormDraft], None]] = {
    "LEGAL_BASIS": _legal_basis,
    "DIRECTIVE": _legal_basis,
    "CONTRACTING_BODY": _contracting_body,
    "OBJECT_CONTRACT": _object,
    "LEFTI": _terms,
    "PROCEDURE": _procedure,
    "AWARD_CONTRACT": _award,
    "RESULTS": _prize,
    "MODIFICATIONS_CONTRACT": _modifications,
    "CHANGES": _changes,
}
_CORRECTION_SECTIONS = _SECTIONS | {"COMPLEMENTARY_INFO": _complement}
