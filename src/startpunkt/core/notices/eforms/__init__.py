"""eForms (UBL 2.3): TED since 2023, Germany's eForms-DE, Norway's Doffin. An XML tree in, a Notice out."""

from __future__ import annotations

import re

from lxml.etree import QName, _Element

from startpunkt.core.notices import instants
from startpunkt.core.notices.eforms.forms import kind_of, legal_basis
from startpunkt.core.notices.eforms.lots import Procedure, read_lots
from startpunkt.core.notices.eforms.names import (
    CAC,
    CBC,
    EFAC,
    EFBC,
    ID,
    PARTY_IDENTIFICATION,
    UBL,
    UBL_EXTENSIONS,
    child_text,
    children_of,
    extension_parts,
    language_of,
    reference,
    text,
)
from startpunkt.core.notices.eforms.organisations import Organisations, inline_party
from startpunkt.core.notices.eforms.project import Project, read_project
from startpunkt.core.notices.eforms.results import inline_results, read_notice_result, results_of
from startpunkt.core.notices.eforms.terms import read_hurdles
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Amount, Notice, Party, Result, Withheld

__all__ = ["is_eforms", "read"]

_ROOTS = frozenset({"ContractNotice", "ContractAwardNotice", "PriorInformationNotice"})
_PARTY = CAC + "Party"
_EARLIER_NOTICE = CAC + "NoticeDocumentReference"
_PRIVACY = EFAC + "FieldsPrivacy"
_CHANGED_NOTICE = EFBC + "ChangedNoticeIdentifier"
_NO_PROCEDURE = re.compile(r"[0-]*")
_TED_NUMBER = re.compile(r"0*(\d{1,8}-\d{4})")

Children = dict[str, list[_Element]]


def is_eforms(namespace: str | None, localname: str) -> bool:
    """Whether a root element is one of the three procurement notices of UBL that eForms uses."""
    return localname in _ROOTS and namespace == f"{UBL}{localname}-2"


def read(root: _Element) -> Notice:
    """The notice in an eForms tree, with every reference resolved.

    ``value`` is the total that an award notice states, else the procedure's estimate, else the framework's maximum.
    Where no language is given, texts without one of their own stand under ``und``.
    Raises UnreadableNotice: ``no-identifier`` without a notice id, ``unknown-form`` for a code nobody knows.
    """
    children = _by_name(root)
    key = _text_of(children, ID)
    if key is None:
        raise UnreadableNotice("no-identifier", "The notice has no cbc:ID; ask the publisher for a complete file.")
    extensions: Children = {}
    for extension in children.get(UBL_EXTENSIONS, ()):
        for part in extension_parts(extension):
            extensions.setdefault(part.tag, []).append(part)
    subtype = _nested(extensions, EFAC + "NoticeSubType", CBC + "SubTypeCode")
    changes = extensions.get(EFAC + "Changes", [])
    notice_type = _text_of(children, CBC + "NoticeTypeCode")
    kind, direct = kind_of(subtype, notice_type, QName(root).localname, bool(changes))

    languages = _languages(children)
    language = languages[0] if languages else "und"
    organisations = Organisations(language)
    for listed in extensions.get(EFAC + "Organizations", ()):
        organisations.add(listed)
    buyers = _buyers(children, organisations, language)
    procedure = _procedure(children, language, buyers)
    lots = read_lots(children.get(CAC + "ProcurementProjectLot", []), procedure)
    total, results = _results(children, extensions, organisations, language)
    project = procedure.project
    publication_number = _nested(extensions, EFAC + "Publication", EFBC + "NoticePublicationID")
    return Notice(
        id=key,
        version=_text_of(children, CBC + "VersionID") or "01",
        format="eforms",
        form=subtype,
        kind=kind,
        direct=direct,
        publication_number=publication_number,
        publication_date=instants.day(_nested(extensions, EFAC + "Publication", EFBC + "PublicationDate")),
        legal_basis=legal_basis(_text_of(children, CBC + "RegulatoryDomain")),
        procedure_id=_procedure_id(children),
        procedure_type=_nested(children, CAC + "TenderingProcess", CBC + "ProcedureCode"),
        languages=languages,
        title=project.title,
        description=project.description,
        buyers=buyers,
        main_cpv=project.main_cpv or next((lot.cpv[0] for lot in lots if lot.cpv), None),
        value=total or project.value,
        lots=lots,
        results=results,
        withheld=_withheld(root),
        previous=_previous(procedure, extensions, key),
        corrects=_changed(changes),
        official_url=_official_url(publication_number, _text_of(children, CBC + "URI")),
    )


