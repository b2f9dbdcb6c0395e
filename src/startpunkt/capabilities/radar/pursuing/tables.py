"""The lists of the radar as tables to take along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from startpunkt.capabilities.radar.pursuing.board import BoardQuery, Standing, standings
from startpunkt.capabilities.radar.pursuing.selectors import pursuits_of
from startpunkt.capabilities.radar.pursuing.spreadsheets import Cell, Table
from startpunkt.capabilities.radar.ranking.address import RadarAddress
from startpunkt.capabilities.radar.ranking.cards import places_in_words
from startpunkt.capabilities.radar.ranking.dismissals import dismissals_of
from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.capabilities.radar.ranking.matching import core_profile
from startpunkt.capabilities.radar.ranking.standing import shown, standing
from startpunkt.capabilities.radar.ranking.visits import new_since
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from startpunkt.foundation.design.names import country_name
from startpunkt.foundation.design.wording import reader

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


def ranking_table(viewer: Viewer, profile: Profile, address: RadarAddress, now: datetime, absolute: Absolute) -> Table:
    """The ranked lots of ``profile`` that the radar's address asks for, all pages of it, with their main reasons."""
    since = new_since(viewer, profile, now) if address.new else now
    ranked = standing(core_profile(profile), address.lot_filter(now, since), dismissals_of(viewer, profile))
    columns = [
        (_("Rank"), 8), (_("Points"), 8), (_("Lot"), 60), (_("Buyer"), 40), (_("Country"), 16),
        (_("Place of performance"), 24), (_("Value"), 16), (_("Currency"), 10), (_("Deadline"), 17),
        (_("Strongest reason"), 60), (_("Second reason"), 60), (_("Notice"), 18), (_("Address"), 44),
    ]  # fmt: skip
    found = shown(viewer, ranked, ranked.ordered(address.sort), reader())
    rows = [_match_row(match, absolute(reverse("radar:lot", args=[match.lot_pk]))) for match in found]
    return Table(_("Radar"), [label for label, _width in columns], [width for _label, width in columns], rows)


def _match_row(match: Match, address: str) -> list[Cell]:
    reasons = [one.text for one in match.reasons if one.kind != "deadline"][:2]
    return [
        match.rank,
        round(match.score),
        match.title or match.lot,
        match.buyer,
        country_name(match.country),
        places_in_words(match.places, match.country),
        match.value,
        match.currency,
        match.deadline,
        *[*reasons, None, None][:2],
        match.publication_number or match.notice,
        address,
    ]


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
