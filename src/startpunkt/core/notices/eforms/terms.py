"""What a tenderer must meet: ``cac:TenderingTerms``, in the words of the notice."""

from __future__ import annotations

from collections.abc import Callable

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
    extension_parts,
    one_of,
    text,
)
from startpunkt.core.notices.model import Hurdle, HurdleKind, Texts

_SELECTION = EFAC + "SelectionCriteria"
_SUBCONTRACTING = EFAC + "TenderSubcontractingRequirements"
_SPECIFIC_REQUIREMENT = CAC + "SpecificTendererRequirement"
_CRITERION_CODES = (CBC + "CriterionTypeCode", CBC + "TendererRequirementTypeCode")
_USAGE = CBC + "CalculationExpressionCode"

# Codes that say that nothing is asked for, or that nobody knows yet.
_NOTHING_ASKED = frozenset({"none", "no", "false", "not-known", "nyk", "subc-noblig", "not-allowed", "allowed"})

# Lists whose code is itself the condition, so that it counts without further words.
_RESERVED_LISTS = frozenset({"reserved-procurement", "reserved-execution"})


def read_hurdles(terms: _Element, language: str) -> list[Hurdle]:
    """The conditions in ``cac:TenderingTerms``, in document order, each once.

    Grounds for exclusion are left out: they are the law's and the same for everybody. A criterion that the notice
    marks as not used is left out too. A code without words counts where the code is itself the condition.
    """
    hurdles: list[Hurdle] = []
    for child in terms.iterchildren(*_READERS):
        tag = child.tag
        _READERS[tag](child, language, hurdles)
    return list(dict.fromkeys(hurdles))


def _words(element: _Element, language: str) -> str | None:
    """The name and the description in one language, as ``Name: description``."""
    names: Texts = {}
    descriptions: Texts = {}
    for child in element.iterchildren(NAME, DESCRIPTION):
        add_text(names if child.tag == NAME else descriptions, child, language)
    name, description = one_of(names, language), one_of(descriptions, language)
    if name and description and not description.startswith(name):
        return f"{name}: {description}"
    return description or name


def _code(element: _Element, name: str) -> str | None:
    """The first code called ``name`` that asks for something."""
    for child in element.iterchildren(name):
        code = text(child)
        if code and code not in _NOTHING_ASKED:
            return code
    return None


def _extensions(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    for part in extension_parts(element):
        if part.tag == _SELECTION:
            _selection_criterion(part, language, hurdles)
        elif part.tag == _SUBCONTRACTING:
            code = _code(part, EFBC + "TenderSubcontractingRequirementsCode")
            if code:
                hurdles.append(Hurdle("subcontracting", _words(part, language) or code))


def _selection_criterion(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    kind: HurdleKind = "other"
    for child in element.iterchildren(_USAGE, *_CRITERION_CODES):
        code = text(child) or ""
        if child.tag == _USAGE:
            if code == "n-used":
                return
        elif kind == "other":
            kind = _criterion_kind(code)
    words = _words(element, language)
    if words:
        hurdles.append(Hurdle(kind, words))


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
    if _code(element, CBC + "GuaranteeTypeCode"):
        hurdles.append(Hurdle("guarantee", _words(element, language) or "tender-guarantee-required"))


def _clearance(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    if _code(element, CBC + "Code"):
        hurdles.append(Hurdle("clearance", _words(element, language) or "security-clearance-required"))


def _subcontracting(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    code = _code(element, CBC + "SubcontractingConditionsCode")
    words = _words(element, language)
    if words or code:
        hurdles.append(Hurdle("subcontracting", words or code or ""))


def _qualification(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    legal_form: Texts = {}
    form_required = False
    for child in element:
        tag = child.tag
        if tag == _SPECIFIC_REQUIREMENT:
            for code in child.iterchildren(CBC + "TendererRequirementTypeCode"):
                if code.get("listName") in _RESERVED_LISTS and (asked := _code(child, code.tag)):
                    hurdles.append(Hurdle("reserved", _words(child, language) or asked))
        elif tag == CBC + "CompanyLegalFormCode":
            form_required = text(child) == "true"
        elif tag == CBC + "CompanyLegalForm":
            add_text(legal_form, child, language)
    form = one_of(legal_form, language)
    if form or form_required:
        hurdles.append(Hurdle("other", form or "legal-form-required"))


def _execution(element: _Element, language: str, hurdles: list[Hurdle]) -> None:
    words = _words(element, language)
    for code in element.iterchildren(CBC + "ExecutionRequirementCode"):
        asked = _code(element, code.tag)
        if asked and code.get("listName") in _RESERVED_LISTS:
            hurdles.append(Hurdle("reserved", words or "reserved-execution"))
        elif asked and (words or code.get("listName") == "nda"):
            hurdles.append(Hurdle("other", words or "nda"))


_READERS: dict[str, Callable[[_Element, str, list[Hurdle]], None]] = {
    UBL_EXTENSIONS: _extensions,
    CAC + "RequiredFinancialGuarantee": _guarantee,
    CAC + "SecurityClearanceTerm": _clearance,
    CAC + "AllowedSubcontractTerms": _subcontracting,
    CAC + "TendererQualificationRequest": _qualification,
    CAC + "ContractExecutionRequirement": _execution,
}
