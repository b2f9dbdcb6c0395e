"""Writing eForms elements: prefixes, extensions, texts in several languages, references, amounts."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EXTENSIONS = "http://data.europa.eu/p27/"
PREFIXES: dict[str, str] = {
    "cac": UBL + "CommonAggregateComponents-2",
    "cbc": UBL + "CommonBasicComponents-2",
    "efac": EXTENSIONS + "eforms-ubl-extension-aggregate-components/1",
    "efbc": EXTENSIONS + "eforms-ubl-extension-basic-components/1",
    "efext": EXTENSIONS + "eforms-ubl-extensions/1",
    "ext": UBL + "CommonExtensionComponents-2",
}
LANGUAGE_CODES = {"de": "DEU", "en": "ENG", "fr": "FRA", "pl": "POL"}
COUNTRY_CODES = {
    "AT": "AUT", "BE": "BEL", "DE": "DEU", "FI": "FIN", "FR": "FRA", "GB": "GBR",
    "IE": "IRL", "NL": "NLD", "NO": "NOR", "PL": "POL", "PT": "PRT",
}  # fmt: skip

Element = etree._Element


def root(name: str) -> Element:
    """An empty notice of the UBL document type ``name``."""
    namespace = f"{UBL}{name}-2"
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace, **PREFIXES})  # type: ignore[dict-item]


def add(parent: Element, path: str, text: object = None, **attributes: str) -> Element:
    """Append the elements of ``path`` (``cac:Party/cbc:ID``), each in the last; text and attributes go to the last."""
    for name in path.split("/"):
        prefix, _, local = name.partition(":")
        parent = etree.SubElement(parent, f"{{{PREFIXES[prefix]}}}{local}")
    if text is not None:
        parent.text = str(text)
    for key, value in attributes.items():
        parent.set(key, value)
    return parent


def add_code(parent: Element, path: str, code: str, code_list: str) -> Element:
    """Append a code with the name of its list."""
    return add(parent, path, code, listName=code_list)


def add_id(parent: Element, path: str, identifier: str, scheme: str) -> Element:
    """Append an identifier with the name of its scheme."""
    return add(parent, path, identifier, schemeName=scheme)


def add_texts(parent: Element, path: str, texts: Mapping[str, str]) -> None:
    """Append one element for each language."""
    for language, text in texts.items():
        add(parent, path, text, languageID=LANGUAGE_CODES[language])


def add_amount(parent: Element, path: str, amount: float, currency: str) -> Element:
    """Append an amount of money; a whole one without decimals, as most buyers write it."""
    text = f"{amount:.0f}" if amount == int(amount) else f"{amount:.2f}"
    return add(parent, path, text, currencyID=currency)


def add_party(parent: Element, path: str, organisation_id: str) -> Element:
    """Append a reference to one of the notice's organisations."""
    party = add(parent, path)
    add_id(party, "cac:PartyIdentification/cbc:ID", organisation_id, "organization")
    return party


def add_extension(parent: Element) -> Element:
    """Append the envelope in which eForms keeps its own elements; returns the innermost element."""
    return add(parent, "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension")


def serialise(element: Element) -> bytes:
    """The file: UTF-8 with an XML declaration, indented."""
    etree.indent(element)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")
