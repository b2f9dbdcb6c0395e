"""The search page and its suggestions: what stands in the address, what is shown, how many questions the store gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Lot
from tests import cast
from tests.capabilities.radar.invented import eforms

Counted = Callable[[int], AbstractContextManager[Any]]

pytestmark = pytest.mark.usefixtures("stored", "db")


def page(client: Client, language: str = "de", **asked: Any) -> str:
    answer = client.get(f"/search/?{urlencode(asked, doseq=True)}", headers={"accept-language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def titles(text: str) -> list[str]:
    return [re.sub("<[^>]+>", "", found) for found in re.findall(r'<h2 id="hit-\d+">(.*?)</h2>', text)]


def counts(text: str, facet: str) -> dict[str, int]:
    found = re.findall(rf'name="{facet}" value="([^"]*)".*?class="count">(\d+)<', text)
    return {value: int(count) for value, count in found}


def test_nothing_asked_is_answered_with_what_can_be_asked(client: Client) -> None:
    for language, heading in (("de", "Wonach Sie suchen können"), ("en", "What you can look for")):
        assert heading in page(client, language)
        assert heading in page(client, language, q="  ")


def test_hits_are_marked_and_explained(client: Client) -> None:
    text = page(client, q="Abwehr")
    assert titles(text) == ["Drohnenabwehr am Flugplatz"]
    assert "<mark>Drohnenabwehr</mark>" in text and "„Abwehr“ als" in text


def test_a_mended_word_is_said_with_the_way_to_search_literally(client: Client) -> None:
    text = page(client, q="Kantnie")
    assert "Ergebnisse für <b>kantine</b> statt „Kantnie“" in text
    literally = re.search(r'href="(\?[^"]*literal=1[^"]*)"', text)
    assert literally
    answer = unescape(client.get(f"/search/{literally[1]}").content.decode())
    assert titles(answer) == [] and "Wörtlich gesucht" in answer


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    answer = client.get("/search/", {"q": '<script>alert(1)</script> "<b>'}).content.decode()
    assert "<script>alert" not in answer and "<b>'" not in answer


def test_facets_count_what_the_others_leave(client: Client) -> None:
    text = page(client, q="38*")
    assert counts(text, "buyer")["Stadt Mühlsteig"] == 2
    narrowed = page(client, q="38*", buyer="Stadt Mühlsteig")
    assert sorted(titles(narrowed)) == ["Gebäudereinigung", "Überwachungskameras"]
    assert counts(narrowed, "buyer") == counts(text, "buyer")
    both = page(client, q="38*", buyer=["Stadt Mühlsteig", "Landratsamt Tannreuth"], sort="date")
    assert len(titles(both)) == 3 and "Auftraggeber: Landratsamt Tannreuth" in both


def test_too_narrow_offers_the_way_back(client: Client) -> None:
    text = page(client, q="Kantine", state="closed")
    assert titles(text) == [] and "Ohne Filter suchen" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "x" * 10_000},
        {"q": "\x00"},
        {"q": "' & !!( <-> :*"},
        {"q": "Kantine", "page": "9" * 30, "sort": "x", "country": "'; --", "year": "0000", "buyer": "\x00" * 600},
        {"q": "Kantine", "page": "40"},
        {"q": "Kantine", "year": "²²²²", "kind": "x", "field": "alchemy", "state": ["open", "closed"]},
    ],
)
def test_any_address_is_answered(client: Client, asked: dict[str, Any]) -> None:
    page(client, **asked)


def test_where_words_find_little_meaning_adds_and_says_so(client: Client) -> None:
    text = page(client, q="Mahlzeiten für Angestellte")
    assert "Ähnlich im Sinn" in text and "Kantine" in text.partition('id="kindred"')[2]
    assert "Ähnlich im Sinn" not in page(client, q="xqzvk")
    assert "Ähnlich im Sinn" not in page(client, q="Mahlzeiten", literal="1")


def test_a_notice_is_one_hit_however_many_of_its_lots_fit(client: Client) -> None:
    lot = Lot.objects.select_related("notice").filter(newest=True, title__de="Kantine").get()
    Lot.objects.create(
        **{field.name: getattr(lot, field.name) for field in Lot._meta.fields if field.name != "id"} | {"position": 9}
    )
    text = page(client, q="Mittagstisch")
    assert titles(text) == ["Kantine"] and "1 weiteres Los dieser Bekanntmachung passt" in text


def test_more_hits_need_no_more_queries(client: Client, django_assert_num_queries: Counted) -> None:
    page(client, q="Kantine")
    with django_assert_num_queries(9):
        page(client, q="Geräte 38000000", literal="1")
    cast.offer(*((f"{n}.xml", eforms(n, title=f"Messgeräte {n}", description="Geräte.")) for n in range(100, 130)))
    page(client, q="Kantine")
    with django_assert_num_queries(9):
        text = page(client, q="Geräte 38000000", literal="1")
    assert len(titles(text)) == 20
    assert len(titles(page(client, q="Geräte 38000000", page=2))) == 11


SUGGESTED = [
    ("droh", ["Drohnenabwehr", "am", "Flugplatz"][0].lower()),
    ("Kantine schlau", "Kantine schlauchboote"),
    ("kantnie", "kantine"),
    ("stadt müh", "Stadt Mühlsteig"),
    ("muehl", "Stadt Mühlsteig"),
]


@pytest.mark.parametrize(("typed", "query"), SUGGESTED)
def test_suggestions_go_on_from_what_is_typed(client: Client, typed: str, query: str) -> None:
    text = unescape(client.get("/search/suggest/", {"q": typed}).content.decode())
    assert query in re.findall(r'data-query="([^"]*)"', text)


@pytest.mark.parametrize("typed", ["", "a", "\x00", "x" * 5_000, "'\"<>&", "- -", "3561", "123-", "qqqq"])
def test_any_beginning_is_answered(client: Client, typed: str) -> None:
    assert client.get("/search/suggest/", {"q": typed}).status_code == 200
    assert client.post("/search/suggest/").status_code == 405
