"""Saved views: filters under a name, for the one who saved them and for nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import SavedView
from startpunkt.capabilities.radar.ranking.saved_views import MOST
from tests import cast
from tests.capabilities.radar.ranking.test_radar_page import RADAR, text_of

SAVE, DELETE = f"{RADAR}views/", f"{RADAR}views/delete/"


@pytest.fixture
def ada(db: None) -> Client:
    client = Client()
    client.force_login(cast.person("Ada", cast.organisation("Horchlicht")))
    return client


def test_a_view_is_saved_opened_replaced_and_deleted(ada: Client) -> None:
    answer = ada.post(SAVE, {"name": "  Nahe   Fristen ", "query": "country=DE&due=14&page=3&nonsense=1"})
    saved = SavedView.objects.get()
    assert (saved.name, saved.query) == ("Nahe Fristen", f"profile={saved.profile_id}&due=14&country=DE")
    page = text_of(ada, answer.headers["Location"])
    assert 'aria-current="page">Nahe Fristen' in page
    ada.post(SAVE, {"name": "Nahe Fristen", "query": "due=7"})
    assert [one.query for one in SavedView.objects.all()] == [f"profile={saved.profile_id}&due=7"]
    answer = ada.post(DELETE, {"view": saved.pk, "next": f"{RADAR}?due=7"})
    assert answer.headers["Location"] == f"{RADAR}?due=7"
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [("   ", "geben Sie ihr einen Namen"), ("x" * 81, "höchstens 80 Zeichen")]
)
def test_a_name_that_cannot_be_kept_is_said(ada: Client, name: str, sentence: str) -> None:
    answer = ada.post(SAVE, {"name": name, "query": "due=7"})
    assert answer.headers["Location"] == f"{RADAR}?due=7"
    assert sentence.casefold() in text_of(ada).casefold()
    assert not SavedView.objects.exists()


def test_too_many_views_are_refused(ada: Client) -> None:
    for number in range(MOST + 1):
        ada.post(SAVE, {"name": f"Ansicht {number}", "query": ""})
    assert SavedView.objects.count() == MOST
    assert f"Es gibt schon {MOST}" in text_of(ada)


def test_views_belong_to_one_person(ada: Client) -> None:
    ada.post(SAVE, {"name": "Nur meine", "query": ""})
    saved = SavedView.objects.get()
    bob = Client()
    bob.force_login(cast.person("Bob"))
    assert "Nur meine" not in text_of(bob)
    assert bob.post(DELETE, {"view": saved.pk}).status_code == 404
    assert Client().post(SAVE, {"name": "Fremd", "query": ""}).status_code == 404
    assert Client().post(DELETE, {"view": saved.pk}).status_code == 404
    assert bob.post(SAVE, {"name": "Nur meine", "query": "due=7"}).status_code == 302
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("view", ["", "9" * 30, "x"])
def test_a_view_that_is_missing(ada: Client, view: str) -> None:
    assert ada.post(DELETE, {"view": view}).status_code == 404
