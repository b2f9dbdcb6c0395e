"""The board as its page shows it: what is asked for in the address, and how each pursued lot stands now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from startpunkt.capabilities.radar.models import Lot, Pursuit
from startpunkt.capabilities.radar.pursuing.selectors import pursuits_of
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline
from startpunkt.capabilities.radar.selectors import lots_by_key
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation

COLUMN = 50
"""So many cards a column shows, those due first; the list shows all."""

PAGE = 50

OPEN = (Pursuit.Stage.LOOKING, Pursuit.Stage.PREPARING)
"""The stages in which the deadline still lies ahead of the work."""

ORDERS = {
    "deadline": F("due").asc(nulls_last=True),
    "-deadline": F("due").desc(nulls_last=True),
    "title": F("title").asc(),
    "-title": F("title").desc(),
    "buyer": F("buyer").asc(nulls_last=True),
    "-buyer": F("buyer").desc(nulls_last=True),
    "person": F("in_charge__name").asc(nulls_last=True),
    "-person": F("in_charge__name").desc(nulls_last=True),
}


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """What the address asks for. ``charge``: a person's row number, ``none`` for nobody; empty: everybody."""

    view: str = "board"
    charge: str = ""
    stage: str = ""
    order: str = "deadline"
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> BoardQuery:
        """Read the query of an address; what makes no sense is left out."""
        charge, page = query.get("charge", ""), query.get("page", "")
        number = charge.isascii() and charge.isdigit() and len(charge) < 19
        return cls(
            view="list" if query.get("view") == "list" else "board",
            charge=charge if charge == "none" or number else "",
            stage=query.get("stage", "") if query.get("stage") in Pursuit.Stage.values else "",
            order=query.get("order", "") if query.get("order") in ORDERS else "deadline",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        )

    def narrowed(self, pursuits: QuerySet[Pursuit]) -> QuerySet[Pursuit]:
        """``pursuits`` of the person and the stage that are asked for, in the order asked for."""
        if self.charge:
            pursuits = pursuits.filter(in_charge=None if self.charge == "none" else int(self.charge))
        if self.stage:
            pursuits = pursuits.filter(stage=self.stage)
        return pursuits.order_by(ORDERS[self.order], "pk")

    def address(self, **changes: str | int) -> str:
        """The query of an address that asks for this with ``changes``; a change of anything leads to the first page."""
        wanted = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        given = {name: getattr(wanted, name) for name in self.__slots__}
        plain = BoardQuery()
        return "?" + urlencode({name: value for name, value in given.items() if value != getattr(plain, name)})


@dataclass(frozen=True, slots=True)
class Standing:
    """A pursued lot as it stands now. ``lot`` is ``None`` where its notice does not have it any more.

    ``was``: the deadline when it was kept, where it is another one now.
    """

    pursuit: Pursuit
    lot: Lot | None
    deadline: ShownDeadline | None
    was: ShownDeadline | None
    changed: bool
    urgent: bool
    missed: bool
    line: str


def standings(viewer: Viewer, pursuits: Iterable[Pursuit], now: datetime) -> list[Standing]:
    """How the pursued lots stand, in their order; one query for all."""
    listed = list(pursuits)
    lots = lots_by_key(viewer, (pursuit.lot_key for pursuit in listed))
    return [_standing(pursuit, lots.get(pursuit.lot_key), now) for pursuit in listed]


def _standing(pursuit: Pursuit, lot: Lot | None, now: datetime) -> Standing:
    instant = lot.deadline if lot else pursuit.deadline
    given = lot.deadline_source if lot else None
    shown = shown_deadline(instant, datetime.fromisoformat(given) if given else None, now) if instant else None
    changed = lot is not None and lot.deadline != pursuit.deadline
    ahead = pursuit.stage in OPEN
    return Standing(
        pursuit=pursuit,
        lot=lot,
        deadline=shown,
        was=shown_deadline(pursuit.deadline, None, now) if changed and pursuit.deadline else None,
        changed=changed,
        urgent=ahead and shown is not None and shown.soon,
        missed=ahead and shown is not None and shown.over,
        line=next((line.strip() for line in pursuit.note.splitlines() if line.strip()), ""),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with its first cards; ``count`` are all."""

    stage: Pursuit.Stage
    count: int
    cards: Sequence[Standing]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)


def columns(viewer: Viewer, organisation: Organisation, wanted: BoardQuery, now: datetime) -> list[Column]:
    """All stages in their order, each with the cards that are due first."""
    asked = replace(wanted, stage="", order="deadline").narrowed(pursuits_of(viewer, organisation))
    counts = asked.order_by().aggregate(**{stage.value: Count("pk", filter=Q(stage=stage)) for stage in Pursuit.Stage})
    place = Window(RowNumber(), partition_by=[F("stage")], order_by=[ORDERS["deadline"], F("pk").asc()])
    first = standings(viewer, asked.annotate(place=place).filter(place__lte=COLUMN), now)
    return [
        Column(stage, counts[stage.value], [card for card in first if card.pursuit.stage == stage])
        for stage in Pursuit.Stage
    ]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading in the list; ``address`` sorts by it, ``sorted`` says how it is sorted now (ARIA's words)."""

    label: str
    address: str = ""
    sorted: str = ""


def heads(wanted: BoardQuery) -> list[Head]:
    """The headings of the list."""
    sortable = {"title": _("Lot"), "buyer": _("Buyer"), "deadline": _("Deadline"), "person": _("Person in charge")}
    found = []
    for name, label in sortable.items():
        towards = {name: "ascending", f"-{name}": "descending"}.get(wanted.order, "")
        order = f"-{name}" if towards == "ascending" else name
        found.append(Head(label, wanted.address(order=order, view="list"), towards))
    return [*found, Head(_("Stage")), Head(_("Move"))]


def addresses(wanted: BoardQuery, part: Page[Pursuit] | None = None) -> dict[str, str]:
    """Where the tabs and, in the list, the neighbouring pages lead."""
    found = {"board": wanted.address(view="board", stage="", order="deadline"), "list": wanted.address(view="list")}
    if part is not None and part.has_previous():
        found["previous"] = wanted.address(page=part.previous_page_number())
    if part is not None and part.has_next():
        found["next"] = wanted.address(page=part.next_page_number())
    return found
