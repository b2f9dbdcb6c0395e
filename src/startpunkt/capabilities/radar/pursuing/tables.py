"""The lists of the radar as tables to take along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from startpunkt.capabilities.radar.pursuing.board import BoardQuery, Standing, standings
from startpunkt.capabilities.radar.pursuing.selectors import pursuits_of
from startpunkt.capabilities.radar.pursuing.spreadsheets import Cell, Table
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation
from startpunkt.foundation.design.names import country_name

Absolute = Callable[[str], str]
"""Makes the whole address of a path."""


def board_table(
    viewer: Viewer, organisation: Organisation, wanted: BoardQuery, now: datetime, absolute: Absolute
) -> Table:
    """The pursued lots that the address asks for, all pages of the list."""
    cards = standings(viewer, wanted.narrowed(pursuits_of(viewer, organisation)), now)
    columns = [
        (_("Lot"), 60), (_("Buyer"), 40), (_("Country"), 16), (_("Stage"), 20), (_("Deadline"), 17),
        (_("Deadline when kept"), 17), (_("Value"), 16), (_("Currency"), 10), (_("Person in charge"), 24),
        (_("Note"), 60), (_("Notice"), 18), (_("Address"), 44),
    ]  # fmt: skip
    address = {
        card.pursuit.pk: absolute(reverse("radar:pursuit", args=[organisation.slug, card.pursuit.pk])) for card in cards
    }
    rows = [_row(card, address[card.pursuit.pk]) for card in cards]
    return Table(_("Our lots"), [label for label, _width in columns], [width for _label, width in columns], rows)


def _row(card: Standing, address: str) -> list[Cell]:
    pursuit, lot = card.pursuit, card.lot
    return [
        pursuit.title,
        pursuit.buyer,
        country_name(lot.country) if lot else None,
        str(pursuit.get_stage_display()),
        card.deadline.instant if card.deadline else None,
        pursuit.deadline,
        lot.value if lot else None,
        lot.currency if lot else None,
        str(pursuit.in_charge) if pursuit.in_charge else None,
        pursuit.note,
        (lot.notice.publication_number if lot else None) or pursuit.notice_id,
        address,
    ]
