"""An organisation's own pages: who sees what, what a change brings, and that nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from startpunkt.capabilities.radar.models import Lot
from startpunkt.foundation.actors.models import Organisation, Profile, Reference
from tests import cast

Counted = Callable[[int], AbstractContextManager[Any]]
MEMBERS = Profile.Visibility.MEMBERS
PAGES = ("", "new/", "organisation/", "references/new/")
DRONES = "Wir bauen passive Sensoren zum Erkennen kleiner Drohnen."


@pytest.fixture
def horchlicht(db: None) -> Organisation:
    return cast.organisation("Horchlicht", MEMBERS)


@pytest.fixture
def ada(horchlicht: Organisation) -> Client:
    """Ada's browser: she belongs to Horchlicht."""
    return signed_in("Ada", horchlicht)


def signed_in(name: str, *memberships: Organisation, staff: bool = False) -> Client:
    person = cast.person(name, *memberships)
    if staff:
        person.is_staff = True
        person.save()
    client = Client()
    client.force_login(person)
    return client


def at(path: str = "", slug: str = "horchlicht") -> str:
    return f"/organisations/{slug}/profile/{path}"


def shown(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def sent(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the browser would send from the form at ``address``."""
    return held(client.get(address)) | changes


def held(answer: Any) -> dict[str, Any]:
    """What stands in the form of a page."""
    values = {field.html_name: field.value() for field in answer.context["form"]}
    return {name: value for name, value in values.items() if value not in (None, [])}


def test_members_see_everything_strangers_only_public_profiles(horchlicht: Organisation, ada: Client) -> None:
    Reference.objects.create(organisation=horchlicht, title="Erprobung am Hafen", buyer="Hafen", year=2024)
    Profile.objects.create(organisation=horchlicht, name="Offenes", text="Für alle.", visibility="public")
    inside, outside = shown(ada.get(at())), shown(Client().get(at()))
    for secret in ("Erprobung am Hafen", "Jahresumsatz", "Neues Profil", cast.TEXT[:20]):
        assert secret in inside
        assert secret not in outside
    assert "Offenes" in outside
    assert "Offenes" in inside


@pytest.mark.parametrize("path", [*PAGES, "{}/", "{}/file/", "{}/delete/", "references/{}/", "references/{}/delete/"])
@pytest.mark.parametrize("who", ["stranger", "bob"])
def test_hidden_and_missing_answer_alike(horchlicht: Organisation, path: str, who: str) -> None:
    reference = Reference.objects.create(organisation=horchlicht, title="Erprobung", buyer="Hafen", year=2024)
    row = reference.pk if "references" in path else horchlicht.profiles.get().pk
    client = signed_in("Bob", cast.organisation("Stillwerk")) if who == "bob" else Client()
    hidden, missing = client.get(at(path.format(row))), client.get(at(path.format(row), "nothing111"))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert without_token(hidden.content).replace("horchlicht", "nothing111") == without_token(missing.content)


def without_token(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', "", unescape(page.decode()))


@pytest.mark.parametrize(
    "path", ["{}/", "{}/effect/", "{}/delete/", "new/", "new/effect/", "new/file/", "organisation/"]
)
def test_nobody_else_writes(horchlicht: Organisation, path: str) -> None:
    row = horchlicht.profiles.get()
    data = {"name": "Fremd", "text": "Fremd.", "visibility": "public", "kind": "startup"}
    for client in (signed_in("Bob", cast.organisation("Stillwerk")), signed_in("Carla", staff=True)):
        assert client.post(at(path.format(row.pk)), data).status_code == 404
    Client().post(at(path.format(row.pk)), data)
    assert [profile.text for profile in horchlicht.profiles.all()] == [cast.TEXT]


def test_another_organisations_profile_is_not_found_under_ones_own_name(ada: Client) -> None:
    foreign = cast.organisation("Stillwerk", MEMBERS).profiles.get()
    assert ada.get(at(f"{foreign.pk}/")).status_code == 404
    assert ada.get(at(f"{'9' * 30}/")).status_code == 404
    assert ada.get(at(f"references/{'9' * 30}/")).status_code == 404


def test_a_public_profile_is_read_by_everyone_and_staff_read_all(horchlicht: Organisation) -> None:
    profile = horchlicht.profiles.get()
    staff = signed_in("Carla", staff=True)
    assert profile.text in shown(staff.get(at(f"{profile.pk}/")))
    Profile.objects.update(visibility="public")
    page = shown(Client().get(at(f"{profile.pk}/")))
    assert profile.text in page
    assert "Sensorik" in page
    assert "<textarea" not in page


def test_a_change_is_saved_and_acts_on_the_radar_at_once(horchlicht: Organisation, ada: Client) -> None:
    cast.stock(8)
    profile = horchlicht.profiles.get()
    before = ranking(ada)
    address = at(f"{profile.pk}/")
    new = {"text": "Wir prüfen die Sicherheit von Netzen und Servern.", "field": ["cyber"], "value_max": "3 Mio"}
    answer = ada.post(address, sent(ada, address, **new), follow=True)
    assert "gespeichert" in shown(answer)
    stored = horchlicht.profiles.get()
    assert (stored.text, stored.fields, stored.value_max) == (new["text"], ["cyber"], 3_000_000)
    assert ranking(ada) != before


def ranking(client: Client) -> list[str]:
    return re.findall(r'id="title-\d+"><a[^>]*>([^<]+)', shown(client.get("/organisations/horchlicht/radar/")))


def effect(client: Client, path: str, data: dict[str, Any]) -> str:
    return shown(client.post(at(path), data, headers={"hx-request": "true"}))


def test_the_effect_names_what_comes_and_stores_nothing(horchlicht: Organisation, ada: Client) -> None:
    cast.stock(12)
    row = horchlicht.profiles.get()
    Profile.objects.update(text="Wir backen Brot.", fields=[])
    path = f"{row.pk}/"
    same = effect(ada, f"{path}effect/", sent(ada, at(path)))
    assert "Keines kommt, keines geht." in same
    data = sent(ada, at(path), text=DRONES, field=["sensors", "unmanned"])
    page = effect(ada, f"{path}effect/", data)
    assert re.search(r"\d+ neue", page)
    assert "Diese kommen dazu" in page
    assert page.count("<li>") >= 10
    assert "<html" not in page
    assert horchlicht.profiles.get().text == "Wir backen Brot."


def of_a_lot() -> str:
    """A sentence that some open lot fits without doubt: its own title."""
    return f"{next(iter(Lot.objects.order_by('pk')[0].title.values())).rstrip('.')}."


def test_each_sentence_is_shown_with_the_lots_that_it_brings(horchlicht: Organisation, ada: Client) -> None:
    cast.stock(12)
    path = f"{horchlicht.profiles.get().pk}/"
    office = "Unser Büro hat montags bis freitags geöffnet."
    data = sent(ada, at(path), text=f"{of_a_lot()} {office}")
    answer = ada.post(at(f"{path}effect/"), data, headers={"hx-request": "true"})
    found = answer.context["effect"]
    *said, last = found.sentences
    assert last.text == office
    assert sum(one.lots for one in found.sentences) == found.fitting > 0
    assert sum(one.lots for one in said) > last.lots
    assert all(one.best[0].title in shown(answer) for one in said if one.lots)


def test_the_effect_of_a_mistake_counts_the_rest(horchlicht: Organisation, ada: Client) -> None:
    path = f"{horchlicht.profiles.get().pk}/"
    page = effect(ada, f"{path}effect/", sent(ada, at(path), value_min="viel", text=DRONES))
    assert "„viel“ ist kein Betrag" in page
    assert "1 Satz; schreiben Sie mindestens drei" in page
    assert "Schreiben Sie den ersten Satz" in effect(ada, f"{path}effect/", sent(ada, at(path), text=""))


def test_without_a_script_the_whole_form_shows_the_effect(horchlicht: Organisation, ada: Client) -> None:
    path = f"{horchlicht.profiles.get().pk}/"
    page = shown(ada.post(at(f"{path}effect/"), sent(ada, at(path), text=DRONES)))
    assert "<html" in page
    assert f">\n{DRONES}</textarea>" in page
    assert "Gespeichert ist es noch nicht" in page


def test_the_effect_asks_the_store_as_often_for_one_lot_as_for_ten(
    horchlicht: Organisation, ada: Client, django_assert_num_queries: Counted
) -> None:
    path = f"{horchlicht.profiles.get().pk}/"
    for count in (1, 10):
        cast.stock(count)
        data = sent(ada, at(path), text=f"{of_a_lot()} Das liefern wir {count} Mal.")
        with django_assert_num_queries(EFFECT_QUERIES):
            effect(ada, f"{path}effect/", data)


EFFECT_QUERIES = 16


@pytest.mark.parametrize("count", [1, 6])
def test_the_organisations_page_asks_the_store_as_often_for_one_profile_as_for_six(
    horchlicht: Organisation, ada: Client, count: int, django_assert_num_queries: Counted
) -> None:
    for number in range(count):
        Profile.objects.create(organisation=horchlicht, name=f"Profil {number}", text="Ein Text.")
        Reference.objects.create(organisation=horchlicht, title=f"Auftrag {number}", buyer="Hafen", year=2020)
    ada.get(at())
    with django_assert_num_queries(PAGE_QUERIES):
        assert "Profil 0" in shown(ada.get(at()))


PAGE_QUERIES = 9


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "  "}, "Das Profil hat keinen Text"),
        ({"name": ""}, "Das Profil hat keinen Namen"),
        ({"name": "zweites"}, "„zweites“ heißt schon ein anderes Ihrer Profile"),
        ({"text": "x" * 8001}, "Der Text hat 8001 Zeichen"),
        ({"field": ["magic"]}, "„magic“ steht nicht auf der Liste"),
        ({"countries": ["ZZ"]}, "„ZZ“ steht nicht auf der Liste"),
        ({"finer": "DEA2 KÖLN"}, "„KÖLN“ ist kein NUTS-Code"),
        ({"value_min": "viel Geld"}, "„viel Geld“ ist kein Betrag in Euro"),
        ({"value_max": "9" * 20}, "ist zu groß"),
        ({"value_min": "3 Mio", "value_max": "50.000"}, "50.000 Euro, liegt unter dem kleinsten, 3.000.000"),
        ({"visibility": "nobody"}, "nobody"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    horchlicht: Organisation, ada: Client, changes: dict[str, Any], sentence: str
) -> None:
    Profile.objects.create(organisation=horchlicht, name="Zweites", text="Ein Text.")
    address = at(f"{horchlicht.profiles.order_by('pk')[0].pk}/")
    data = sent(ada, address, **({"text": "Neu getippt."} | changes))
    page = shown(ada.post(address, data))
    assert sentence in page
    assert 'role="alert"' in page
    assert data["text"].strip() in page
    assert not horchlicht.profiles.filter(text=data["text"]).exists()


def test_the_text_may_not_hold_what_the_store_cannot(horchlicht: Organisation, ada: Client) -> None:
    address = at(f"{horchlicht.profiles.get().pk}/")
    assert shown(ada.post(address, sent(ada, address, text="a\0b")))


def test_two_who_write_at_once_are_told(horchlicht: Organisation, ada: Client) -> None:
    address = at(f"{horchlicht.profiles.get().pk}/")
    mine = sent(ada, address, text="Meine Fassung.")
    ada.post(address, sent(ada, address, text="Andere Fassung.", field=["ai"]))
    answer = ada.post(address, mine)
    page = shown(answer)
    assert "hat jemand dieses Profil geändert" in page
    assert "Andere Fassung." in page
    assert "Meine Fassung." in page
    assert horchlicht.profiles.get().text == "Andere Fassung."
    assert ada.post(address, held(answer)).status_code == 302
    assert horchlicht.profiles.get().text == "Meine Fassung."


def test_a_profile_deleted_meanwhile_is_made_anew_when_asked(horchlicht: Organisation, ada: Client) -> None:
    address = at(f"{horchlicht.profiles.get().pk}/")
    mine = sent(ada, address, text="Meine Fassung.")
    Profile.objects.all().delete()
    page = shown(ada.post(address, mine))
    assert "hat jemand dieses Profil gelöscht" in page
    assert "Meine Fassung." in page
    assert f'action="{at("new/")}"' in page
    assert not Profile.objects.exists()


@pytest.mark.parametrize("path", ["{}/", "new/", "organisation/", "references/new/"])
def test_what_is_typed_outlives_the_session(horchlicht: Organisation, ada: Client, path: str) -> None:
    address = at(path.format(horchlicht.profiles.get().pk))
    data = sent(ada, address, **{"title" if "references" in path else "name": "Lange getippt"})
    ada.logout()
    answer = ada.post(address, data)
    assert answer.headers["Location"].startswith("/account/login/?next=")
    login = {"login": "ada@example.org", "password": cast.PASSWORD, "next": address}
    assert ada.post("/account/login/", login).headers["Location"] == address
    assert "Lange getippt" in shown(ada.get(address))
    assert "Lange getippt" not in shown(ada.get(address))


def test_the_effect_says_that_the_session_has_ended(horchlicht: Organisation) -> None:
    page = effect(Client(), f"{horchlicht.profiles.get().pk}/effect/", {"text": "x"})
    assert "Sie sind abgemeldet" in page
    assert page == effect(Client(), "999999/effect/", {"text": "x"})


def test_a_second_profile_is_made_read_and_deleted(horchlicht: Organisation, ada: Client) -> None:
    data = sent(ada, at("new/"), name="Zweites", text=DRONES)
    answer = ada.post(at("new/"), data)
    made = horchlicht.profiles.get(name="Zweites")
    assert answer.headers["Location"] == at(f"{made.pk}/")
    assert made.visibility == "members"
    assert "Zweites" in shown(ada.get(at()))
    assert "„Zweites“ löschen?" in shown(ada.get(at(f"{made.pk}/delete/")))
    assert ada.post(at(f"{made.pk}/delete/")).headers["Location"] == at()
    assert not horchlicht.profiles.filter(name="Zweites").exists()


def test_a_profile_goes_out_as_a_file_and_comes_back(horchlicht: Organisation, ada: Client) -> None:
    profile = horchlicht.profiles.get()
    Profile.objects.update(regions=["DEA", "DEA2"], countries=["AT"], value_min=50_000)
    answer = ada.get(at(f"{profile.pk}/file/"))
    assert "attachment" in answer.headers["Content-Disposition"]
    file = SimpleUploadedFile("drohnen.toml", answer.content)
    answer = ada.post(at("new/file/"), {"file": file})
    assert "Das Formular ist aus drohnen.toml ausgefüllt" in shown(answer)
    assert ada.post(at("new/"), held(answer)).status_code == 302
    made = horchlicht.profiles.get(name="drohnen")
    profile.refresh_from_db()
    for name in ("text", "fields", "regions", "countries", "value_min", "value_max"):
        assert getattr(made, name) == getattr(profile, name)


def test_a_bad_file_is_refused_with_a_sentence(ada: Client) -> None:
    file = SimpleUploadedFile("schlecht.toml", b"text = 5")
    assert "text ist „5“" in shown(ada.post(at("new/file/"), {"file": file}))
    assert "Es ist keine Datei gewählt" in shown(ada.post(at("new/file/"), {}))


def test_references_are_added_changed_and_deleted(horchlicht: Organisation, ada: Client) -> None:
    data = {"title": "Erprobung", "buyer": "Hafen", "year": "2024", "value": "1,5 Mio"}
    assert ada.post(at("references/new/"), data).status_code == 302
    made = horchlicht.references.get()
    assert (made.title, made.year, made.value) == ("Erprobung", 2024, 1_500_000)
    address = at(f"references/{made.pk}/")
    assert ada.post(address, sent(ada, address, buyer="Flughafen")).status_code == 302
    assert horchlicht.references.get().buyer == "Flughafen"
    assert "1949 liegt nicht zwischen 1950" in shown(ada.post(address, sent(ada, address, year="1949")))
    assert ada.get(f"{address}delete/").status_code == 200
    assert ada.post(f"{address}delete/").status_code == 302
    assert not horchlicht.references.exists()


def test_the_organisations_particulars_are_changed(horchlicht: Organisation, ada: Client) -> None:
    address = at("organisation/")
    mine = sent(ada, address, certificates="ISO 9001\n\nISO 27001; ISO 9001", turnover="800.000")
    other = sent(ada, address, city="Neustadt")
    assert ada.post(address, mine).status_code == 302
    stored = Organisation.objects.get()
    assert (stored.certificates, stored.turnover) == (["ISO 9001", "ISO 27001"], 800_000)
    assert "hat jemand das geändert" in shown(ada.post(address, other))
    assert Organisation.objects.get().city == "Mühlsteig"


def test_a_buyer_of_a_reference_counts_on_the_radar(horchlicht: Organisation, ada: Client) -> None:
    cast.stock(3)
    page = effect(ada, f"{horchlicht.profiles.get().pk}/effect/", sent(ada, at(f"{horchlicht.profiles.get().pk}/")))
    buyer = re.findall(r"<small>([^<]+)</small></span>", page)[-1]
    points = re.findall(r'effect-points">(\d+)', page)
    Reference.objects.create(organisation=horchlicht, title="Erprobung", buyer=buyer, year=2024)
    after = effect(ada, f"{horchlicht.profiles.get().pk}/effect/", sent(ada, at(f"{horchlicht.profiles.get().pk}/")))
    assert sum(map(int, re.findall(r'effect-points">(\d+)', after))) > sum(map(int, points))


def test_pages_would_pass_a_strict_content_policy(horchlicht: Organisation, ada: Client) -> None:
    for path in (*PAGES, f"{horchlicht.profiles.get().pk}/"):
        page = ada.get(at(path)).content.decode()
        assert not re.search(r"<script(?! src)|<style| style=| on\w+=", page)
