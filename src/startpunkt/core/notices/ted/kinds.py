"""What a notice is for: its form and its document type together, since one form can be a call or its award."""

from __future__ import annotations

import re

from startpunkt.core.notices.model import Kind

# Document types of the Official Journal (TD_DOCUMENT_TYPE). A prior information notice that calls for competition
# (A, M) counts as planning: it announces, and tenders are asked for later among those who showed interest.
_KIND_OF_TYPE: dict[str, Kind] = {
    "0": "planning",
    "1": "change",
    "2": "change",
    "3": "competition",
    "4": "competition",
    "5": "competition",
    "7": "award",
    "A": "planning",
    "B": "planning",
    "C": "competition",
    "D": "competition",
    "E": "competition",
    "F": "competition",
    "H": "competition",
    "I": "competition",
    "J": "award",
    "K": "modification",
    "M": "planning",
    "O": "competition",
    "P": "planning",
    "Q": "competition",
    "R": "award",
    "V": "award",
    "Y": "competition",
}
# These forms serve one purpose whatever the document type says.
_KIND_OF_FORM: dict[str, Kind] = {"F14": "change", "F20": "modification"}
# What the others are for where the document type is missing or says nothing.
_USUAL_KIND: dict[str, Kind] = {
    "F01": "planning",
    "F04": "planning",
    "F08": "planning",
    "F16": "planning",
    "T01": "planning",
    "F03": "award",
    "F06": "award",
    "F13": "award",
    "F15": "award",
    "F18": "award",
    "F25": "award",
    "T02": "award",
}
_FORM_OF_ELEMENT = {
    "PRIOR_INFORMATION": "F01",
    "CONTRACT": "F02",
    "CONTRACT_AWARD": "F03",
    "PERIODIC_INDICATIVE_UTILITIES": "F04",
    "CONTRACT_UTILITIES": "F05",
    "CONTRACT_AWARD_UTILITIES": "F06",
    "QUALIFICATION_SYSTEM_UTILITIES": "F07",
    "BUYER_PROFILE": "F08",
    "SIMPLIFIED_CONTRACT": "F09",
    "CONCESSION": "F10",
    "CONTRACT_CONCESSIONAIRE": "F11",
    "DESIGN_CONTEST": "F12",
    "RESULT_DESIGN_CONTEST": "F13",
    "ADDITIONAL_INFORMATION_CORRIGENDUM": "F14",
    "VOLUNTARY_EX_ANTE_TRANSPARENCY_NOTICE": "F15",
    "PRIOR_INFORMATION_DEFENCE": "F16",
    "CONTRACT_DEFENCE": "F17",
    "CONTRACT_AWARD_DEFENCE": "F18",
    "CONTRACT_CONCESSIONAIRE_DEFENCE": "F19",
}
_NEW_FORM = re.compile(r"(F\d\d)_20\d\d", re.ASCII)
_FORM_ATTRIBUTE = re.compile(r"F?0?(\d{1,2})", re.ASCII)


def form(element: str, attribute: str | None) -> str:
    """The form's short name (``F02``, ``T01``) from the name of its element, else from its attribute ``FORM``.

    A form that is neither (``OTH_NOT``) keeps the name of its element.
    """
    new = _NEW_FORM.fullmatch(element)
    if new:
        return new.group(1)
    if element in _FORM_OF_ELEMENT:
        return _FORM_OF_ELEMENT[element]
    number = _FORM_ATTRIBUTE.fullmatch(attribute) if attribute else None
    if number:
        return f"F{int(number.group(1)):02d}"
    return attribute if element == "MOVE" and attribute else element


def is_new(element: str) -> bool:
    """Whether a form belongs to those of 2014, which name their parts alike."""
    return _NEW_FORM.fullmatch(element) is not None or element == "MOVE"


def kind(form: str, document_type: str | None) -> Kind:
    """The kind of a notice from its form and its document type; a competition where neither tells."""
    if form in _KIND_OF_FORM:
        return _KIND_OF_FORM[form]
    return _KIND_OF_TYPE.get(document_type or "") or _USUAL_KIND.get(form, "competition")


def direct(form: str, document_type: str | None) -> bool:
    """Whether the notice says that a contract is given without prior publication (VEAT)."""
    return form == "F15" or document_type == "V"
