"""Standings: paged, sorted, changed by dismissals at once and restored to the last digit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startpunkt.capabilities.radar.memory import forget
from startpunkt.capabilities.radar.models import Dismissal, Lot
from startpunkt.capabilities.radar.ranking.dismissals import Dismissals, dismissals_of
from startpunkt.capabilities.radar.ranking.explaining import explain_one
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.capabilities.radar.ranking.matching import core_profile, find_matches, matches_for_profile
from startpunkt.capabilities.radar.ranking.standing import Standing, page, shown, standing
from startpunkt.capabilities.radar.selectors import lot_key
from startpunkt.foundation.access.viewer import OPERATOR, STRANGER, Viewer
from startpunkt.foundation.actors.models import Profile, Reference
from tests import cast

OPEN = LotFilter(datetime(2020, 1, 1, tzinfo=UTC))


@pytest.fixture
def profile(db: None) -> Profile:
    cast.stock(12)
    return Profile.objects.get(organisation=cast.organisation("Horchlicht"))


def rows(found: Standing) -> list[tuple[int, float]]:
    return [(one.lot, one.score) for one in found.lots]


def put_aside(profile: Profile, pk: int, reason: str) -> Dismissal:
    source, notice_id, lot_id = lot_key(Lot.objects.select_related("notice").get(pk=pk))
    return Dismissal.objects.create(profile=profile, source=source, notice_id=notice_id, lot_id=lot_id, reason=reason)


def now_standing(profile: Profile, viewer: Viewer = OPERATOR) -> Standing:
    return standing(core_profile(profile), OPEN, dismissals_of(viewer, profile))


@pytest.mark.parametrize("reason", Dismissal.Reason.values)
def test_a_dismissed_lot_leaves_and_comes_back_to_its_very_place(profile: Profile, reason: str) -> None:
    before = rows(now_standing(profile))
    made = put_aside(profile, before[0][0], reason)
    after = rows(now_standing(profile))
    assert before[0][0] not in [lot for lot, _ in after]
    others = {lot: score for lot, score in after if lot in dict(before)}
    assert len(others) >= len(before) // 2
    same = others == {lot: score for lot, score in before if lot in others}
    assert same if reason in ("hurdles", "other") else (not same or reason != "subject")
    made.delete()
    forget()
    assert rows(now_standing(profile)) == before


def test_only_members_see_the_effect(profile: Profile) -> None:
    ada, bob = cast.person("Ada", profile.organisation), cast.person("Bob")
    first = now_standing(profile).lots[0].lot
    put_aside(profile, first, "subject")
    assert dismissals_of(Viewer(ada.pk), profile).lots == (first,)
    for viewer in (STRANGER, Viewer(bob.pk)):
        assert dismissals_of(viewer, profile) == Dismissals()
    assert first not in [one.lot_pk for one in matches_for_profile(Viewer(ada.pk), profile, language="de")]


def test_the_same_question_is_answered_from_memory(profile: Profile) -> None:
    first = now_standing(profile)
    asked, without = core_profile(profile), dismissals_of(OPERATOR, profile)
    with CaptureQueriesContext(connection) as queries:
        assert standing(asked, OPEN, without) is first
    assert len(queries) == 0
    Profile.objects.filter(pk=profile.pk).update(text="Wir backen Brot.")
    profile.refresh_from_db()
    assert rows(now_standing(profile)) != rows(first)


def test_pages_and_orders(profile: Profile) -> None:
    found = now_standing(profile)
    lots = found.ordered()
    assert [one.rank for one in lots] == list(range(1, len(lots) + 1))
    pages = [one for number in (1, 2, 3) for one in page(lots, number, 5)]
    assert pages == lots[:15]
    assert not page(lots, 1000)
    due = [one.candidate.deadline for one in found.ordered("deadline")]
    assert due == sorted(one for one in due if one)
    values = [one.candidate.value for one in found.ordered("value")]
    known = [value for value in values if value is not None]
    assert values == sorted(known, reverse=True) + [None] * (len(values) - len(known))
    seen = [one.neighbour.seen_at for one in found.ordered("newest")]
    assert seen == sorted(seen, reverse=True)


def test_a_page_is_what_the_command_shows(profile: Profile) -> None:
    found = now_standing(profile)
    with CaptureQueriesContext(connection) as queries:
        first = shown(OPERATOR, found, page(found.ordered(), 1, 5), "de")
    assert len(queries) == 2
    assert _bare(first) == _bare(find_matches(OPERATOR, core_profile(profile), OPEN, language="de", limit=5))


def _bare(found: list[Match]) -> list[tuple[int, float, str]]:
    return [(one.lot_pk, one.score, one.reasons[0].text) for one in found]


def test_the_account_of_a_lot_adds_up(profile: Profile) -> None:
    found = now_standing(profile)
    for one in found.lots[:3]:
        told = explain_one(OPERATOR, core_profile(profile), one.lot, "de")
        assert told is not None
        assert told.match.score == one.score
        assert told.start + sum(piece.points for piece in told.pieces) == pytest.approx(one.score)
    assert explain_one(OPERATOR, core_profile(profile), 10**9, "de") is None


def test_a_buyer_of_a_reference_is_known(profile: Profile) -> None:
    first = now_standing(profile).lots[-1]
    Reference.objects.create(
        organisation=profile.organisation, title="Anlage", buyer=first.candidate.buyers[0], year=2025
    )
    told = explain_one(OPERATOR, core_profile(Profile.objects.get(pk=profile.pk)), first.lot, "de")
    assert told is not None
    assert told.ranked.evidence.parts["buyer"] > 0
    assert told.match.score > first.score


def test_moments_count_at_the_full_minute(profile: Profile) -> None:
    moment = datetime(2020, 1, 1, 7, 30, 12, tzinfo=UTC)
    asked = core_profile(profile)
    assert standing(asked, LotFilter(moment)) is standing(asked, LotFilter(moment + timedelta(seconds=47)))
