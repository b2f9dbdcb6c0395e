"""Invented calls and awards for the reading pages: one procedure is named by its number."""

from __future__ import annotations

from collections.abc import Mapping

from startpunkt.capabilities.radar.models import Lot, Notice
from tests import cast
from tests.core.notices import eforms_samples as samples

CODES = {"de": "DEU", "en": "ENG", "fr": "FRA", "pl": "POL", "el": "ELL"}
TITLE = {"de": "Empfänger zum Orten kleiner Drohnen"}
NOON_IN_BERLIN = ("2099-03-31+02:00", "12:00:00+02:00")


def _named(tag: str, texts: Mapping[str, str]) -> str:
    return "".join(f"<cbc:{tag} languageID='{CODES[code]}'>{text}</cbc:{tag}>" for code, text in texts.items())


def criterion(text: str, code: str = "slc-sche-qu-cert-indep") -> str:
    """A selection criterion in words."""
    return samples.extended(
        "<efac:SelectionCriteria><cbc:TendererRequirementTypeCode listName='selection-criterion'>"
        f"{code}</cbc:TendererRequirementTypeCode><cbc:Description languageID='DEU'>{text}</cbc:Description>"
        "</efac:SelectionCriteria>"
    )


def lot(
    key: str = "LOT-0001",
    title: Mapping[str, str] = TITLE,
    description: Mapping[str, str] = TITLE,
    deadline: tuple[str, str] | None = NOON_IN_BERLIN,
    value: int = 0,
    terms: str = "",
) -> str:
    """A lot that can be tendered for; ``value`` in euro, ``terms`` are selection criteria."""
    amount = f"<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID='EUR'>{value}\
</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>"
    project = (
        f"<cac:ProcurementProject>{_named('Name', title)}{_named('Description', description)}"
        f"{amount if value else ''}<cac:MainCommodityClassification><cbc:ItemClassificationCode listName='cpv'>38000000"
        "</cbc:ItemClassificationCode></cac:MainCommodityClassification></cac:ProcurementProject>"
    )
    process = ""
    if deadline:
        clock = f"<cbc:EndTime>{deadline[1]}</cbc:EndTime>" if deadline[1] else ""
        process = (
            f"<cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{deadline[0]}</cbc:EndDate>"
            f"{clock}</cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess>"
        )
    conditions = f"<cac:TenderingTerms>{terms}</cac:TenderingTerms>" if terms else ""
    return samples.lot(key, process + conditions + project)


def call(
    number: int, *lots: str, version: str = "01", buyer: str = "Amt für Beispiele", on: str = "2026-01-10"
) -> tuple[str, bytes]:
    """A contract notice of procedure ``number`` with its file name."""
    body = samples.BUYER + samples.PROJECT + "".join(lots or [lot()])
    data = samples.notice(
        body, organisations=samples.organisation("ORG-0001", buyer), folder=_procedure(number), extensions=_dated(on)
    )
    return f"call-{number}-{version}.xml", _identified(data, f"{number:08x}-0000-4000-8000-00000000ca11", version)


def award(
    number: int, value: int = 90_000, currency: str = "EUR", on: str = "2026-04-20", winner: str = "Adler Optik GmbH"
) -> tuple[str, bytes]:
    """A result notice of procedure ``number`` with one winner of its only lot."""
    result = (
        "<efac:NoticeResult><efac:LotResult><cbc:TenderResultCode>selec-w</cbc:TenderResultCode>"
        "<efac:LotTender><cbc:ID>TEN-1</cbc:ID></efac:LotTender><efac:ReceivedSubmissionsStatistics>"
        "<efbc:StatisticsCode>tenders</efbc:StatisticsCode><efbc:StatisticsNumeric>3</efbc:StatisticsNumeric>"
        "</efac:ReceivedSubmissionsStatistics><efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot></efac:LotResult>"
        "<efac:LotTender><cbc:ID>TEN-1</cbc:ID><cac:LegalMonetaryTotal>"
        f"<cbc:PayableAmount currencyID='{currency}'>{value}</cbc:PayableAmount>"
        "</cac:LegalMonetaryTotal><efac:TenderingParty><cbc:ID>TPA-1</cbc:ID></efac:TenderingParty>"
        "<efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot></efac:LotTender>"
        "<efac:TenderingParty><cbc:ID>TPA-1</cbc:ID><efac:Tenderer><cbc:ID>ORG-0002</cbc:ID></efac:Tenderer>"
        "</efac:TenderingParty><efac:SettledContract><cbc:ID>CON-1</cbc:ID><efac:LotTender><cbc:ID>TEN-1</cbc:ID>"
        "</efac:LotTender></efac:SettledContract></efac:NoticeResult>"
    )
    data = samples.notice(
        samples.BUYER + samples.PROJECT + lot(deadline=None),
        root="ContractAwardNotice",
        subtype="29",
        notice_type="can-standard",
        organisations=samples.organisation("ORG-0001", "Amt für Beispiele") + samples.organisation("ORG-0002", winner),
        extensions=result + _dated(on),
        folder=_procedure(number),
    )
    return f"award-{number}.xml", _identified(data, f"{number:08x}-0000-4000-8000-0000000a3a1d", "01")


def _dated(day: str) -> str:
    return (
        f"<efac:Publication><efbc:NoticePublicationID>0-2026</efbc:NoticePublicationID><efbc:PublicationDate>{day}Z"
        "</efbc:PublicationDate></efac:Publication>"
    )


def _procedure(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-0000009c0ced"


def _identified(data: bytes, identifier: str, version: str) -> bytes:
    named = data.replace(b"aaaaaaaa-0000-4000-8000-000000000001", identifier.encode())
    return named.replace(b"<cbc:VersionID>02<", f"<cbc:VersionID>{version}<".encode())


def offered_lot(*lots: str) -> Lot:
    """The first lot of a call that was just offered."""
    cast.offer(call(1, *lots))
    return Lot.objects.select_related("notice").order_by("position")[0]


def offered_notice(*lots: str) -> Notice:
    """A call that was just offered."""
    return offered_lot(*lots).notice
