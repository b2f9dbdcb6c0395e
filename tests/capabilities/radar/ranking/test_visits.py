"""What is new to a reader: what came since the visit before the present one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from startpunkt.capabilities.radar.models import Visit
from startpunkt.capabilities.radar.ranking.visits import new_since
from startpunkt.foundation.access.viewer import STRANGER, Viewer
from startpunkt.foundation.actors.models import Profile
from tests import cast

MONDAY = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def profile(db: None) -> Profile:
    return Profile.objects.get(organisation=cast.organisation("Horchlicht"))


@pytest.fixture
def ada(profile: Profile) -> Viewer:
    return Viewer(cast.person("Ada", profile.organisation).pk)


def test_to_a_stranger_the_last_seven_days_are_new(profile: Profile) -> None:
    assert new_since(STRANGER, profile, MONDAY + timedelta(minutes=12)) == MONDAY - timedelta(days=7)
    assert not Visit.objects.exists()


def test_a_visit_lasts_until_half_an_hour_of_silence(profile: Profile, ada: Viewer) -> None:
    first = new_since(ada, profile, MONDAY)
    assert first == MONDAY - timedelta(days=7)
    # Every click within half an hour belongs to the same visit, however long it is in all.
    for minutes in (10, 35, 60, 90):
        assert new_since(ada, profile, MONDAY + timedelta(minutes=minutes)) == first
    tuesday = MONDAY + timedelta(days=1)
    assert new_since(ada, profile, tuesday) == MONDAY + timedelta(minutes=90)
    assert new_since(ada, profile, tuesday + timedelta(minutes=5)) == MONDAY + timedelta(minutes=90)
    assert new_since(ada, profile, tuesday + timedelta(hours=2)) == tuesday + timedelta(minutes=5)


def test_each_reader_and_each_profile_has_visits_of_its_own(profile: Profile, ada: Viewer) -> None:
    bob = Viewer(cast.person("Bob").pk)
    new_since(ada, profile, MONDAY)
    later = MONDAY + timedelta(days=3)
    assert new_since(bob, profile, later) == later - timedelta(days=7)
    assert new_since(ada, profile, later) == MONDAY
    assert Visit.objects.count() == 2
