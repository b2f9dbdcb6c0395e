"""One notice version of the demo with everything decided: ids, days, deadline, text. The writer only spells it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from startpunkt.capabilities.radar.demo.catalogue import Organisation, Sequel, Subject


@dataclass(frozen=True, slots=True)
class Form:
    """An eForms subtype: its root element, the code list and code of the notice type, and the legal basis."""

    root: str
    stage: str
    type: str
    law: str


FORMS: dict[str, Form] = {
    "4": Form("PriorInformationNotice", "planning", "pin-only", "32014L0024"),
    "5": Form("PriorInformationNotice", "planning", "pin-only", "32014L0025"),
    "6": Form("PriorInformationNotice", "planning", "pin-only", "32009L0081"),
    "16": Form("ContractNotice", "competition", "cn-standard", "32014L0024"),
    "17": Form("ContractNotice", "competition", "cn-standard", "32014L0025"),
    "18": Form("ContractNotice", "competition", "cn-standard", "32009L0081"),
    "20": Form("ContractNotice", "competition", "cn-social", "32014L0024"),
    "25": Form("ContractAwardNotice", "dir-awa-pre", "veat", "32014L0024"),
    "27": Form("ContractAwardNotice", "dir-awa-pre", "veat", "32009L0081"),
    "29": Form("ContractAwardNotice", "result", "can-standard", "32014L0024"),
    "31": Form("ContractAwardNotice", "result", "can-standard", "32009L0081"),
    "38": Form("ContractAwardNotice", "cont-modif", "can-modif", "32014L0024"),
}


def offset_of(moment: datetime) -> str:
    """The offset of an instant as notices write it (``+01:00``)."""
    return moment.isoformat()[-6:]


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice version before it is written.

    ``offset`` is the part of the deadline after the time as the notice writes it, possibly empty. ``corrects``,
    ``modifies`` and ``follows`` name an earlier notice as eForms does (notice id, hyphen, version). ``price`` is the
    winning sum as a share of the estimate, ``price_weight`` the weight of the price in per cent.
    """

    subject: Subject
    buyer: Organisation
    review: Organisation
    form_code: str
    notice_id: str
    version: str
    procedure_id: str
    reference: str
    issued: datetime
    published: date
    number: str | None
    procedure: str
    deadline: datetime | None = None
    offset: str = ""
    start: date | None = None
    months: int = 12
    awarded: date | None = None
    received: int = 1
    price: float = 1.0
    price_weight: int = 50
    until: date | None = None
    follows: str | None = None
    sequel: Sequel | None = None
    corrects: str | None = None
    modifies: str | None = None

    @property
    def form(self) -> Form:
        """What the subtype stands for."""
        return FORMS[self.form_code]
