"""Small invented eForms notices for the tests: only what a test is about, the rest as short as eForms allows."""

from __future__ import annotations

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMESPACES = {
    "cbc": f"{UBL}CommonBasicComponents-2",
    "cac": f"{UBL}CommonAggregateComponents-2",
    "ext": f"{UBL}CommonExtensionComponents-2",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
}
BUYER = "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification>\
</cac:Party></cac:ContractingParty>"
PROJECT = "<cac:ProcurementProject><cbc:Name languageID='DEU'>Prüfstand</cbc:Name><cac:MainCommodityClassification>\
<cbc:ItemClassificationCode listName='cpv'>38000000</cbc:ItemClassificationCode></cac:MainCommodityClassification>\
</cac:ProcurementProject>"
PROCEDURE_ID = "11111111-2222-4333-8444-555555555555"


def extended(inner: str) -> str:
    """``inner`` in the extension elements of eForms."""
    return (
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f"{inner}</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    )


def organisation(key: str, name: str, country: str = "DEU", number: str = "", touch_point: str = "") -> str:
    company_id = f"<cac:PartyLegalEntity><cbc:CompanyID>{number}</cbc:CompanyID></cac:PartyLegalEntity>"
    touch = (
        f"<efac:TouchPoint><cac:PartyIdentification><cbc:ID>{touch_point}</cbc:ID></cac:PartyIdentification>"
        "<cac:PartyName><cbc:Name>Desk 4</cbc:Name></cac:PartyName></efac:TouchPoint>"
    )
    return (
        f"<efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID>{key}</cbc:ID></cac:PartyIdentification>"
        f"<cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:CityName>Musterstadt"
        "</cbc:CityName><cbc:CountrySubentityCode>DE212</cbc:CountrySubentityCode><cac:Country>"
        f"<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
        f"{company_id if number else ''}</efac:Company>{touch if touch_point else ''}</efac:Organization>"
    )


def lot(key: str = "LOT-0001", inner: str = PROJECT, scheme: str = "Lot") -> str:
    named = f"<cbc:ID schemeName='{scheme}'>{key}</cbc:ID>"
    return f"<cac:ProcurementProjectLot>{named}{inner}</cac:ProcurementProjectLot>"


def notice(
    body: str = BUYER + PROJECT,
    *,
    root: str = "ContractNotice",
    subtype: str = "16",
    notice_type: str = "cn-standard",
    extensions: str = "",
    organisations: str = "",
    header: str = "",
    folder: str = PROCEDURE_ID,
    language: str = "DEU",
) -> bytes:
    """The bytes of a notice; ``body`` follows the header, ``extensions`` stand beside subtype and organisations."""
    listed = organisations or organisation("ORG-0001", "Amt für Beispiele", number="DE-0815-42")
    sort = f"<efac:NoticeSubType><cbc:SubTypeCode>{subtype}</cbc:SubTypeCode></efac:NoticeSubType>" if subtype else ""
    head = (
        f"<cbc:ID>aaaaaaaa-0000-4000-8000-000000000001</cbc:ID>"
        f"{f'<cbc:ContractFolderID>{folder}</cbc:ContractFolderID>' if folder else ''}"
        "<cbc:VersionID>02</cbc:VersionID><cbc:RegulatoryDomain>32009L0081</cbc:RegulatoryDomain>"
        f"{f'<cbc:NoticeTypeCode>{notice_type}</cbc:NoticeTypeCode>' if notice_type else ''}"
        f"<cbc:NoticeLanguageCode>{language}</cbc:NoticeLanguageCode>{header}"
    )
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    everything = extended(sort + f"<efac:Organizations>{listed}</efac:Organizations>" + extensions) + head + body
    return f'<{root} xmlns="{UBL}{root}-2" {declared}>{everything}</{root}>'.encode()
