"""What the Publications Office adds to a form: numbers, dates, codes and headings in all official languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lxml.etree import _Element

from startpunkt.core.notices import instants
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Texts
from startpunkt.core.notices.ted.tree import LOCAL, country, cpv, language, line, named, nuts, publication_number, words

_PROCEDURES = {
    # The Official Journal's codes (PR_PROC) in the words of eForms.
    "1": "open",
    "2": "restricted",
    "3": "restricted",
    "4": "neg-w-call",
    "6": "neg-w-call",
    "A": "neg-wo-call",
    "B": "neg-w-call",
    "C": "comp-dial",
    "E": "oth-mult",
    "F": "neg-wo-call",
    "G": "innovation",
    "T": "neg-wo-call",
    "V": "neg-wo-call",
}
_NOTICE_DATA = frozenset({"NO_DOC_OJS", "URI_LIST", "LG_ORIG", "ISO_COUNTRY", "REF_NOTICE"}) | {
    "ORIGINAL_CPV",
    "PERFORMANCE_NUTS",
    "ORIGINAL_NUTS",
}


@dataclass(slots=True)
class Coded:
    """The coded data of a notice; ``deadline`` is its date and its time, as written."""

    number: str = ""
    published: date | None = None
    country: str | None = None
    cpv: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    original_language: str | None = None
    previous: list[str] = field(default_factory=list)
    document_type: str | None = None
    procedure_type: str | None = None
    directive: str | None = None
    deadline: tuple[str, str | None] | None = None


def coded(root: _Element, sections: dict[str, _Element]) -> Coded:
    """The coded data under ``root``, whose children are ``sections``. Raises UnreadableNotice: ``no-identifier``."""
    found = Coded()
    parts = named(sections["CODED_DATA_SECTION"]) if "CODED_DATA_SECTION" in sections else {}
    if "REF_OJS" in parts:
        found.published = instants.day(line(named(parts["REF_OJS"]).get("DATE_PUB")))
    own_number = _notice_data(parts["NOTICE_DATA"], found) if "NOTICE_DATA" in parts else None
    if "CODIF_DATA" in parts:
        _codes(parts["CODIF_DATA"], found)
    number = publication_number(root.get("DOC_ID")) or publication_number(own_number)
    if number is None:
        given = root.get("DOC_ID")
        raise UnreadableNotice(
            "no-identifier", f"The TED notice has no publication number: DOC_ID is {given!r}, not like 000051-2020."
        )
    found.number = number
    return found


def headings(section: _Element | None) -> Texts:
    """The titles that the Official Journal gives the notice, by language."""
    titles = named(section).get("ML_TITLES") if section is not None else None
    found: Texts = {}
    if titles is None:
        return found
    for text in titles.iter("{*}TI_TEXT"):
        title = text.getparent()
        spoken = language(title.get("LG")) if title is not None else None
        heading = words(text)
        if spoken and heading:
            found[spoken] = heading
    return found


def buyer_names(section: _Element | None) -> list[str]:
    """The buyers' names as the Official Journal lists them, once each."""
    names = named(section).get("ML_AA_NAMES") if section is not None else None
    return list(dict.fromkeys(name for element in names if (name := line(element)))) if names is not None else []


def _notice_data(section: _Element, found: Coded) -> str | None:
    number: str | None = None
    for element in section:
        name = LOCAL[element.tag]
        if name not in _NOTICE_DATA:
            continue
        if name == "NO_DOC_OJS":
            number = element.text
        elif name == "URI_LIST":
            _addresses(element, found.urls)
        elif name == "LG_ORIG":
            found.original_language = language((element.text or "").split(" ")[0])
        elif name == "ISO_COUNTRY":
            found.country = found.country or country(element.get("VALUE"))
        elif name == "REF_NOTICE":
            found.previous.extend(filter(None, [publication_number(child.text) for child in element]))
        elif name == "ORIGINAL_CPV":
            found.cpv.extend(filter(None, [cpv(element)]))
        else:
            found.places.extend(filter(None, [nuts(element)]))
    return number


def _addresses(section: _Element, urls: dict[str, str]) -> None:
    for uri in section:
        spoken, url = language(uri.get("LG")), (uri.text or "").strip()
        if spoken and url.startswith(("http://", "https://")):
            urls[spoken] = url


def _codes(section: _Element, found: Coded) -> None:
    for element in section:
        name = LOCAL[element.tag]
        if name == "TD_DOCUMENT_TYPE":
            found.document_type = element.get("CODE")
        elif name == "PR_PROC":
            found.procedure_type = _PROCEDURES.get(element.get("CODE", ""))
        elif name == "DIRECTIVE":
            found.directive = element.get("VALUE")
        elif name == "DT_DATE_FOR_SUBMISSION":
            day, _, time = line(element).partition(" ")
            found.deadline = (day, time or None)
