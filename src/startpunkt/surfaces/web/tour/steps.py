"""The steps of the tour: what to look at, and where it is for this reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startpunkt.capabilities.radar.models import Lot
from startpunkt.capabilities.radar.ranking.matching import matches_for_profile
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from startpunkt.foundation.actors.selectors import own_organisations, visible_profiles
from startpunkt.foundation.design.wording import reader


class Guide:
    """Finds the places of the tour for a reader: her own organisation where she has one, else one that all may see."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer

    @cached_property
    def member(self) -> Organisation | None:
        """The organisation that she works for."""
        return own_organisations(self._viewer).order_by("name").first()

    @cached_property
    def profile(self) -> Profile | None:
        """The profile whose radar is shown."""
        profiles = visible_profiles(self._viewer).order_by("pk")
        own = profiles.filter(organisation=self.member) if self.member else profiles
        return own.first() or profiles.first()

    @cached_property
    def lot(self) -> Lot | None:
        """The lot that fits best now."""
        if self.profile is None:
            return None
        found = matches_for_profile(self._viewer, self.profile, language=reader(), limit=1)
        return Lot.objects.select_related("notice").filter(pk__in=[match.lot_pk for match in found]).first()

    def radar(self) -> str | None:
        """Where the ranked lots are."""
        return reverse("radar:lots", args=[self.profile.organisation.slug]) if self.profile else None

    def why(self) -> str | None:
        """Where the evidence for the best lot is."""
        if self.profile is None or self.lot is None:
            return None
        return reverse("radar:why", args=[self.profile.organisation.slug, self.lot.pk])

    def best_lot(self) -> str | None:
        """Where the best lot is read."""
        return reverse("radar:lot", args=[self.lot.pk]) if self.lot else None

    def buyer(self) -> str | None:
        """Where the buyer of the best lot is described."""
        if self.lot is None or not self.lot.notice.buyer:
            return None
        named = {"name": self.lot.notice.buyer, "country": self.lot.notice.country or ""}
        return f"{reverse('radar:buyer')}?{urlencode(named)}"

    def board(self) -> str | None:
        """Where her organisation works on lots."""
        return reverse("radar:board", args=[self.member.slug]) if self.member else None

    def description(self) -> str | None:
        """Where her organisation describes itself."""
        if self.member is None or self.profile is None:
            return None
        return reverse("radar:profile", args=[self.member.slug, self.profile.pk])

    def search(self) -> str | None:
        """Where half a compound finds the whole word."""
        return f"{reverse('radar:search')}?{urlencode({'q': 'Abwehr'})}"


@dataclass(frozen=True, slots=True)
class Step:
    """A stop of the tour. ``place`` gives the address for a reader, ``None`` where there is none for her."""

    title: str | Promise
    look: str | Promise
    place: Callable[[Guide], str | None]


STEPS: tuple[Step, ...] = (
    Step(
        _("Your radar in the morning"),
        _("The lots that fit best stand at the top, each with its two strongest reasons and the time that is left."),
        Guide.radar,
    ),
    Step(
        _("Why a lot stands where it stands"),
        _("Every piece of evidence with its weight. What stands in quotation marks is the notice's own wording."),
        Guide.why,
    ),
    Step(
        _("One lot and its conditions"),
        _("What stands in the way comes first: references, turnover, certificates, each quoted from the notice."),
        Guide.best_lot,
    ),
    Step(
        _("A buyer and its past"),
        _("What this buyer bought in earlier years, from whom and for how much."),
        Guide.buyer,
    ),
    Step(
        _("A board for your lots"),
        _("From looking to won: who is in charge, what the next deadline is, what was noted."),
        Guide.board,
    ),
    Step(
        _("Your words and what they find"),
        _("Change a sentence, and the page says at once which lots come and which go."),
        Guide.description,
    ),
    Step(
        _("A search that forgives"),
        _("Half a compound is enough: “Abwehr” finds “Drohnenabwehr”, and typing errors are forgiven."),
        Guide.search,
    ),
)


def address(guide: Guide, number: int) -> str | None:
    """Where step ``number`` (from 1) is, marked so that the bar appears; ``None`` if this reader has no such page."""
    try:
        place = STEPS[number - 1].place(guide)
    except NoReverseMatch:
        return None
    return f"{place}{'&' if '?' in place else '?'}tour={number}" if place else None
