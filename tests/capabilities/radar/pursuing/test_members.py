"""Which members fit a lot: the same evidence as on the radar, seen from the lot, for staff alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Forwarding, Lot, LotVector, ProfileVector
from startpunkt.capabilities.radar.pursuing.members import fitting_members
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.matching import core_profile, find_matches
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Profile
from tests import cast
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

Counted = Callable[[int], AbstractContextManager[Any]]
STAFF = Viewer(person_id=1, staff=True)


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    """Two who detect drones, and one who bakes."""
    made = people()
    bakes = cast.organisation("Backwerk", Profile.Visibility.MEMBERS)
    bakes.profiles.update(text="Wir backen Brot und Brötchen für Kantinen.", fields=["other"])
    Profile.objects.filter(organisation__slug="stillwerk").update(visibility=Profile.Visibility.MEMBERS)
    return made


@pytest.fixture
def drones(horchlicht: Organisation) -> Lot:
    return lot(title="Passive Sensoren zur Drohnenerkennung", description="Empfänger orten Steuersignale im Funk.")


def names(page: str) -> list[str]:
    return re.findall(r'class="member-name"><strong>([^<]+)', unescape(page))


def test_members_stand_in_the_order_of_their_fit_with_reasons(drones: Lot) -> None:
    answer = client_of("Sam").get(f"/lots/{drones.pk}/members/")
    page = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert names(page) == ["Horchlicht", "Stillwerk", "Backwerk"]
    assert page.count("Inhaltlich nah an Ihrem Profil.") >= 1
    assert "Gemeinsame Wörter" in page


@pytest.mark.parametrize("slug", ["horchlicht", "backwerk"])
def test_the_score_is_that_of_the_members_own_radar(drones: Lot, slug: str) -> None:
    profile = Profile.objects.get(organisation__slug=slug)
    (match,) = find_matches(STAFF, core_profile(profile), LotFilter())
    found = fitting_members(STAFF, drones, "de")
    (member,) = [one for one in found.members if one.organisation.slug == slug]
    assert member.score == pytest.approx(match.score, abs=0.2)


def test_of_several_profiles_the_one_that_fits_best_counts(drones: Lot, horchlicht: Organisation) -> None:
    Profile.objects.create(organisation=horchlicht, name="Bäckerei", text="Wir backen Brot.", fields=["other"])
    found = fitting_members(STAFF, drones, "de")
    assert [one.profile.name for one in found.members if one.organisation == horchlicht] == ["Horchlicht"]


def test_a_changed_profile_counts_at_once(drones: Lot) -> None:
    before = fitting_members(STAFF, drones, "de")
    bakes = Profile.objects.get(organisation__slug="backwerk")
    bakes.text = cast.TEXT
    bakes.save()
    after = fitting_members(STAFF, drones, "de")
    score = {
        found: next(one.score for one in members.members if one.organisation.slug == "backwerk")
        for found, members in (("before", before), ("after", after))
    }
    assert score["after"] > score["before"] + 10


def test_profiles_are_encoded_once(drones: Lot) -> None:
    fitting_members(STAFF, drones, "de")
    made = dict(ProfileVector.objects.values_list("profile_id", "made_of"))
    assert len(made) == 3
    ProfileVector.objects.update(language="xx")  # what is made anew would say German again
    fitting_members(STAFF, drones, "de")
    assert set(ProfileVector.objects.values_list("language", flat=True)) == {"xx"}


def test_more_profiles_than_one_page_encodes_wait_and_are_counted(drones: Lot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("startpunkt.capabilities.radar.pursuing.profile_vectors.AT_ONCE", 2)
    found = fitting_members(STAFF, drones, "de")
    assert (len(found.members), found.waiting) == (2, 1)
    assert "noch nicht verglichen" not in client_of("Sam").get(f"/lots/{drones.pk}/members/").content.decode()


def test_several_are_ticked_and_get_one_note(drones: Lot, horchlicht: Organisation) -> None:
    sam, address = client_of("Sam"), f"/lots/{drones.pk}/members/"
    stillwerk = Organisation.objects.get(slug="stillwerk")
    form = {"to": [f"{horchlicht.pk}.", f"{stillwerk.pk}."], "note": "Passt zu Ihnen beiden"}
    page = unescape(sam.post(address, form, follow=True).content.decode())
    assert "An 2 weitergegeben: Horchlicht, Stillwerk." in page
    assert page.count("Weitergegeben am") == 2
    passed = Forwarding.objects.values_list("organisation__slug", "to", "by__name", "note")
    assert sorted(passed) == [(slug, None, "Sam", "Passt zu Ihnen beiden") for slug in ("horchlicht", "stillwerk")]


def test_nothing_ticked_is_said(drones: Lot) -> None:
    answer = client_of("Sam").post(f"/lots/{drones.pk}/members/", {"note": "Bleibt stehen"})
    assert answer.status_code == 400
    assert "Bleibt stehen" in answer.content.decode()


@pytest.mark.parametrize("name", ["Ada", "Ben", "Bob", "Charlie", ""])
def test_for_all_others_there_is_no_such_page(drones: Lot, name: str) -> None:
    client = client_of(name) if name else Client()
    assert client.get(f"/lots/{drones.pk}/members/").status_code == 404
    assert client.post(f"/lots/{drones.pk}/members/", {"to": "1."}).status_code == 404
    assert not ProfileVector.objects.exists()


def test_a_lot_without_its_vector_says_what_to_do(drones: Lot) -> None:
    LotVector.objects.all().delete()
    assert "startpunkt ingest" in client_of("Sam").get(f"/lots/{drones.pk}/members/").content.decode()


MEMBERS_QUERIES = 14


@pytest.mark.parametrize("more", [0, 6])
def test_the_page_asks_the_store_as_often_for_three_as_for_nine(
    drones: Lot, more: int, django_assert_num_queries: Counted
) -> None:
    for number in range(more):
        cast.organisation(f"Weiteres{number}")
    sam = client_of("Sam")
    fitting_members(STAFF, drones, "de")
    with django_assert_num_queries(MEMBERS_QUERIES):
        assert len(names(sam.get(f"/lots/{drones.pk}/members/").content.decode())) == 3 + more
