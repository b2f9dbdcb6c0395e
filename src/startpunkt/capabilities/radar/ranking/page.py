"""Everything that the radar's page shows, read for one viewer at one instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from startpunkt.capabilities.radar.models import Pursuit
from startpunkt.capabilities.radar.ranking.address import RadarAddress
from startpunkt.capabilities.radar.ranking.cards import Card, LotMarks, cards
from startpunkt.capabilities.radar.ranking.choices import Choices, choices
from startpunkt.capabilities.radar.ranking.dismissals import Dismissals, dismissals_of
from startpunkt.capabilities.radar.ranking.facets import facets
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.matching import core_profile
from startpunkt.capabilities.radar.ranking.saved_views import ShownView, shown_views
from startpunkt.capabilities.radar.ranking.standing import PAGE, PLACES, page, shown, standing
from startpunkt.capabilities.radar.ranking.visits import new_since
from startpunkt.capabilities.radar.ranking.weighing import Ranked, less
from startpunkt.capabilities.radar.selectors import lot_key, newest_lots
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from startpunkt.foundation.actors.selectors import profiles_of, workplace
from startpunkt.foundation.design.wording import reader


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several profiles of the organisation, with the query that opens it under the same filters."""

    profile: Profile
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """Which part of the order is shown: lots ``first`` to ``last`` of ``all``; queries of the pages before and after.

    ``cut``: there are more lots than are put in order.
    """

    number: int
    pages: int
    first: int
    last: int
    all: int
    before: str | None
    after: str | None
    cut: bool


@dataclass(frozen=True, slots=True)
class RadarPage:
    """The radar of ``profile``. ``member``: whether the viewer may work in the organisation's name."""

    organisation: Organisation
    profile: Profile
    tabs: tuple[Tab, ...]
    address: RadarAddress
    member: bool
    total: int
    cards: Sequence[Card]
    leaf: Leaf
    choices: Choices
    views: Sequence[ShownView]
    put_aside: int

    @property
    def query(self) -> str:
        """What stands in the address of this page."""
        return self.address.query()

    @property
    def here(self) -> str:
        """The address of this page."""
        return radar_address(self.organisation.slug, self.query)

    @property
    def plain(self) -> str:
        """The query with every filter taken off."""
        return self.address.plain.query()


def radar_address(slug: str, query: str) -> str:
    """The address of an organisation's radar with ``query``."""
    path = reverse("radar:lots", args=[slug])
    return f"{path}?{query}" if query else path


def chosen_profile(viewer: Viewer, slug: str, pk: int | None) -> tuple[Profile, list[Profile]] | None:
    """The profile ``pk`` of the organisation, else its first, and all that ``viewer`` may read; ``None`` for none."""
    profiles = list(profiles_of(viewer, slug).prefetch_related("organisation__references"))
    if not profiles:
        return None
    return next((profile for profile in profiles if profile.pk == pk), profiles[0]), profiles


def radar_page(viewer: Viewer, slug: str, address: RadarAddress, now: datetime) -> RadarPage | None:
    """The radar that ``address`` asks for; ``None`` where the organisation is hidden or missing.

    The number of statements does not depend on the number of lots.
    """
    found = chosen_profile(viewer, slug, address.profile)
    if found is None:
        return None
    profile, profiles = found
    # The first profile needs no name in the address; a page beyond the last is the last.
    address = replace(address, profile=profile.pk if profile != profiles[0] else None)
    since = new_since(viewer, profile, now)
    dismissed = dismissals_of(viewer, profile)
    wanted = address.lot_filter(now, since)
    ranked = standing(core_profile(profile), wanted, dismissed)
    lots = [one for one in ranked.ordered(address.sort) if not _closed(one, wanted, now)]
    counts = facets(viewer, less(wanted, dismissed), now, since)
    leaf, address = _leaf(address, len(lots), counts.total)
    on_page = page(lots, leaf.number)
    member = workplace(viewer, slug) is not None
    marks = _marks(viewer, profile.organisation, on_page, since) if member else _marks(viewer, None, on_page, since)
    return RadarPage(
        organisation=profile.organisation,
        profile=profile,
        tabs=_tabs(profiles, profile, address),
        address=address,
        member=member,
        total=counts.total,
        cards=cards((one for one in shown(viewer, ranked, on_page, reader()) if one.lot_pk in marks), now, marks),
        leaf=leaf,
        choices=choices(address, counts),
        views=shown_views(viewer, profile, address),
        put_aside=_aside(member, dismissed),
    )


def _closed(ranked: Ranked, wanted: LotFilter, now: datetime) -> bool:
    """Whether the deadline has passed since the ranking was made: it is remembered for some minutes."""
    deadline = ranked.candidate.deadline
    return wanted.open_after is not None and deadline is not None and deadline <= now


def _aside(member: bool, dismissed: Dismissals) -> int:
    return len(dismissed.lots) if member else 0


def _tabs(profiles: Sequence[Profile], profile: Profile, address: RadarAddress) -> tuple[Tab, ...]:
    if len(profiles) < 2:
        return ()
    return tuple(
        Tab(one, replace(address.first_page, profile=one.pk if at else None).query(), one == profile)
        for at, one in enumerate(profiles)
    )


def _leaf(address: RadarAddress, lots: int, total: int) -> tuple[Leaf, RadarAddress]:
    pages = max(1, -(-lots // PAGE))
    number = min(address.page, pages)
    address = replace(address, page=number)
    turned = replace(address, lot=None)
    leaf = Leaf(
        number=number,
        pages=pages,
        first=(number - 1) * PAGE + 1 if lots else 0,
        last=min(number * PAGE, lots),
        all=lots,
        before=replace(turned, page=number - 1).query() if number > 1 else None,
        after=replace(turned, page=number + 1).query() if number < pages else None,
        cut=lots >= PLACES and total > lots,
    )
    return leaf, address


def _marks(
    viewer: Viewer, workplace_of: Organisation | None, ranked: Sequence[Ranked], since: datetime
) -> dict[int, LotMarks]:
    """What the cards of a page need beyond the matches: two statements for a member, one for anybody else."""
    lots = list(
        newest_lots(viewer).select_related("notice").defer("lexemes").filter(pk__in=[one.lot for one in ranked])
    )
    kept = {}
    if workplace_of is not None:
        pursued = Pursuit.objects.filter(
            organisation=workplace_of, notice_id__in={lot.notice.notice_id for lot in lots}
        )
        kept = {pursuit.lot_key: pursuit.pk for pursuit in pursued}
    return {lot.pk: LotMarks(lot.seen_at > since, lot.defence, kept.get(lot_key(lot))) for lot in lots}
