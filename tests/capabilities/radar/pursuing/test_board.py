"""The board: stages, people, deadlines then and now, and two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Lot, Pursuit, PursuitStep
from startpunkt.capabilities.radar.pursuing.board import COLUMN
from startpunkt.foundation.actors.models import Organisation, Person
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

Counted = Callable[[int], AbstractContextManager[Any]]
BOARD = "/organisations/horchlicht/lots/"


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    return people()


@pytest.fixture
def ada(horchlicht: Organisation) -> Client:
    return client_of("Ada")


def pursued(organisation: Organisation, number: int = 1, **more: Any) -> Pursuit:
    """A pursuit of a lot that is not in the store."""
    given = {"title": f"Los {number}", "deadline": datetime(2099, 1, 1, tzinfo=UTC) + timedelta(days=number)} | more
    made = Pursuit.objects.create(
        organisation=organisation, source="ted", notice_id=f"n{number}", lot_id="LOT-0001", **given
    )
    PursuitStep.objects.create(pursuit=made, stage=made.stage)
    return made


def kept(client: Client, wanted: Lot) -> Pursuit:
    client.post(f"{BOARD}keep", {"lot": wanted.pk})
    return Pursuit.objects.get(notice_id=wanted.notice.notice_id)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def stage_of(text: str, stage: str) -> str:
    return text.split(f'data-stage="{stage}"')[1].split("</section>")[0]


def test_each_card_stands_in_its_stage_those_due_first_on_top(ada: Client, horchlicht: Organisation) -> None:
    for number, stage in enumerate(["looking", "preparing", "looking", "won", "withdrawn"]):
        pursued(horchlicht, 9 - number, stage=stage)
    text = page(ada, BOARD)
    titles = {stage: re.findall(r"Los \d(?=</a>)", stage_of(text, stage)) for stage in Pursuit.Stage.values}
    assert titles == {
        "looking": ["Los 7", "Los 9"],
        "preparing": ["Los 8"],
        "submitted": [],
        "won": ["Los 6"],
        "lost": [],
        "withdrawn": ["Los 5"],
    }


def test_an_empty_board_says_what_to_do(ada: Client) -> None:
    text = page(ada, BOARD)
    assert "Noch kein Los auf Ihrer Tafel" in text
    assert 'href="/organisations/horchlicht/radar/"' in text


def test_a_card_moves_and_its_dates_stay(ada: Client, horchlicht: Organisation) -> None:
    pursuit = pursued(horchlicht)
    for seen, stage in [("looking", "preparing"), ("preparing", "submitted"), ("submitted", "won")]:
        answer = ada.post(f"{BOARD}{pursuit.pk}/stage", {"seen": seen, "stage": stage, "next": BOARD})
        assert (answer.status_code, answer.headers["Location"]) == (302, BOARD)
    steps = [(step.stage, step.person and step.person.name) for step in pursuit.steps.all()]
    assert steps == [("looking", None), ("preparing", "Ada"), ("submitted", "Ada"), ("won", "Ada")]
    text = page(ada, f"{BOARD}{pursuit.pk}/")
    history = re.findall(r"<strong>([^<]+)</strong>\s*<span class=\"soft\">", text)
    assert history == ["Wird geprüft", "Angebot in Arbeit", "Abgegeben", "Gewonnen"]


def test_who_moves_a_card_that_was_moved_already_is_told(ada: Client, horchlicht: Organisation) -> None:
    pursuit = pursued(horchlicht)
    ada.post(f"{BOARD}{pursuit.pk}/stage", {"seen": "looking", "stage": "preparing"})
    answer = client_of("Ben").post(
        f"{BOARD}{pursuit.pk}/stage", {"seen": "looking", "stage": "withdrawn", "next": BOARD}, follow=True
    )
    assert "Es steht jetzt auf „Angebot in Arbeit“" in answer.content.decode()
    assert Pursuit.objects.get().stage == "preparing"
    assert pursuit.steps.count() == 2


def test_moving_to_the_same_stage_makes_no_step(ada: Client, horchlicht: Organisation) -> None:
    pursuit = pursued(horchlicht)
    assert ada.post(f"{BOARD}{pursuit.pk}/stage", {"seen": "won", "stage": "looking"}).status_code == 302
    assert pursuit.steps.count() == 1


def test_note_and_person_are_written_down(ada: Client, horchlicht: Organisation) -> None:
    pursuit, ben = pursued(horchlicht), Person.objects.get(name="Ben")
    form = {"note": "Erste Zeile\r\n\r\nZweite", "in_charge": ben.pk, "seen": pursuit.changed_at.isoformat()}
    assert ada.post(f"{BOARD}{pursuit.pk}/", form).status_code == 302
    pursuit.refresh_from_db()
    assert (pursuit.note, pursuit.in_charge) == ("Erste Zeile\n\nZweite", ben)
    card = stage_of(page(ada, BOARD), "looking")
    assert "Erste Zeile" in card
    assert "Zweite" not in card
    assert "Ben" in card


def test_of_two_who_write_the_later_is_told_and_nothing_is_lost(ada: Client, horchlicht: Organisation) -> None:
    pursuit = pursued(horchlicht)
    seen = pursuit.changed_at.isoformat()
    ada.post(f"{BOARD}{pursuit.pk}/", {"note": "Von Ada", "seen": seen})
    answer = client_of("Ben").post(f"{BOARD}{pursuit.pk}/", {"note": "Von Ben", "seen": seen})
    text = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Während Sie schrieben" in text
    assert "Von Ada" in text.split('class="saved-note"')[1].split("</blockquote>")[0]
    assert "Von Ben" in text.split("<textarea")[1].split("</textarea>")[0]
    assert Pursuit.objects.get().note == "Von Ada"
    again = re.findall(r'name="seen" value="([^"]+)"', text)[-1]
    both = client_of("Ben").post(f"{BOARD}{pursuit.pk}/", {"note": "Von Ada und Ben", "seen": again})
    assert both.status_code == 302
    assert Pursuit.objects.get().note == "Von Ada und Ben"


@pytest.mark.parametrize(
    "wrong", [{"note": "x" * 20_001}, {"in_charge": "9" * 30}, {"note": "\0"}, {"seen": "yesterday"}]
)
def test_what_cannot_be_saved_is_said(ada: Client, horchlicht: Organisation, wrong: dict[str, str]) -> None:
    pursuit = pursued(horchlicht, note="Steht")
    answer = ada.post(f"{BOARD}{pursuit.pk}/", {"note": "Neu", "seen": pursuit.changed_at.isoformat()} | wrong)
    assert answer.status_code == 400
    assert Pursuit.objects.get().note == "Steht"


def test_nobody_from_elsewhere_is_put_in_charge(ada: Client, horchlicht: Organisation) -> None:
    pursuit, bob = pursued(horchlicht), Person.objects.get(name="Bob")
    form = {"note": "", "in_charge": bob.pk, "seen": pursuit.changed_at.isoformat()}
    assert ada.post(f"{BOARD}{pursuit.pk}/", form).status_code == 400


def test_a_changed_deadline_is_shown_beside_the_old(ada: Client) -> None:
    pursuit = kept(ada, lot(1, "01"))
    Pursuit.objects.update(deadline=datetime(2099, 3, 30, 10, tzinfo=UTC))
    assert "Frist geändert" in page(ada, BOARD)
    text = page(ada, f"{BOARD}{pursuit.pk}/")
    assert "Als Sie das Los vormerkten, war es Montag, 30. März 2099, 12:00 Uhr." in text
    assert "Dienstag, 31. März 2099, 12:00 Uhr" in text


def test_a_lot_that_is_gone_stays_with_what_was_known(ada: Client) -> None:
    pursuit = kept(ada, lot(1, title="Verschwundenes Los"))
    Lot.objects.all().delete()
    assert "Nicht mehr in der Bekanntmachung" in page(ada, BOARD)
    text = page(ada, f"{BOARD}{pursuit.pk}/")
    assert "Verschwundenes Los" in text
    assert "enthält dieses Los nicht mehr" in text
    assert "31. März 2099" in text


def test_deadlines_that_are_near_or_over_are_marked(ada: Client, horchlicht: Organisation) -> None:
    now = datetime.now(UTC)
    pursued(horchlicht, 1, deadline=now + timedelta(days=3))
    pursued(horchlicht, 2, deadline=now - timedelta(days=1))
    pursued(horchlicht, 3, deadline=now - timedelta(days=1), stage="submitted")
    text = page(ada, BOARD)
    assert stage_of(text, "looking").count("is-urgent") == 1
    assert stage_of(text, "looking").count("Frist verpasst") == 1
    assert "Frist verpasst" not in stage_of(text, "submitted")


def test_the_list_sorts_and_narrows_by_person_and_stage(ada: Client, horchlicht: Organisation) -> None:
    ben = Person.objects.get(name="Ben")
    pursued(horchlicht, 1, title="B", in_charge=ben)
    pursued(horchlicht, 2, title="A", in_charge=ben, stage="won")
    pursued(horchlicht, 3, title="C")

    def listed(query: str) -> list[str]:
        return re.findall(r">([ABC])</a>", page(ada, f"{BOARD}?view=list{query}"))

    assert listed("") == ["B", "A", "C"]
    assert listed("&order=-deadline") == ["C", "A", "B"]
    assert listed("&order=title") == ["A", "B", "C"]
    assert listed(f"&charge={ben.pk}") == ["B", "A"]
    assert listed(f"&charge={ben.pk}&stage=won") == ["A"]
    assert listed("&charge=none") == ["C"]
    assert re.findall(r"lots/\d+/\">([ABC])</a>", page(ada, f"{BOARD}?charge=none").replace("\n", "")) == ["C"]


@pytest.mark.parametrize(
    "query", ["view=x", "charge=" + "9" * 30, "charge=1'", "stage=nowhere", "order=note", "page=0", "page=99999"]
)
def test_an_address_that_makes_no_sense_shows_the_board(ada: Client, horchlicht: Organisation, query: str) -> None:
    pursued(horchlicht)
    for view in ("board", "list"):
        assert "Los 1" in page(ada, f"{BOARD}?view={view}&{query}")


def test_full_stages_show_the_first_and_lead_to_the_list(ada: Client, horchlicht: Organisation) -> None:
    for number in range(COLUMN + 5):
        pursued(horchlicht, number)
    column = stage_of(page(ada, BOARD), "looking")
    assert column.count("<h4>") == COLUMN
    assert "5 weitere in der Liste" in column
    text = page(ada, f"{BOARD}?view=list&page=2")
    assert text.count('class="pursuit-row"') == 5
    assert "Seite 2 von 2" in text


BOARD_QUERIES, LIST_QUERIES, PURSUIT_QUERIES = 10, 10, 10


@pytest.mark.parametrize("count", [2, 12])
def test_the_board_asks_the_store_as_often_for_two_lots_as_for_twelve(
    ada: Client, horchlicht: Organisation, count: int, django_assert_num_queries: Counted
) -> None:
    ben = Person.objects.get(name="Ben")
    for number in range(count):
        pursued(horchlicht, number, in_charge=ben, stage=Pursuit.Stage.values[number % 6])
    with django_assert_num_queries(BOARD_QUERIES):
        assert page(ada, BOARD).count("<h4>") == count
    with django_assert_num_queries(LIST_QUERIES):
        assert page(ada, f"{BOARD}?view=list").count('class="pursuit-row"') == count


@pytest.mark.parametrize("steps", [1, 8])
def test_a_pursuit_asks_the_store_as_often_for_one_step_as_for_eight(
    ada: Client, horchlicht: Organisation, steps: int, django_assert_num_queries: Counted
) -> None:
    pursuit, ben = pursued(horchlicht), Person.objects.get(name="Ben")
    for _ in range(steps - 1):
        PursuitStep.objects.create(pursuit=pursuit, stage="won", person=ben)
    with django_assert_num_queries(PURSUIT_QUERIES):
        assert page(ada, f"{BOARD}{pursuit.pk}/").count('<li class="is-') == steps


def test_a_lot_is_taken_off_the_board(ada: Client, horchlicht: Organisation) -> None:
    pursuit = pursued(horchlicht)
    assert ada.get(f"{BOARD}{pursuit.pk}/remove").status_code == 405
    assert ada.post(f"{BOARD}{pursuit.pk}/remove").headers["Location"] == BOARD
    assert not Pursuit.objects.exists()


@pytest.mark.parametrize("name", ["Bob", "Charlie", "Sam"])
def test_others_neither_see_nor_change_a_pursuit(horchlicht: Organisation, name: str) -> None:
    pursuit, client = pursued(horchlicht), client_of(name)
    address = f"{BOARD}{pursuit.pk}/"
    form = {"seen": "looking", "stage": "won", "note": "fremd"}
    answers = [client.get(BOARD), client.get(address), client.post(address, form)]
    answers += [client.post(f"{address}stage", form), client.post(f"{address}remove")]
    assert [answer.status_code for answer in answers] == [404] * 5
    pursuit.refresh_from_db()
    assert (pursuit.stage, pursuit.note) == ("looking", "")


def test_a_pursuit_is_not_reached_through_another_organisation(horchlicht: Organisation) -> None:
    pursuit = pursued(horchlicht)
    assert client_of("Bob").get(f"/organisations/stillwerk/lots/{pursuit.pk}/").status_code == 404
    assert client_of("Ada").get(f"{BOARD}{'9' * 30}/").status_code == 404
    assert Client().get(BOARD).status_code == 404
