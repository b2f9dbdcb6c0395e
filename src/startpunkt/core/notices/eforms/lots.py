"""The lots, parts and groups of a notice, each with its own project, process and terms."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from startpunkt.core.notices import instants
from startpunkt.core.notices.eforms.names import (
    CAC,
    CBC,
    EFAC,
    ID,
    UBL_EXTENSIONS,
    child_text,
    children_of,
    extension_parts,
    reference,
    text,
)
from startpunkt.core.notices.eforms.project import Project, read_project
from startpunkt.core.notices.eforms.terms import read_hurdles
from startpunkt.core.notices.model import Deadline, Hurdle, Lot, LotType

_PROJECT = CAC + "ProcurementProject"
_PROCESS = CAC + "TenderingProcess"
_TERMS = CAC + "TenderingTerms"
_TENDERS = CAC + "TenderSubmissionDeadlinePeriod"
_PARTICIPATION = CAC + "ParticipationRequestReceptionPeriod"
_INTEREST = EFAC + "InterestExpressionReceptionPeriod"
_END_DATE = CBC + "EndDate"
_END_TIME = CBC + "EndTime"
_EARLIER_NOTICE = CAC + "NoticeDocumentReference"

_TYPE_OF_SCHEME: dict[str, LotType] = {"lot": "lot", "part": "part", "lotsgroup": "group"}
_TYPE_OF_PREFIX: dict[str, LotType] = {"PAR": "part", "GLO": "group"}
_ONLY_LOT = "LOT-0000"


@dataclass(slots=True)
class Procedure:
    """What the notice says once for all lots."""

    language: str
    country: str | None
    project: Project
    hurdles: list[Hurdle]
    previous: list[str]


def read_lots(elements: list[_Element], procedure: Procedure) -> tuple[Lot, ...]:
    """The lots in document order. A notice without any has one, which is the procedure itself.

    A lot without CPV codes or places takes those of the procedure, the only lot also its value. References to
    earlier notices found on the way are appended to ``procedure.previous``.
    """
    if not elements:
        project = procedure.project
        hurdles = tuple(dict.fromkeys(procedure.hurdles))
        return (
            Lot(
                _ONLY_LOT,
                title=project.title,
                description=project.description,
                cpv=project.cpv,
                places=project.places,
                value=project.value,
                hurdles=hurdles,
            ),
        )
    return tuple(_lot(element, number, len(elements) == 1, procedure) for number, element in enumerate(elements, 1))


def _lot(element: _Element, number: int, only: bool, procedure: Procedure) -> Lot:
    key: str | None = None
    scheme = ""
    project: Project | None = None
    deadline: Deadline | None = None
    hurdles = procedure.hurdles
    for child in children_of(element):
        tag = child.tag
        if tag == ID:
            key, scheme = text(child), child.get("schemeName") or ""
        elif tag == _PROJECT:
            project = read_project(child, procedure.language)
        elif tag == _PROCESS:
            deadline = _deadline(child, procedure)
        elif tag == _TERMS:
            hurdles = hurdles + read_hurdles(child, procedure.language)
    project = project or Project()
    general = procedure.project
    key = key or f"LOT-{number:04d}"
    return Lot(
        key,
        _TYPE_OF_SCHEME.get(scheme.lower()) or _TYPE_OF_PREFIX.get(key[:3].upper(), "lot"),
        project.title,
        project.description,
        project.cpv or general.cpv,
        project.places or general.places,
        deadline,
        project.value or (general.value if only else None),
        tuple(dict.fromkeys(hurdles)),
    )


def _deadline(process: _Element, procedure: Procedure) -> Deadline | None:
    """The first hurdle in time: requests to participate, else tenders, else expressions of interest."""
    periods: dict[str, _Element] = {}
    for child in children_of(process):
        tag = child.tag
        if tag in (_TENDERS, _PARTICIPATION):
            periods[tag] = child
        elif tag == UBL_EXTENSIONS:
            for part in extension_parts(child):
                if part.tag == _INTEREST:
                    periods[_INTEREST] = part
        elif tag == _EARLIER_NOTICE:
            earlier = reference(child)
            if earlier:
                procedure.previous.append(earlier)
    for name in (_PARTICIPATION, _TENDERS, _INTEREST):
        if name in periods:
            period = periods[name]
            found = instants.deadline(child_text(period, _END_DATE), child_text(period, _END_TIME), procedure.country)
            if found:
                return found
    return None
