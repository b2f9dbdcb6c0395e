"""Keeping a lot: once, for members only, and back to where one was."""

from __future__ import annotations

import pytest

from startpunkt.capabilities.radar.models import Lot, Pursuit
from startpunkt.capabilities.radar.pursuing.selectors import pursuits_by_key
from startpunkt.capabilities.radar.selectors import lot_key
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Person
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

KEEP = "/organisations/horchlicht/lots/keep"
BOARD = "/organisations/horchlicht/lots/"


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    return people()


def test_a_kept_lot_stands_on_the_board_as_it_was(horchlicht: Organisation) -> None:
    wanted = lot(title="Prüfstand für Antriebe")
    answer = client_of("Ada").post(KEEP, {"lot": wanted.pk})
    assert (answer.status_code, answer.headers["Location"]) == (302, BOARD)
    kept = Pursuit.objects.get()
    assert (kept.stage, kept.title, kept.title_language) == ("looking", "Prüfstand für Antriebe", "de")
    assert (kept.buyer, kept.deadline) == ("Amt für Beispiele", wanted.deadline)
    assert [(step.stage, step.person) for step in kept.steps.all()] == [("looking", Person.objects.get(name="Ada"))]


def test_keeping_twice_changes_nothing(horchlicht: Organisation) -> None:
    wanted = lot()
    client_of("Ada").post(KEEP, {"lot": wanted.pk})
    page = client_of("Ben").post(KEEP, {"lot": wanted.pk}, follow=True).content.decode()
    assert Pursuit.objects.get().steps.count() == 1
    assert "Das Los steht schon auf Ihrer Tafel." in page


def test_a_lot_of_an_older_version_is_kept_as_the_newest(horchlicht: Organisation) -> None:
    old = lot(1, "01", title="Alt")
    lot(1, "02", title="Neu")
    assert not Lot.objects.get(pk=old.pk).newest
    client_of("Ada").post(KEEP, {"lot": old.pk})
    assert Pursuit.objects.get().title == "Neu"


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/organisations/horchlicht/radar/?country=DE", "/organisations/horchlicht/radar/?country=DE"),
        ("https://elsewhere.example/", BOARD),
        ("//elsewhere.example/", BOARD),
        ("/\\elsewhere.example", BOARD),
        ("javascript:alert(1)", BOARD),
        ("", BOARD),
    ],
)
def test_keeping_leads_back_but_nowhere_else(horchlicht: Organisation, wanted: str, place: str) -> None:
    assert client_of("Ada").post(KEEP, {"lot": lot().pk, "next": wanted}).headers["Location"] == place


def test_htmx_gets_the_button_that_leads_to_the_board(horchlicht: Organisation) -> None:
    wanted = lot()
    answer = client_of("Ada").post(KEEP, {"lot": wanted.pk}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="keep-{wanted.pk}"' in page
    assert f'href="{BOARD}{Pursuit.objects.get().pk}/"' in page
    assert "Wird geprüft" in page


@pytest.mark.parametrize("name", ["Bob", "Charlie", "Sam"])
def test_nobody_else_keeps_lots_in_the_organisations_name(horchlicht: Organisation, name: str) -> None:
    client, wanted = client_of(name), lot().pk
    missing = client.post("/organisations/nothing/lots/keep", {"lot": wanted})
    hidden = client.post(KEEP, {"lot": wanted})
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert client.get(BOARD).status_code == 404
    assert not Pursuit.objects.exists()


@pytest.mark.parametrize("wrong", ["", "0", "-1", "9" * 30, "٣", "1' OR 1=1"])
def test_what_is_no_lot_is_not_found(horchlicht: Organisation, wrong: str) -> None:
    assert client_of("Ada").post(KEEP, {"lot": wrong}).status_code == 404


def test_only_members_learn_what_is_pursued(horchlicht: Organisation) -> None:
    first, second = lot(1), lot(2)
    client_of("Ada").post(KEEP, {"lot": first.pk})
    keys = [lot_key(first), lot_key(second)]

    def known(name: str, organisation: Organisation | None) -> list[str]:
        viewer = Viewer(Person.objects.get(name=name).pk, staff=name == "Sam")
        return [notice for _, notice, _ in pursuits_by_key(viewer, organisation, keys)]

    assert known("Ben", horchlicht) == [first.notice.notice_id]
    assert known("Ben", None) == known("Bob", horchlicht) == known("Sam", horchlicht) == []
