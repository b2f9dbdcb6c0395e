"""The conditions of a lot (TenderingTerms): who may take part, what must be shown, where to complain."""

from __future__ import annotations

from startpunkt.capabilities.radar.demo.catalogue import LotSubject, Term, Texts, catalogue
from startpunkt.capabilities.radar.demo.draft import Draft
from startpunkt.capabilities.radar.demo.markup import (
    LANGUAGE_CODES,
    Element,
    add,
    add_code,
    add_extension,
    add_party,
    add_texts,
)

REQUIREMENT = "cac:SpecificTendererRequirement/cbc:TendererRequirementTypeCode"


def add_tendering_terms(parent: Element, draft: Draft, lot: LotSubject) -> None:
    """Append the TenderingTerms of a lot that can be tendered for."""
    known = catalogue().terms
    terms = [(known[key], _filled(known[key], draft, lot)) for key in lot.terms]
    element = add(parent, "cac:TenderingTerms")
    _add_selection_criteria(element, terms)
    add_code(element, "cbc:VariantConstraintCode", "not-allowed", "permission")
    add_code(element, "cbc:FundingProgramCode", "no-eu-funds", "eu-funded")
    add(element, "cbc:RecurringProcurementIndicator", "false")
    _add_guarantee(element, terms)
    _add_documents(element, draft)
    _add_requirements(element, terms)
    _add_execution(element, terms)
    add_award_criteria(element, draft)
    add_party(element, "cac:AdditionalInformationParty", "ORG-0001")
    add(element, "cac:TenderRecipientParty/cbc:EndpointID", f"https://{draft.buyer.host}/vergabe")
    add(element, "cac:TenderValidityPeriod/cbc:DurationMeasure", "3", unitCode="MONTH")
    add_review(element)
    add(element, "cac:Language/cbc:ID", LANGUAGE_CODES[draft.subject.languages[0]])
    after = add(element, "cac:PostAwardProcess")
    add(after, "cbc:ElectronicOrderUsageIndicator", "true")
    add(after, "cbc:ElectronicPaymentUsageIndicator", "true")
    for _, texts in _of(terms, "clearance"):
        clearance = add(element, "cac:SecurityClearanceTerm")
        add_code(clearance, "cbc:Code", "true", "required")
        add_texts(clearance, "cbc:Description", texts)


def add_review(terms: Element) -> None:
    """Append the body that hears complaints."""
    add_party(terms, "cac:AppealTerms/cac:AppealReceiverParty", "ORG-0002")


def add_award_criteria(terms: Element, draft: Draft) -> None:
    """Append the award criteria: price and quality with their weights in per cent."""
    criterion = add(terms, "cac:AwardingTerms/cac:AwardingCriterion")
    for code, weight in (("price", draft.price_weight), ("quality", 100 - draft.price_weight)):
        part = add(criterion, "cac:SubordinateAwardingCriterion")
        parameter = add(add_extension(part), "efac:AwardCriterionParameter")
        add_code(parameter, "efbc:ParameterCode", "per-exa", "number-weight")
        add(parameter, "efbc:ParameterNumeric", weight)
        add_code(part, "cbc:AwardingCriterionTypeCode", code, "award-criterion-type")
        add_texts(part, "cbc:Description", {key: CRITERIA[code][key] for key in draft.subject.languages})


CRITERIA: dict[str, Texts] = {
    "price": {"de": "Preis", "en": "Price", "fr": "Prix", "pl": "Cena"},
    "quality": {
        "de": "Fachliche Qualität des Angebots",
        "en": "Technical quality of the tender",
        "fr": "Valeur technique de l'offre",
        "pl": "Jakość techniczna oferty",
    },
}


def _filled(term: Term, draft: Draft, lot: LotSubject) -> Texts:
    """The words of a term in the languages of the notice, with its sums."""
    words = {}
    for language in draft.subject.languages:
        money = {"turnover": lot.value * 3 // 2, "guarantee": lot.value * 2 // 100}
        sums = {key: _money(amount, draft.subject.currency, language) for key, amount in money.items()}
        words[language] = term.texts[language].format(**sums)
    return words


def _money(amount: int, currency: str, language: str) -> str:
    rounded = round(amount, 1 - len(str(amount)) + 1)
    separator = {"de": ".", "en": ",", "fr": "\u202f", "pl": "\u00a0"}[language]
    return f"{rounded:,}".replace(",", separator) + f"\u00a0{currency}"


def _of(terms: list[tuple[Term, Texts]], *lists: str) -> list[tuple[Term, Texts]]:
    return [(term, texts) for term, texts in terms if term.list in lists]


def _add_selection_criteria(element: Element, terms: list[tuple[Term, Texts]]) -> None:
    criteria = _of(terms, "selection")
    if not criteria:
        return
    extension = add_extension(element)
    for term, texts in criteria:
        criterion = add(extension, "efac:SelectionCriteria")
        add_code(criterion, "cbc:TendererRequirementTypeCode", term.code, "selection-criterion")
        add_texts(criterion, "cbc:Description", texts)


def _add_guarantee(element: Element, terms: list[tuple[Term, Texts]]) -> None:
    guarantees = _of(terms, "guarantee")
    guarantee = add(element, "cac:RequiredFinancialGuarantee")
    add_code(guarantee, "cbc:GuaranteeTypeCode", "true" if guarantees else "false", "tender-guarantee-required")
    for _, texts in guarantees:
        add_texts(guarantee, "cbc:Description", texts)


def _add_documents(element: Element, draft: Draft) -> None:
    documents = add(element, "cac:CallForTendersDocumentReference")
    add(documents, "cbc:ID", draft.reference)
    add(documents, "cbc:DocumentType", "non-restricted-document")
    uri = f"https://{draft.buyer.host}/vergabe/{draft.reference}"
    add(documents, "cac:Attachment/cac:ExternalReference/cbc:URI", uri)


def _add_requirements(element: Element, terms: list[tuple[Term, Texts]]) -> None:
    requests = "cac:TendererQualificationRequest/"
    if _of(terms, "selection"):
        add_code(element, requests + REQUIREMENT, "epo-notice", "selection-criteria-source")
    reserved = _of(terms, "reserved")
    code = add_code(
        element, requests + REQUIREMENT, reserved[0][0].code if reserved else "none", "reserved-procurement"
    )
    for _, texts in reserved:
        requirement = code.getparent()
        if requirement is not None:
            add_texts(requirement, "cbc:Description", texts)
    for term, texts in _of(terms, "subcontracting"):
        subcontracts = add(element, "cac:AllowedSubcontractTerms")
        add_texts(subcontracts, "cbc:Description", texts)
        add_code(subcontracts, "cbc:SubcontractingConditionsCode", term.code, "subcontracting-obligation")


def _add_execution(element: Element, terms: list[tuple[Term, Texts]]) -> None:
    path = "cac:ContractExecutionRequirement"
    add_code(element, f"{path}/cbc:ExecutionRequirementCode", "no", "reserved-execution")
    for term, texts in _of(terms, "performance", "nda"):
        requirement = add(element, path)
        code_list = "nda" if term.list == "nda" else "conditions"
        add_code(requirement, "cbc:ExecutionRequirementCode", term.code, code_list)
        add_texts(requirement, "cbc:Description", texts)
    add_code(element, f"{path}/cbc:ExecutionRequirementCode", "required", "einvoicing")
    add_code(element, f"{path}/cbc:ExecutionRequirementCode", "not-allowed", "ecatalog-submission")
