"""The element names of eForms in Clark notation, and how the text of an element is read.

Names are matched by namespace and local name; the prefix differs from file to file.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from operator import itemgetter

from lxml.etree import _Element

from startpunkt.core.notices import codes
from startpunkt.core.notices.model import Amount, Texts

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CBC = "{" + UBL + "CommonBasicComponents-2}"
CAC = "{" + UBL + "CommonAggregateComponents-2}"
EXT = "{" + UBL + "CommonExtensionComponents-2}"
EFEXT = "{http://data.europa.eu/p27/eforms-ubl-extensions/1}"
EFAC = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
EFBC = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"

ID = CBC + "ID"
NAME = CBC + "Name"
DESCRIPTION = CBC + "Description"
_EFORMS_EXTENSION = EFEXT + "EformsExtension"
UBL_EXTENSIONS = EXT + "UBLExtensions"
PARTY_IDENTIFICATION = CAC + "PartyIdentification"

# What publishers write where a value is withheld or where they had none.
_PLACEHOLDERS = ("unpublished", "-1", "n.a.", "n/a", "unknown", "default-text", "_default_value_change_me_", "-")
_NO_VALUE = frozenset({form(word) for word in _PLACEHOLDERS for form in (str, str.upper, str.capitalize)} | {""})


# A thousand million million: more than any state buys, and what a typing error makes.
_NO_SUM = Decimal(10) ** 15

# The children as a list: for the small elements of a notice half the time of iterchildren(name) or find(name).
children_of: Callable[[_Element], list[_Element]] = itemgetter(slice(None))


def text(element: _Element) -> str | None:
    """The text of a leaf element without surrounding blanks; ``None`` if empty or a placeholder."""
    raw = element.text
    if raw is None:
        return None
    raw = raw.strip()
    return None if raw in _NO_VALUE else raw


def child_text(element: _Element, name: str) -> str | None:
    """The text of the first child called ``name`` that has any."""
    for child in children_of(element):
        if child.tag == name and (found := text(child)):
            return found
    return None


def reference(element: _Element) -> str | None:
    """The identifier that a container such as ``efac:LotTender`` or ``cac:PartyIdentification`` holds."""
    return child_text(element, ID)


language_of = lru_cache(maxsize=512)(codes.language)


def add_text(texts: Texts, element: _Element, default: str) -> None:
    """Put the text of ``element`` into ``texts`` under its own language, else under ``default``.

    A second text in the same language is another paragraph.
    """
    words = text(element)
    if words is None:
        return
    spoken = language_of(element.get("languageID")) or default
    known = texts.get(spoken)
    if known is None:
        texts[spoken] = words
    elif words != known:
        texts[spoken] = f"{known}\n{words}"


def one_of(texts: Texts, preferred: str) -> str | None:
    """The text in ``preferred``, else the first one."""
    return texts.get(preferred) or next(iter(texts.values()), None)


def amount(element: _Element) -> Amount | None:
    """The sum in ``element``; ``None`` without a currency, for zero or less ("not given"), and for absurd sums."""
    raw, currency = text(element), element.get("currencyID")
    if raw is None or currency is None or len(currency) != 3:
        return None
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return None
    return Amount(value, currency) if value.is_finite() and 0 < value < _NO_SUM else None


def count(raw: str | None) -> int | None:
    """The whole number that ``raw`` writes; ``None`` if it is none or negative."""
    if raw is None:
        return None
    whole = raw.split(".", 1)[0]
    return int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 10 else None


def extension_parts(extensions: _Element) -> list[_Element]:
    """What the ``efext:EformsExtension`` elements below ``ext:UBLExtensions`` hold."""
    parts: list[_Element] = []
    for extension in children_of(extensions):
        for content in children_of(extension):
            for eforms in children_of(content):
                if eforms.tag == _EFORMS_EXTENSION:
                    parts += children_of(eforms)
    return parts
