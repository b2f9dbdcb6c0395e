"""Passing lots on: who may, to whom, and what arrives."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Forwarding, Lot, Pursuit
from startpunkt.foundation.actors.models import Membership, Organisation, Person
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

Counted = Callable[[int], AbstractContextManager[Any]]
BOARD = "/organisations/horchlicht/lots/"


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    return people()


def code(organisation: Organisation, name: str = "") -> str:
    return f"{organisation.pk}.{Person.objects.get(name=name).pk if name else ''}"


def board_of(name: str, slug: str = "horchlicht") -> str:
    return unescape(client_of(name).get(f"/organisations/{slug}/lots/").content.decode())


def unread_of(name: str) -> str | None:
    """The number beside the way to the board, on any page."""
    found = re.search(r'class="unread">(\d+)<', client_of(name).get("/help/").content.decode())
    return found and found[1]


def send(name: str, wanted: Lot, to: list[str], note: str = "") -> Any:
    return client_of(name).post(f"/lots/{wanted.pk}/forward/", {"to": to, "note": note})


def test_a_colleague_gets_the_lot_with_a_note_keeps_it_and_marks_it_read(horchlicht: Organisation) -> None:
    wanted = lot(title="Für Ben")
    answer = send("Ada", wanted, [code(horchlicht, "Ben")], "Sieh dir das an")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/lots/{wanted.pk}/")
    page = board_of("Ben")
    assert "An Sie weitergegeben" in page
    assert "Für Ben" in page
    assert "Von Ada" in page
    assert "Sieh dir das an" in page
    assert "1 neu" in page
    assert unread_of("Ben") == "1"
    assert unread_of("Ada") is None
    assert f'id="keep-{wanted.pk}"' in page
    assert "An Sie weitergegeben" not in board_of("Ada")
    forwarding = Forwarding.objects.get()
    assert client_of("Ben").post(f"{BOARD}passed-on/{forwarding.pk}/read").headers["Location"] == BOARD
    page = board_of("Ben")
    assert "1 neu" not in page
    assert "1 schon gelesen" in page
    assert unread_of("Ben") is None


def test_a_pursuit_tells_its_own_people_how_it_was_passed_on(horchlicht: Organisation) -> None:
    wanted = lot()
    client_of("Ada").post(f"{BOARD}keep", {"lot": wanted.pk})
    send("Ada", wanted, [code(horchlicht, "Ben")], "Nur für Ben")
    Membership.objects.create(person=Person.objects.get(name="Charlie"), organisation=horchlicht)
    address = f"{BOARD}{Pursuit.objects.get().pk}/"
    shown = {name: "Nur für Ben" in client_of(name).get(address).content.decode() for name in ("Ada", "Ben", "Charlie")}
    assert shown == {"Ada": True, "Ben": True, "Charlie": False}


def test_sending_again_replaces_what_nobody_has_read(horchlicht: Organisation) -> None:
    wanted = lot()
    for note in ("erst", "dann"):
        send("Ada", wanted, [code(horchlicht, "Ben")], note)
    assert [one.note for one in Forwarding.objects.all()] == ["dann"]
    Forwarding.objects.update(read_at=Forwarding.objects.get().at)
    send("Ada", wanted, [code(horchlicht, "Ben")], "noch einmal")
    assert Forwarding.objects.count() == 2


def test_a_member_reaches_colleagues_only(horchlicht: Organisation) -> None:
    wanted, stillwerk = lot(), Organisation.objects.get(slug="stillwerk")
    for to in (code(stillwerk), code(stillwerk, "Bob"), code(horchlicht), code(horchlicht, "Ada"), "9" * 30, "x"):
        answer = send("Ada", wanted, [to], "Mein Text bleibt")
        assert answer.status_code == 400
        assert "Mein Text bleibt" in answer.content.decode()
    assert not Forwarding.objects.exists()


def test_without_a_recipient_the_note_stays_and_the_page_says_so(horchlicht: Organisation) -> None:
    answer = send("Ada", lot(), [], "Mein Text bleibt")
    assert answer.status_code == 400
    assert "Wählen Sie mindestens einen Empfänger." in answer.content.decode()
    assert "Mein Text bleibt" in answer.content.decode()


def test_staff_forward_to_organisations_whose_members_all_see_it(horchlicht: Organisation) -> None:
    wanted = lot(title="Vom Gründerzentrum")
    assert send("Sam", wanted, [code(horchlicht)], "Passt zu Ihnen").status_code == 302
    for name in ("Ada", "Ben"):
        assert "Vom Gründerzentrum" in board_of(name)
    assert "Vom Gründerzentrum" not in board_of("Bob", "stillwerk")
    assert client_of("Sam").get(BOARD).status_code == 404


@pytest.mark.parametrize("name", ["Bob", "Charlie", ""])
def test_who_could_reach_nobody_finds_no_page(horchlicht: Organisation, name: str) -> None:
    client, wanted = client_of(name) if name else Client(), lot()
    assert client.get(f"/lots/{wanted.pk}/forward/").status_code == 404
    assert client.post(f"/lots/{wanted.pk}/forward/", {"to": code(horchlicht)}).status_code == 404
    assert client.get("/lots/0/forward/").status_code == 404


@pytest.mark.parametrize("name", ["Bob", "Charlie", "Sam", "Ada"])
def test_only_who_got_it_marks_it_as_read(horchlicht: Organisation, name: str) -> None:
    send("Ada", lot(), [code(horchlicht, "Ben")])
    for pk in (Forwarding.objects.get().pk, 0, "9" * 30):
        assert client_of(name).post(f"{BOARD}passed-on/{pk}/read").status_code == 404
    assert Forwarding.objects.get().read_at is None


def test_the_letter_holds_title_deadline_and_address(horchlicht: Organisation) -> None:
    wanted = lot(title="A &amp; B? 100 %")
    page = unescape(client_of("Ada").get(f"/lots/{wanted.pk}/forward/").content.decode())
    letter = page.split('href="mailto:?')[1].split('"')[0]
    subject, body = letter.split("&")
    assert unquote(subject) == "subject=A & B? 100 %"
    assert unquote(body) == (
        f"body=A & B? 100 %\nFrist: Dienstag, 31. März 2099, 12:00 Uhr\nhttp://testserver/lots/{wanted.pk}/"
    )


def test_what_is_gone_stays_in_the_inbox(horchlicht: Organisation) -> None:
    send("Ada", lot(), [code(horchlicht, "Ben")], "Schade")
    Lot.objects.all().delete()
    page = board_of("Ben")
    assert "Nicht mehr in der Bekanntmachung" in page
    assert "Schade" in page


INBOX_QUERIES = 11


@pytest.mark.parametrize("count", [1, 5])
def test_the_inbox_asks_the_store_as_often_for_one_as_for_five(
    horchlicht: Organisation, count: int, django_assert_num_queries: Counted
) -> None:
    ben = client_of("Ben")
    for number in range(count):
        send("Ada", lot(number), [code(horchlicht, "Ben")])
    with django_assert_num_queries(INBOX_QUERIES):
        assert ben.get(BOARD).content.decode().count('class="received"') == count
