"""The way into the demo is open to its own people for a day and to nobody else; the tour leads through real pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client, override_settings

from startpunkt.foundation.access import demo_pass
from startpunkt.foundation.actors.models import Person
from startpunkt.surfaces.web.tour.steps import STEPS
from tests import cast

pytestmark = pytest.mark.django_db

FOUNDER = "founder@demo.invalid"


@pytest.fixture
def founder() -> Person:
    person = cast.person("Mira", cast.organisation("Horchlicht"))
    person.email = FOUNDER
    person.save()
    return person


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_founder_comes_in(client: Client, founder: Person) -> None:
    page = f"/demo/{demo_pass.issue([FOUNDER])}/"
    assert "Mira" in client.get(page).content.decode()
    assert not signed_in(client), "looking at the page signs nobody in"
    answer = client.post(page, {"person": founder.pk, "to": "tour"})
    assert answer.headers["Location"] == "/tour/"
    assert client.session["_auth_user_id"] == str(founder.pk)


def test_a_pass_lets_in_only_whom_it_names(client: Client, founder: Person) -> None:
    other = cast.person("Jonas")
    page = f"/demo/{demo_pass.issue([FOUNDER])}/"
    assert client.post(page, {"person": other.pk}).status_code == 200
    assert client.post(page, {"person": "9" * 30}).status_code == 200
    assert not signed_in(client)


def test_nobody_with_a_real_address_comes_in(client: Client) -> None:
    ada = cast.person("Ada")
    page = f"/demo/{demo_pass.issue([ada.email])}/"
    assert client.post(page, {"person": ada.pk}).status_code == 403
    assert not signed_in(client)


@pytest.mark.parametrize("address", ["ada@notdemo.invalid", "ada@demo.invalid.example", "ada@x.demo.invalid"])
def test_an_address_that_only_looks_like_the_demo_does_not_count(founder: Person, address: str) -> None:
    Person.objects.filter(pk=founder.pk).update(email=address)
    assert demo_pass.admitted(demo_pass.issue([address])) == []


def test_a_pass_is_void_when_old_forged_or_of_another_home(client: Client, founder: Person) -> None:
    good = demo_pass.issue([FOUNDER])
    with override_settings(SECRET_KEY="another home's secret"):
        foreign = demo_pass.issue([FOUNDER])
    unsalted = signing.dumps([FOUNDER])
    for wrong in (good[:-1], good + "a", foreign, unsalted, "x"):
        assert client.post(f"/demo/{wrong}/", {"person": founder.pk}).status_code == 403
    assert not signed_in(client)


def test_a_pass_opens_for_a_day(founder: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    good = demo_pass.issue([FOUNDER])
    assert demo_pass.admitted(good) == [founder]
    monkeypatch.setattr(demo_pass, "LIFETIME", timedelta(seconds=-1))
    assert demo_pass.admitted(good) == []


def test_someone_locked_out_stays_out(founder: Person) -> None:
    Person.objects.filter(pk=founder.pk).update(is_active=False)
    assert demo_pass.admitted(demo_pass.issue([FOUNDER])) == []


def test_the_tour_leads_a_member_through_pages_that_answer(client: Client, founder: Person) -> None:
    cast.stock(5)
    client.force_login(founder)
    assert client.get("/tour/").status_code == 200
    seen = []
    number = 1
    while number <= len(STEPS):
        answer = client.get(f"/tour/{number}/")
        place = answer.headers["Location"]
        found = re.search(r"tour=(\d+)$", place)
        if found is None:
            break
        seen.append(int(found[1]))
        page = client.get(place)
        assert page.status_code == 200, place
        assert 'class="tour"' in page.content.decode(), place
        number = int(found[1]) + 1
    assert seen[0] == 1
    assert seen == sorted(set(seen))
    assert client.get(f"/tour/{len(STEPS) + 1}/").headers["Location"] == "/organisations/horchlicht/radar/"


def test_a_stranger_without_any_organisation_ends_at_the_start(client: Client) -> None:
    assert client.get("/tour/2/").status_code == 302
    assert client.get("/tour/").status_code == 200


@pytest.mark.parametrize("number", ["0", "99", "1" * 30])
def test_a_stop_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/tour/{number}/").status_code == 404


@pytest.mark.parametrize("asked", ["0", "x", "-1", "99", "1" * 40, "١"])
def test_a_mark_that_makes_no_sense_brings_no_bar(client: Client, asked: str) -> None:
    assert 'class="tour"' not in client.get("/tour/", {"tour": asked}).content.decode()


def test_ending_the_tour_stays_on_the_page(client: Client) -> None:
    page = client.get("/tour/", {"name": "Amt für Beispiele", "tour": "4"}).content.decode()
    assert 'href="/tour/?name=Amt+f%C3%BCr+Beispiele"' in page
