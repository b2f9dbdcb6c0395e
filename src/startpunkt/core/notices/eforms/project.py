"""What is bought: ``cac:ProcurementProject`` of the procedure and of each lot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from startpunkt.core.notices import codes
from startpunkt.core.notices.eforms.names import (
    CAC,
    CBC,
    DESCRIPTION,
    EFBC,
    NAME,
    UBL_EXTENSIONS,
    add_text,
    amount,
    child_text,
    children_of,
    extension_parts,
    text,
)
from startpunkt.core.notices.model import Amount, Texts

_MAIN = CAC + "MainCommodityClassification"
_ADDITIONAL = CAC + "AdditionalCommodityClassification"
_CPV = CBC + "ItemClassificationCode"
_LOCATION = CAC + "RealizedLocation"
_ADDRESS = CAC + "Address"
_NUTS = CBC + "CountrySubentityCode"
_COUNTRY = CAC + "Country"
_COUNTRY_CODE = CBC + "IdentificationCode"
_TOTAL = CAC + "RequestedTenderTotal"
_ESTIMATED = CBC + "EstimatedOverallContractAmount"
_FRAMEWORK_MAXIMUM = EFBC + "FrameworkMaximumAmount"

_NUTS_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")


@dataclass(slots=True)
class Project:
    """Title, description, codes, places and value of a procedure or a lot, as far as given."""

    title: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    main_cpv: str | None = None
    cpv: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    value: Amount | None = None


def read_project(element: _Element, language: str) -> Project:
    """The project that ``cac:ProcurementProject`` describes; ``cpv`` starts with the main code."""
    project = Project()
    main: list[str] = []
    additional: list[str] = []
    places: list[str] = []
    for child in children_of(element):
        tag = child.tag
        if tag == NAME:
            add_text(project.title, child, language)
        elif tag == DESCRIPTION:
            add_text(project.description, child, language)
        elif tag == _ADDITIONAL:
            _add_cpv(additional, child)
        elif tag == _MAIN:
            _add_cpv(main, child)
        elif tag == _LOCATION:
            _add_place(places, child)
        elif tag == _TOTAL:
            project.value = _value(child) or project.value
    project.main_cpv = main[0] if main else None
    project.cpv = tuple(dict.fromkeys(main + additional))
    project.places = tuple(dict.fromkeys(places))
    return project


def _add_cpv(cpv: list[str], classification: _Element) -> None:
    """Append the eight digits of a code, without its check digit (``35613000-4``)."""
    code, _, _ = (child_text(classification, _CPV) or "").partition("-")
    if len(code) == 8 and code.isascii() and code.isdigit() and code != "00000000":
        cpv.append(code)


def _add_place(places: list[str], location: _Element) -> None:
    for address in children_of(location):
        if address.tag != _ADDRESS:
            continue
        nuts = country = None
        for child in children_of(address):
            tag = child.tag
            if tag == _NUTS:
                nuts = text(child)
            elif tag == _COUNTRY:
                country = codes.country(child_text(child, _COUNTRY_CODE))
        if nuts and _NUTS_CODE.fullmatch(nuts):
            places.append(nuts)
        elif country:
            places.append(country)


def _value(total: _Element) -> Amount | None:
    """The estimated value, else the most that a framework agreement may reach. The two are never added."""
    maximum = None
    estimated = None
    for child in children_of(total):
        tag = child.tag
        if tag == _ESTIMATED:
            estimated = amount(child) or estimated
        elif tag == UBL_EXTENSIONS:
            for part in extension_parts(child):
                if part.tag == _FRAMEWORK_MAXIMUM:
                    maximum = amount(part) or maximum
    return estimated or maximum
