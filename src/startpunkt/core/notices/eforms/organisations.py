"""Who stands behind a reference such as ``ORG-0001`` or ``TPO-0001``."""

from __future__ import annotations

import re

from lxml.etree import _Element

from startpunkt.core.notices import codes
from startpunkt.core.notices.eforms.names import (
    CAC,
    CBC,
    EFAC,
    NAME,
    PARTY_IDENTIFICATION,
    add_text,
    child_text,
    children_of,
    one_of,
    reference,
    text,
)
from startpunkt.core.notices.model import Party, Texts

_ORGANISATION = EFAC + "Organization"
_COMPANY = EFAC + "Company"
_TOUCH_POINT = EFAC + "TouchPoint"
_PARTY = CAC + "Party"
_PARTY_NAME = CAC + "PartyName"
_POSTAL_ADDRESS = CAC + "PostalAddress"
_COUNTRY = CAC + "Country"
_LEGAL_ENTITY = CAC + "PartyLegalEntity"
_COMPANY_ID = CBC + "CompanyID"
_REGISTERED_NAME = CBC + "RegistrationName"
_CITY = CBC + "CityName"
_NUTS = CBC + "CountrySubentityCode"
_COUNTRY_CODE = CBC + "IdentificationCode"
_WEBSITE = CBC + "WebsiteURI"

# Registers issue no such numbers: references inside the notice, counting up, one digit repeated.
_NO_IDENTIFIER = re.compile(r"(?:ORG|TPO|RES|UBO)-\d+|1?23456\d{0,3}|(\d)\1*", re.IGNORECASE)
# Early German awards number their winners inside the name.
_NUMBERED_NAME = re.compile(r"\d{1,3}\.\s*Firma\s*:\s*", re.IGNORECASE)


class Organisations:
    """The organisations of one notice by their references; each is read when it is first asked for."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._companies: dict[str, _Element] = {}
        self._read: dict[str, Party | None] = {}

    def add(self, organisations: _Element) -> None:
        """Know what ``efac:Organizations`` lists. A touch point stands for the organisation that it belongs to."""
        for organisation in children_of(organisations):
            if organisation.tag != _ORGANISATION:
                continue
            company = None
            for child in children_of(organisation):
                tag = child.tag
                if tag in (_COMPANY, _TOUCH_POINT):
                    company = child if company is None else company
                    key = _own_key(child)
                    if key:
                        self._companies.setdefault(key, company)

    def party(self, key: str | None) -> Party | None:
        """The organisation that ``key`` refers to; ``None`` if the notice lists none or withholds its name."""
        if key is None:
            return None
        if key not in self._read:
            company = self._companies.get(key)
            self._read[key] = None if company is None else party(company, self._language)
        return self._read[key]


def _own_key(element: _Element) -> str | None:
    for child in children_of(element):
        if child.tag == PARTY_IDENTIFICATION and (key := reference(child)):
            return key
    return None


def party(element: _Element, language: str) -> Party | None:
    """The organisation that an ``efac:Company`` or a ``cac:Party`` describes; ``None`` without a name."""
    names: Texts = {}
    identifiers: list[str] = []
    website = registered = None
    place: tuple[str | None, str | None, str | None] = (None, None, None)
    for child in children_of(element):
        tag = child.tag
        if tag == _PARTY_NAME:
            for name in children_of(child):
                if name.tag == NAME:
                    add_text(names, name, language)
        elif tag == _POSTAL_ADDRESS:
            place = _address(child)
        elif tag == _LEGAL_ENTITY:
            registered = _legal_entity(child, identifiers) or registered
        elif tag == _WEBSITE:
            website = text(child)
    name_text = one_of(names, language) or registered
    if name_text is None:
        return None
    name_text = _NUMBERED_NAME.sub("", name_text, count=1) if name_text[0].isdigit() else name_text
    country, nuts, city = place
    return Party(name_text, country, tuple(dict.fromkeys(identifiers)), nuts, city, website)


def inline_party(element: _Element, language: str) -> Party | None:
    """The party that ``element`` describes itself or in a ``cac:Party`` below, where no reference is used."""
    nested = next(element.iterchildren(_PARTY), None)
    return party(element if nested is None else nested, language)


def _legal_entity(entity: _Element, identifiers: list[str]) -> str | None:
    registered = None
    for child in children_of(entity):
        if child.tag == _COMPANY_ID:
            number = text(child)
            if number and not _NO_IDENTIFIER.fullmatch(number):
                identifiers.append(number)
        elif child.tag == _REGISTERED_NAME:
            registered = text(child)
    return registered


def _address(address: _Element) -> tuple[str | None, str | None, str | None]:
    country = nuts = city = None
    for child in children_of(address):
        tag = child.tag
        if tag == _CITY:
            city = text(child)
        elif tag == _NUTS:
            nuts = text(child)
        elif tag == _COUNTRY:
            country = codes.country(child_text(child, _COUNTRY_CODE))
    return country, nuts, city
