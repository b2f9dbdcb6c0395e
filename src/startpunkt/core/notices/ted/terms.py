"""Conditions for tenderers: the section on legal, economic, financial and technical information, element by element.

Only what the notice says in words, and reservations, counts: a box ticked "see the documents" is no hurdle by itself.
"""

from __future__ import annotations

from lxml.etree import _Element

from startpunkt.core.notices.model import Hurdle, HurdleKind
from startpunkt.core.notices.ted.tree import LOCAL, line, named, words, written_day

_KINDS: dict[str, HurdleKind] = {
    # forms of 2014
    "SUITABILITY": "suitability",
    "RULES_CRITERIA": "suitability",
    "CRITERIA_SELECTION": "suitability",
    "CONDITIONS": "suitability",
    "METHODS": "certificate",
    "ECONOMIC_FINANCIAL_INFO": "economic",
    "ECONOMIC_FINANCIAL_MIN_LEVEL": "economic",
    "TECHNICAL_PROFESSIONAL_INFO": "technical",
    "TECHNICAL_PROFESSIONAL_MIN_LEVEL": "technical",
    "PARTICULAR_PROFESSION": "suitability",
    "REFERENCE_TO_LAW": "suitability",
    "DEPOSIT_GUARANTEE_REQUIRED": "guarantee",
    "MAIN_FINANCING_CONDITION": "other",
    "LEGAL_FORM": "other",
    "PERFORMANCE_CONDITIONS": "other",
    "OTHER_PARTICULAR_CONDITIONS": "other",
    # older forms
    "DEPOSITS_GUARANTEES_REQUIRED": "guarantee",
    "MAIN_FINANCING_CONDITIONS": "other",
    "EXISTENCE_OTHER_PARTICULAR_CONDITIONS": "other",
    "ECONOMIC_OPERATORS_PERSONAL_SITUATION": "suitability",
    "ECONOMIC_OPERATORS_PERSONAL_SITUATION_SUBCONTRACTORS": "subcontracting",
    "EAF_CAPACITY_INFORMATION": "economic",
    "EAF_CAPACITY_MIN_LEVEL": "economic",
    "T_CAPACITY_INFORMATION": "technical",
    "T_CAPACITY_MIN_LEVEL": "technical",
    "F05_ECONOMIC_FINANCIAL_CAPACITY": "economic",
    "TECHNICAL_CAPACITY": "technical",
    "EXECUTION_SERVICE_RESERVED_PARTICULAR_PROFESSION": "suitability",
}
_RESERVED = {
    # The codes that eForms use for the same boxes, since the form has no words of its own.
    "RESTRICTED_SHELTERED_WORKSHOP": "res-ws",
    "RESTRICTED_SHELTERED_PROGRAM": "reserved-execution",
    "RESTRICTED_TO_SHELTERED_WORKSHOPS": "res-ws",
    "RESTRICTED_TO_FRAMEWORK": "reserved-execution",
    "RESERVED_ORGANISATIONS_SERVICE_MISSION": "res-pub-ser",
}


def hurdles(section: _Element, defence: bool = False) -> list[Hurdle]:
    """The conditions in ``section`` and below, in the order of the form.

    In the defence forms the other particular conditions are those on security of supply and of information.
    """
    found: list[Hurdle] = []
    _collect(section, defence, None, found)
    return found


def subcontracting(section: _Element) -> list[Hurdle]:
    """The share of the contract that must go to subcontractors (defence forms), as ``20-30 %``."""
    share = named(section).get("SUBCONTRACT_SHARE")
    if share is None:
        return []
    ends = named(share)
    bounds = [line(ends[name]) for name in ("MIN_PERCENTAGE", "MAX_PERCENTAGE") if name in ends]
    bounds = [bound for bound in bounds if bound]
    return [Hurdle("subcontracting", f"{'-'.join(bounds)} %")] if bounds else []


def _collect(section: _Element, defence: bool, inherited: HurdleKind | None, found: list[Hurdle]) -> None:
    for element in section:
        name = LOCAL[element.tag]
        kind = _KINDS.get(name)
        if kind is not None:
            text = words(element)
            if text:
                security = defence and name == "EXISTENCE_OTHER_PARTICULAR_CONDITIONS"
                found.append(Hurdle("clearance" if security else inherited or kind, text))
        elif name in _RESERVED:
            reserved = Hurdle("reserved", _RESERVED[name])
            if reserved not in found:
                found.append(reserved)
        elif name == "CLEARING_LAST_DATE":
            found.append(Hurdle("clearance", written_day(element)[0]))
        elif len(element):
            below: HurdleKind | None = "subcontracting" if name.endswith("SUBCONTRACTORS") else inherited
            _collect(element, defence, below, found)
