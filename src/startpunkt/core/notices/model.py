"""One model for every notice, whatever format it was published in.

Plain frozen records. What the source does not give is ``None`` or empty, never a placeholder. Languages are
ISO 639-1 in small letters, countries ISO 3166-1 alpha-2, places NUTS codes, instants carry their offset.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Texts = dict[str, str]
"""Language (``de``) to text. A text whose language the source does not say stands under the notice's first language."""

Format = Literal["eforms", "ted", "ocds", "doe-csv"]
Kind = Literal["planning", "competition", "award", "change", "modification"]
LotType = Literal["lot", "part", "group"]
HurdleKind = Literal[
    "suitability",
    "economic",
    "technical",
    "certificate",
    "guarantee",
    "clearance",
    "reserved",
    "subcontracting",
    "other",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in the currency the source names (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as the notice writes it: a buyer or a winner. Holds no contact person."""

    name: str
    country: str | None = None
    identifiers: tuple[str, ...] = ()
    place: str | None = None
    city: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant for tenders or requests to participate.

    ``instant`` always carries an offset. ``offset_given`` is false where the source wrote none: the instant is then
    read on the clocks of the buyer's capital (UTC where that is unknown), and whoever shows it must say so.
    ``time_given`` is false where the source gave only a day: the instant is then the end of that day.
    """

    instant: datetime
    offset_given: bool = True
    time_given: bool = True


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A condition that a tenderer must meet, in the words of the notice (first language the source gives)."""

    kind: HurdleKind
    text: str


@dataclass(frozen=True, slots=True)
class Lot:
    """What can be tendered for: a lot, a part of a planned procedure, or a group of lots.

    ``cpv`` starts with the main code. ``places`` holds NUTS codes, or countries where only those are given.
    """

    id: str
    type: LotType = "lot"
    title: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    cpv: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    deadline: Deadline | None = None
    value: Amount | None = None
    hurdles: tuple[Hurdle, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a lot. ``status`` is the eForms code (``selec-w``, ``clos-nw``, ``open-nw``) or ``None``."""

    lot: str | None
    status: str | None = None
    winners: tuple[Party, ...] = ()
    tenders_received: int | None = None
    value: Amount | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field that the buyer keeps back for now: its code, the reason's code, the day on which it will be shown."""

    field: str
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One published version of one official notice.

    ``previous`` names earlier notices of the same procedure that this one refers to, as the source writes them
    (notice id, notice id and version, or publication number). ``corrects`` names those that a change corrects.
    ``headings`` are titles the publisher added itself in other languages (the Official Journal's); not the buyer's.
    """

    id: str
    version: str
    format: Format
    form: str | None
    kind: Kind
    direct: bool = False
    publication_number: str | None = None
    publication_date: date | None = None
    legal_basis: str | None = None
    procedure_id: str | None = None
    procedure_type: str | None = None
    languages: tuple[str, ...] = ()
    title: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    headings: Texts = field(default_factory=dict)
    buyers: tuple[Party, ...] = ()
    main_cpv: str | None = None
    value: Amount | None = None
    lots: tuple[Lot, ...] = ()
    results: tuple[Result, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    previous: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    official_url: str | None = None
