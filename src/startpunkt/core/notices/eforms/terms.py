"""What a tenderer must meet: ``cac:TenderingTerms``, in the words of the notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml.etree import _Element

from startpunkt.core.notices.eforms.names import (
    CAC,
    CBC,
    DESCRIPTION,
    EFAC,
    EFBC,
    NAME,
    UBL_EXTENSIONS,
    add_text,
    children_of,
    extension_parts,
    one_of,
    text,
)
from startpunkt.core.notices.model import Hurdle, HurdleKind, Texts

_SELECTION = EFAC + "SelectionCriteria"
_SUBCONTRACTING = EFAC + "TenderSubcontractingRequirements"
_SPECIFIC_REQUIREMENT = CAC + "SpecificTendererRequirement"
_REQUIREMENT_CODE = CBC + "TendererRequirementTypeCode"
_CRITERION_CODES = (CBC + "CriterionTypeCode", _REQUIREMENT_CODE)
_EXECUTION_CODE = CBC + "ExecutionRequirementCode"
_LEGAL_FORM = CBC + "CompanyLegalForm"
_LEGAL_FORM_CODE = CBC + "CompanyLegalFormCode"
_GUARANTEE_CODE = CBC + "GuaranteeTypeCode"
_CLEARANCE_CODE = CBC + "Code"
_SUBCONTRACTING_CODE = CBC + "SubcontractingConditionsCode"
_SUBCONTRACTING_SHARE_CODE = EFBC + "TenderSubcontractingRequirementsCode"
_USAGE = CBC + "CalculationExpressionCode"

# Codes that say that nothing is asked for, or that nobody knows yet.
_NOTHING_ASKED = frozenset({"none", "no", "false", "not-known", "nyk", "subc-noblig", "not-allowed", "allowed"})

# Lists whose code is itself the condition, so that it counts without further words.
_RESERVED_LISTS = frozenset({"reserved-procurement", "reserved-execution"})


def read_hurdles(terms: _Element, language: str) -> list[Hurdle]:
    """The conditions in ``cac:TenderingTerms``, in document order.

    Grounds for exclusion are left out: they are the law's and the same for everybody. A criterion that the notice
    marks as not used is left out too. A code without words counts where the code is itself the condition.
    """
    hurdles: list[Hurdle] = []
    for child in children_of(terms):
        reader = _READERS.get(child.tag)
        if reader:
            reader(child, language, hurdles)
    return hurdles


def _words(children: Iterable[_Element], language: str) -> str | None:
    """The name and the description among ``children`` in one language, as ``Name: description``."""
    names: Texts = {}
    descriptions: Texts = {}
    for child in children:
        tag = child.tag
        if tag == DESCRIPTION:
            add_text(descriptions, child, language)
        elif tag == NAME:
            add_text(names, child, language)
    name, description = one_of(names, language), one_of(descriptions, language)
    if name and description and not description.startswith(name):
        return f"{name}: {description}"
    return description or name


def _code(element: _Element, name: str) -> str | None:
    """The first code called ``name`` that asks for something."""
    for child in children_of(element):
        if child.tag == name and (code := _asked(child)):
            return code
    return None


def _asked(code: _Element) -> str | None:
    found = text(code)
    return None if found in _NOTHING_ASKED else found


def _extensions(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    for part in extension_parts(element):
        if part.tag == _SELECTION:
            _selection_criterion(part, language, hurdles)
        elif part.tag == _SUBCONTRACTING:
            code = _code(part, _SUBCONTRACTING_SHARE_CODE)
            if code:
                hurdles.append(Hurdle("subcontracting", _words(part, language) or code))


def _selection_criterion(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    code = ""
    children = children_of(element)
    for child in children:
        tag = child.tag
        if tag == _USAGE:
            if text(child) == "n-used":
                return
        elif tag in _CRITERION_CODES:
            code = text(child) or code
    words = _words(children, language)
    # The codes since SDK 1.11 are fine enough to be a condition by themselves.
    if words or code.startswith("slc-"):
        hurdles.append(Hurdle(_criterion_kind(code), words or code))


def _criterion_kind(code: str) -> HurdleKind:
    """The kind of a selection criterion by the codes before SDK 1.11 (``ef-stand``) and since (``slc-stand-…``)."""
    if "cert" in code:
        return "certificate"
    if code.startswith(("sui-", "slc-suit")):
        return "suitability"
    if code.startswith(("ef-", "slc-stand")):
        return "economic"
    return "technical" if code.startswith(("tp-", "slc-abil", "slc-sche")) else "other"


def _guarantee(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    if _code(element, _GUARANTEE_CODE):
        hurdles.append(Hurdle("guarantee", _words(element, language) or "tender-guarantee-required"))


def _clearance(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    if _code(element, _CLEARANCE_CODE):
        hurdles.append(Hurdle("clearance", _words(element, language) or "security-clearance-required"))


def _subcontracting(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    code = _code(element, _SUBCONTRACTING_CODE)
    words = _words(element, language)
    if words or code:
        hurdles.append(Hurdle("subcontracting", words or code or ""))


def _qualification(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    legal_form: Texts = {}
    form_required = False
    for child in children_of(element):
        tag = child.tag
        if tag == _SPECIFIC_REQUIREMENT:
            for code in children_of(child):
                if (
                    code.tag == _REQUIREMENT_CODE
                    and code.get("listName") in _RESERVED_LISTS
                    and (asked := _asked(code))
                ):
                    hurdles.append(Hurdle("reserved", _words(child, language) or asked))
        elif tag == _LEGAL_FORM_CODE:
            form_required = text(child) == "true"
        elif tag == _LEGAL_FORM:
            add_text(legal_form, child, language)
    form = one_of(legal_form, language)
    if form or form_required:
        hurdles.append(Hurdle("other", form or "legal-form-required"))


def _execution(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    for child in children_of(element):
        if child.tag == _EXECUTION_CODE and _asked(child):
            words = _words(element, language)
            code_list = child.get("listName")
            if code_list in _RESERVED_LISTS:
                hurdles.append(Hurdle("reserved", words or "reserved-execution"))
            elif words or code_list == "nda":
                hurdles.append(Hurdle("other", words or "nda"))


_READERS: dict[str, Callable[[_Element, str, list[Hurdle]], None]] = {
    UBL_EXTENSIONS: _extensions,
    CAC + "RequiredFinancialGuarantee": _guarantee,
    CAC + "SecurityClearanceTerm": _clearance,
    CAC + "AllowedSubcontractTerms": _subcontracting,
    CAC + "TendererQualificationRequest": _qualification,
    CAC + "ContractExecutionRequirement": _execution,
}
