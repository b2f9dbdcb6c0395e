"""Invented eForms notices by number and version, and archives of them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from startpunkt.capabilities.radar.demo import notices
from tests.core.notices.eforms_samples import BUYER, notice, organisation


def identifier(number: int) -> str:
    """The notice id of ``number``."""
    return f"{number:08x}-0000-4000-8000-00000000abcd"


def eforms(
    number: int,
    version: str = "01",
    title: str = "Prüfstand für Antriebe",
    description: str = "Ein Prüfstand wird geliefert und in Betrieb genommen.",
    amount: str = "",
    buyer: str = "Amt für Beispiele",
) -> bytes:
    """A contract notice with one open lot; ``amount`` in euro."""
    value = f"<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID='EUR'>{amount}\
</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>"
    project = (
        f"<cac:ProcurementProject><cbc:Name languageID='DEU'>{title}</cbc:Name>"
        f"<cbc:Description languageID='DEU'>{description}</cbc:Description>{value if amount else ''}"
        "<cac:MainCommodityClassification><cbc:ItemClassificationCode listName='cpv'>38000000"
        "</cbc:ItemClassificationCode></cac:MainCommodityClassification></cac:ProcurementProject>"
    )
    process = (
        "<cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>2099-03-31+02:00</cbc:EndDate>"
        "<cbc:EndTime>12:00:00+02:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess>"
    )
    lot = f"<cac:ProcurementProjectLot><cbc:ID schemeName='Lot'>LOT-0001</cbc:ID>{process}{project}\
</cac:ProcurementProjectLot>"
    made = notice(BUYER + project + lot, organisations=organisation("ORG-0001", buyer))
    made = made.replace(b"aaaaaaaa-0000-4000-8000-000000000001", identifier(number).encode())
    return made.replace(b"<cbc:VersionID>02<", f"<cbc:VersionID>{version}<".encode())


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip archive of ``files`` at ``path``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: Mapping[str, bytes]) -> Path:
    """A gzipped tar archive of ``files`` at ``path``."""
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def demo_files(*seeds: int, day: date) -> dict[str, bytes]:
    """The demo's notices of several seeds, each under a name of its own."""
    return {f"{seed}/{name}": data for seed in seeds for name, data in notices(seed, day)}
