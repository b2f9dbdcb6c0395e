"""What is bought: ProcurementProject and ProcurementProjectLot, of the procedure, its lots, parts and lots group."""

from __future__ import annotations

from datetime import timedelta

from startpunkt.capabilities.radar.demo.catalogue import LotSubject, Texts
from startpunkt.capabilities.radar.demo.conditions import add_award_criteria, add_review, add_tendering_terms
from startpunkt.capabilities.radar.demo.draft import Draft
from startpunkt.capabilities.radar.demo.markup import (
    COUNTRY_CODES,
    Element,
    add,
    add_amount,
    add_code,
    add_extension,
    add_id,
    add_texts,
)

GROUP = "GLO-0001"


def lot_ids(draft: Draft) -> list[str]:
    """The identifiers of the lots (``LOT-0001``, or ``LOT-0000`` for an undivided one) or parts, in order."""
    prefix = "PAR" if draft.form.stage == "planning" else "LOT"
    if not draft.subject.divided:
        return [f"{prefix}-0000"]
    return [f"{prefix}-{number:04}" for number in range(1, len(draft.subject.lots) + 1)]


def add_project(parent: Element, draft: Draft) -> None:
    """Append the project of the whole procedure."""
    subject = draft.subject
    _add_project(parent, draft, draft.reference, subject.title, _text(draft), subject.cpv, subject.value)


def add_lots(parent: Element, draft: Draft) -> None:
    """Append the lots or parts, and the lots group where there is one."""
    scheme = "Part" if draft.form.stage == "planning" else "Lot"
    for identifier, lot in zip(lot_ids(draft), draft.subject.lots, strict=True):
        element = add(parent, "cac:ProcurementProjectLot")
        add_id(element, "cbc:ID", identifier, scheme)
        _add_terms(element, draft, lot)
        _add_process(element, draft)
        reference = f"{draft.reference}-{identifier[-2:]}"
        text = lot.text if draft.subject.divided else _text(draft)
        project = _add_project(element, draft, reference, lot.title, text, lot.cpv, lot.value, of_lot=True)
        if draft.form.stage != "planning":
            _add_period(project, draft)
    if draft.subject.group and draft.form.stage == "competition":
        element = add(parent, "cac:ProcurementProjectLot")
        add_id(element, "cbc:ID", GROUP, "LotsGroup")
        add_award_criteria(add(element, "cac:TenderingTerms"), draft)


def _text(draft: Draft) -> Texts:
    """The description; a second version says more than the subject, an earlier notice something else."""
    sequel = draft.sequel
    if sequel is None or sequel.kind not in ("announcement", "prior", "revision"):
        return draft.subject.text
    if sequel.kind != "revision":
        return sequel.texts
    return {
        language: f"{text} {sequel.texts.get(language, '')}".strip() for language, text in draft.subject.text.items()
    }


def _add_project(
    parent: Element, draft: Draft, reference: str, title: Texts, text: Texts, cpv: tuple[str, ...], value: int,
    *, of_lot: bool = False,
) -> Element:  # fmt: skip
    project = add(parent, "cac:ProcurementProject")
    add_id(project, "cbc:ID", reference, "InternalID")
    add_texts(project, "cbc:Name", title)
    add_texts(project, "cbc:Description", text)
    add_code(project, "cbc:ProcurementTypeCode", _nature(cpv[0]), "contract-nature")
    if of_lot and draft.form.stage == "competition":
        add(project, "cbc:SMESuitableIndicator", "true")
    if draft.form.stage in ("planning", "competition"):
        total = add(project, "cac:RequestedTenderTotal")
        if draft.subject.framework and of_lot:
            maximum = "efbc:FrameworkMaximumAmount"
            add_amount(add_extension(total), maximum, value * 5 // 4, draft.subject.currency)
        add_amount(total, "cbc:EstimatedOverallContractAmount", value, draft.subject.currency)
    add_code(project, "cac:MainCommodityClassification/cbc:ItemClassificationCode", cpv[0], "cpv")
    for code in cpv[1:]:
        add_code(project, "cac:AdditionalCommodityClassification/cbc:ItemClassificationCode", code, "cpv")
    address = add(project, "cac:RealizedLocation/cac:Address")
    add(address, "cbc:CityName", draft.buyer.city)
    add(address, "cbc:PostalZone", draft.buyer.postal)
    if draft.buyer.nuts:
        add_code(address, "cbc:CountrySubentityCode", draft.buyer.nuts, "nuts")
    add_code(address, "cac:Country/cbc:IdentificationCode", COUNTRY_CODES[draft.buyer.country], "country")
    return project


def _nature(cpv: str) -> str:
    """Works, supplies or services, by the division of the CPV code."""
    if cpv.startswith("45"):
        return "works"
    return "supplies" if cpv < "45" or cpv.startswith("48") else "services"


def _add_terms(element: Element, draft: Draft, lot: LotSubject) -> None:
    if draft.form.stage == "competition":
        add_tendering_terms(element, draft, lot)
        return
    terms = add(element, "cac:TenderingTerms")
    if draft.form.stage == "result":
        add_code(terms, "cbc:FundingProgramCode", "no-eu-funds", "eu-funded")
        add_award_criteria(terms, draft)
    add_review(terms)


def _add_process(element: Element, draft: Draft) -> None:
    process = add(element, "cac:TenderingProcess")
    if draft.form.stage == "competition":
        add_code(process, "cbc:SubmissionMethodCode", "required", "esubmission")
    add(process, "cbc:GovernmentAgreementConstraintIndicator", "false" if draft.form.law == "32009L0081" else "true")
    if draft.form.stage == "competition":
        add(process, "cbc:AccessToolsURI", f"https://{draft.buyer.host}/vergabe")
        _add_deadline(process, draft)
    if draft.form.stage in ("competition", "result"):
        add(process, "cac:AuctionTerms/cbc:AuctionConstraintIndicator", "false")
        if draft.subject.framework:
            add(process, "cac:FrameworkAgreement/cbc:MaximumOperatorQuantity", 3)
        system = "cac:ContractingSystem/cbc:ContractingSystemTypeCode"
        add_code(process, system, "fa-wo-rc" if draft.subject.framework else "none", "framework-agreement")
        add_code(process, system, "none", "dps-usage")


def _add_deadline(process: Element, draft: Draft) -> None:
    if draft.deadline is None:
        return
    open_to_all = draft.procedure == "open"
    name = "cac:TenderSubmissionDeadlinePeriod" if open_to_all else "cac:ParticipationRequestReceptionPeriod"
    period = add(process, name)
    add(period, "cbc:EndDate", f"{draft.deadline:%Y-%m-%d}{draft.offset}")
    add(period, "cbc:EndTime", f"{draft.deadline:%H:%M:%S}{draft.offset}")
    if open_to_all:
        opening = draft.deadline + timedelta(minutes=30)
        event = add(process, "cac:OpenTenderEvent")
        add(event, "cbc:OccurrenceDate", f"{opening:%Y-%m-%d}{draft.offset}")
        add(event, "cbc:OccurrenceTime", f"{opening:%H:%M:%S}{draft.offset}")


def _add_period(project: Element, draft: Draft) -> None:
    period = add(project, "cac:PlannedPeriod")
    if draft.start is None:
        add(period, "cbc:DurationMeasure", draft.months, unitCode="MONTH")
        return
    add(period, "cbc:StartDate", f"{draft.start}Z")
    add(period, "cbc:EndDate", f"{draft.start + timedelta(days=30 * draft.months)}Z")
