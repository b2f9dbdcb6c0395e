"""What one form of a notice says, in one language, before the forms are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from startpunkt.core.notices.model import Amount, Hurdle, Party


@dataclass(slots=True)
class LotDraft:
    """One lot as the form writes it. ``number`` is the buyer's, empty where there is none."""

    number: str = ""
    title: str = ""
    description: str = ""
    cpv: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    value: Amount | None = None


@dataclass(slots=True)
class ObjectDraft:
    """What is bought: most notices hold one, prior information notices may hold several, each with lots of its own."""

    title: str = ""
    description: str = ""
    cpv: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    estimate: Amount | None = None
    total: Amount | None = None
    lots: list[LotDraft] = field(default_factory=list)


@dataclass(slots=True)
class AwardDraft:
    """What became of a lot or of several; ``lot`` in the form's own words."""

    lot: str = ""
    status: str | None = None
    winners: list[Party] = field(default_factory=list)
    tenders: int | None = None
    value: Amount | None = None


@dataclass(slots=True)
class FormDraft:
    """One form. ``deadline`` is its date and its time, as written."""

    language: str
    buyers: list[Party] = field(default_factory=list)
    objects: list[ObjectDraft] = field(default_factory=list)
    awards: list[AwardDraft] = field(default_factory=list)
    hurdles: list[Hurdle] = field(default_factory=list)
    deadline: tuple[str, str | None] | None = None
    legal_basis: str | None = None
    previous: list[str] = field(default_factory=list)
    corrects: list[str] = field(default_factory=list)
    modified_value: Amount | None = None
