"""The shell: who gets which start page, in which language, and what is answered when something is missing or broken."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.defaults import page_not_found, permission_denied, server_error

from startpunkt.foundation.actors.models import Profile
from tests import cast

Counted = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def hidden(db: None) -> None:
    """Bob's organisation, whose profile only its members may read."""
    cast.person("Bob", cast.organisation("Stillwerk", Profile.Visibility.MEMBERS))


def signed_in(name: str) -> Client:
    client = Client()
    assert (
        client.post("/account/login/", {"login": f"{name}@example.org", "password": cast.PASSWORD}).status_code == 302
    )
    return client


def test_without_organisations_the_start_page_says_what_to_do(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    assert "startpunkt demo" in page
    assert "startpunkt ingest" in page
    assert 'href="/account/login/"' in page


def test_a_stranger_is_told_what_this_is_and_which_radars_are_open(client: Client, hidden: None) -> None:
    cast.organisation("Horchlicht")
    page = client.get("/").content.decode()
    assert 'href="/organisations/horchlicht/radar/"' in page
    assert "Stillwerk" not in page


def test_who_works_for_one_organisation_comes_straight_to_its_radar(hidden: None) -> None:
    cast.organisation("Horchlicht")
    answer = signed_in("bob").get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/organisations/stillwerk/radar/")


def test_who_works_for_several_organisations_sees_them_first(db: None) -> None:
    cast.organisation("Horchlicht")
    cast.person("Bob", cast.organisation("Stillwerk", Profile.Visibility.MEMBERS), cast.organisation("Tonfang"))
    page = signed_in("bob").get("/").content.decode()
    assert page.index("Stillwerk") < page.index("Tonfang") < page.index("Horchlicht")
    assert page.count("Ihre Organisation") == 2


@pytest.mark.parametrize("count", [2, 30])
def test_the_start_page_asks_the_store_twice(
    client: Client, db: None, count: int, django_assert_num_queries: Counted
) -> None:
    for number in range(count):
        cast.organisation(f"Horchlicht{number}")
    with django_assert_num_queries(2):
        assert client.get("/").content.decode().count('class="card is-link"') == min(count, 24)


def test_many_organisations_are_offered_page_by_page(client: Client, db: None) -> None:
    for number in range(30):
        cast.organisation(f"Horchlicht{number:02}")
    first, second = (client.get(f"/?page={number}").content.decode() for number in (1, 2))
    assert ("Horchlicht23" in first, "Horchlicht24" in first, "1 bis 24 von 30" in first) == (True, False, True)
    assert ("Horchlicht23" in second, "Horchlicht29" in second, "25 bis 30 von 30" in second) == (False, True, True)


@pytest.mark.parametrize("number", ["0", "99", "x", "9" * 30])
def test_a_page_that_is_none_is_the_nearest(client: Client, db: None, number: str) -> None:
    cast.organisation("Horchlicht")
    assert "Horchlicht" in client.get(f"/?page={number}").content.decode()


@pytest.mark.parametrize(
    ("wanted", "heading"),
    [("de", "Was die Punktzahl bedeutet"), ("en", "What the score means"), ("fr", "Was die Punktzahl bedeutet")],
)
def test_pages_speak_the_readers_language_and_german_to_all_others(client: Client, wanted: str, heading: str) -> None:
    answer = client.get("/help/score", headers={"accept-language": wanted})
    assert f"<h1>{heading}</h1>" in answer.content.decode()
    assert answer.headers["Content-Language"] == ("en" if wanted == "en" else "de")


def test_the_language_switch_keeps_the_place(client: Client, db: None) -> None:
    answer = client.post("/i18n/setlang/", {"language": "en", "next": "/account/login/?next=/help/score"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/login/?next=/help/score")
    assert '<html lang="en"' in client.get("/account/login/").content.decode()


def test_the_language_switch_leads_nowhere_else(client: Client, db: None) -> None:
    answer = client.post("/i18n/setlang/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/account/login/", "Anmelden"),
        ("/account/signup/", "Konten legt der Betreiber an"),
        ("/account/password/reset/", "Neues Passwort setzen"),
        ("/account/password/reset/done/", "Sehen Sie in Ihr Postfach"),
        ("/account/password/reset/key/1-none/", "Dieser Link gilt nicht mehr"),
        ("/account/password/reset/key/done/", "Ihr neues Passwort gilt"),
        ("/account/inactive/", "Dieses Konto ist geschlossen"),
    ],
)
def test_account_pages_wear_the_shell(client: Client, db: None, address: str, heading: str) -> None:
    page = client.get(address).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert 'class="wordmark"' in page


def test_signing_in_leads_on_and_signing_out_back(hidden: None) -> None:
    client = signed_in("bob")
    assert "Abmelden" in client.get("/help/score").content.decode()
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert "Anmelden" in client.get("/help/score").content.decode()


def test_a_wrong_password_is_said_and_signs_nobody_in(client: Client, hidden: None) -> None:
    answer = client.post("/account/login/", {"login": "bob@example.org", "password": "wrong"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert "Abmelden" not in client.get("/help/score").content.decode()


def test_health(client: Client, db: None, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


@pytest.fixture
def broken_store(db: None) -> Iterator[None]:
    """Every statement fails, as when the server is gone."""

    def fail(*_: object) -> None:
        raise OperationalError("the server is gone")

    with connection.execute_wrapper(fail):
        yield


def test_health_of_a_broken_store(client: Client, broken_store: None) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})


@pytest.mark.parametrize(("language", "heading"), [("de", "Bei uns ist etwas"), ("en", "Something broke on our side")])
def test_the_page_for_failures_needs_no_store(broken_store: None, language: str, heading: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/", headers={"accept-language": language})
    assert answer.status_code == 500
    assert heading in answer.content.decode()


def test_each_error_page_shows_a_way_on(db: None) -> None:
    request = RequestFactory().get("/somewhere")
    with override("en"):
        pages = [
            page_not_found(request, Exception()),
            permission_denied(request, Exception()),
            server_error(request),
        ]
    assert [page.status_code for page in pages] == [404, 403, 500]
    assert all('class="button" href="/"' in page.content.decode() for page in pages)


def test_a_form_from_another_site_is_refused_with_a_way_on(hidden: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "bob@example.org", "password": cast.PASSWORD})
    assert answer.status_code == 403
    assert "Dieses Formular ist abgelaufen" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/help/score", "/account/login/", "/nowhere"])
def test_pages_pass_the_strict_content_policy(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy.split("; ")  # their order differs from process to process
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert page.count("<script") == page.count('<script src="/static/')
    for forbidden in ("<style", " style=", " onclick=", "http://", "https://"):
        assert forbidden not in page


@pytest.mark.parametrize("name", ["startpunkt.js", "favicon.svg", "fonts/geist-latin.woff2"])
def test_static_files_come_with_the_package(client: Client, name: str) -> None:
    answer = client.get(f"/static/design/{name}")
    assert answer.status_code == 200
    assert b"http" not in b"".join(answer).replace(b"http://www.w3.org/2000/svg", b"")  # type: ignore[arg-type]


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_the_style_sheet_is_one_file_that_browsers_keep(client: Client, packing: str) -> None:
    address = re.search(r'rel="stylesheet" href="(/startpunkt.css[^"]+)"', client.get("/help/score").content.decode())
    assert address
    answer = client.get(address[1], headers={"accept-encoding": packing})
    assert answer.headers.get("Content-Encoding", "") == packing
    assert "immutable" in answer.headers["Cache-Control"]
    rules = gzip.decompress(answer.content) if packing else answer.content
    assert rules.startswith(b"/* Every colour")
    for font in re.findall(rb'url\("([^"]+)"', rules):
        assert finders.find(font.decode().removeprefix("static/"))