def _by_name(element: _Element) -> Children:
    children: Children = {}
    for child in children_of(element):
        children.setdefault(child.tag, []).append(child)
    return children


def _text_of(children: Children, name: str) -> str | None:
    for child in children.get(name, ()):
        if found := text(child):
            return found
    return None


def _nested(children: Children, parent: str, name: str) -> str | None:
    for child in children.get(parent, ()):
        if found := child_text(child, name):
            return found
    return None


def _languages(children: Children) -> tuple[str, ...]:
    written = [text(child) for child in children.get(CBC + "NoticeLanguageCode", ())]
    written += [reference(child) for child in children.get(CAC + "AdditionalNoticeLanguage", ())]
    return tuple(dict.fromkeys(found for code in written if (found := language_of(code))))


def _procedure_id(children: Children) -> str | None:
    found = _text_of(children, CBC + "ContractFolderID")
    return None if found is None or _NO_PROCEDURE.fullmatch(found) else found


def _buyers(children: Children, organisations: Organisations, language: str) -> tuple[Party, ...]:
    buyers: list[Party] = []
    for contracting in children.get(CAC + "ContractingParty", ()):
        for described in children_of(contracting):
            if described.tag != _PARTY:
                continue
            keys = [reference(child) for child in children_of(described) if child.tag == PARTY_IDENTIFICATION]
            found = [buyer for key in keys if (buyer := organisations.party(key))]
            on_the_spot = None if found else inline_party(described, language)
            buyers += found or ([on_the_spot] if on_the_spot else [])
    return tuple(dict.fromkeys(buyers))


def _procedure(children: Children, language: str, buyers: tuple[Party, ...]) -> Procedure:
    projects = children.get(CAC + "ProcurementProject", ())
    terms = children.get(CAC + "TenderingTerms", ())
    earlier = [
        reference(document)
        for process in children.get(CAC + "TenderingProcess", ())
        for document in children_of(process)
        if document.tag == _EARLIER_NOTICE
    ]
    return Procedure(
        language=language,
        country=next((buyer.country for buyer in buyers if buyer.country), None),
        project=read_project(projects[0], language) if projects else Project(),
        hurdles=[hurdle for element in terms for hurdle in read_hurdles(element, language)],
        previous=[key for key in earlier if key],
    )


def _results(
    children: Children, extensions: Children, organisations: Organisations, language: str
) -> tuple[Amount | None, tuple[Result, ...]]:
    total = None
    results: list[Result] = []
    for element in extensions.get(EFAC + "NoticeResult", ()):
        found = read_notice_result(element)
        total = found.total or total
        results += results_of(found, organisations)
    return total, tuple(results or inline_results(children.get(CAC + "TenderResult", []), language))


def _withheld(root: _Element) -> tuple[Withheld, ...]:
    withheld = []
    for element in root.iter(_PRIVACY):
        field = child_text(element, EFBC + "FieldIdentifierCode")
        if field:
            until = instants.day(child_text(element, EFBC + "PublicationDate"))
            withheld.append(Withheld(field, child_text(element, CBC + "ReasonCode"), until))
    return tuple(dict.fromkeys(withheld))


def _changed(elements: list[_Element]) -> tuple[str, ...]:
    found = (text(child) for element in elements for child in element.iterchildren(_CHANGED_NOTICE))
    return tuple(dict.fromkeys(key for key in found if key))


def _previous(procedure: Procedure, extensions: Children, own: str) -> tuple[str, ...]:
    modified = _changed(extensions.get(EFAC + "ContractModification", []))
    return tuple(key for key in dict.fromkeys([*procedure.previous, *modified]) if key != own)


def _official_url(publication_number: str | None, uri: str | None) -> str | None:
    """The notice's page at the Official Journal, else the address that the notice itself gives."""
    ted = _TED_NUMBER.fullmatch(publication_number or "")
    if ted:
        return f"https://ted.europa.eu/en/notice/-/detail/{ted.group(1)}"
    return uri if uri and uri.startswith(("https://", "http://")) else None
