"""The radar's page: ranked cards, filters with counts in the address, pages, tabs, and nothing for the uninvited."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from startpunkt.capabilities.radar.memory import forget
from startpunkt.capabilities.radar.models import Lot, LotVector
from startpunkt.foundation.actors.models import Profile
from tests import cast

Counted = Callable[[int], AbstractContextManager[Any]]
RADAR = "/organisations/horchlicht/radar/"
STRANGERS_QUERIES = 18
MEMBERS_QUERIES = 24


@pytest.fixture
def ada(db: None) -> Client:
    """Ada, signed in, whose radar everyone may read."""
    client = Client()
    client.force_login(cast.person("Ada", cast.organisation("Horchlicht")))
    return client


def text_of(client: Client, address: str = RADAR, language: str = "de", **headers: str) -> str:
    answer = client.get(address, headers={"accept-language": language, **headers})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def shown_lots(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'data-lot="(\d+)"', page)]


def counts(page: str, name: str) -> dict[str, int]:
    """The numbers beside the choices of the filter ``name``."""
    pattern = rf'name="{name}" value="([^"]+)"[^>]*><span>[^<]*</span><span class="count">(\d+)</span>'
    return {value: int(count) for value, count in re.findall(pattern, page)}


def test_lots_are_listed_by_score_with_two_reasons_a_quote_and_a_deadline(ada: Client) -> None:
    cast.stock(6)
    page = text_of(ada)
    assert len(shown_lots(page)) == 6
    points = [int(found) for found in re.findall(r"<strong>(\d+)</strong><span class=\"hidden\"> von 100", page)]
    assert len(points) == 6
    assert points == sorted(points, reverse=True)
    assert page.count("noch ") >= 6
    assert page.count("<blockquote") >= 4
    reasons = re.findall(r'<ul class="radar-reasons".*?</ul>', page, flags=re.S)
    assert all(1 <= one.count("<li>") <= 2 for one in reasons)


@pytest.mark.parametrize(("language", "words"), [("de", "Warum steht das hier?"), ("en", "Why is this here?")])
def test_the_radar_speaks_the_readers_language(ada: Client, language: str, words: str) -> None:
    cast.stock(2)
    assert words in text_of(ada, language=language)


@pytest.mark.parametrize("count", [2, 40])
def test_the_radar_asks_the_store_as_often_for_two_lots_as_for_forty(
    ada: Client, client: Client, count: int, django_assert_num_queries: Counted
) -> None:
    cast.stock(count)
    for reader, queries in ((client, STRANGERS_QUERIES), (ada, MEMBERS_QUERIES)):
        text_of(reader)
        forget()
        with django_assert_num_queries(queries):
            assert len(shown_lots(text_of(reader))) == min(count, 10)


def test_hidden_and_missing_radars_answer_alike(client: Client, db: None) -> None:
    cast.person("Bob", cast.organisation("Stillwerk", Profile.Visibility.MEMBERS))
    hidden, missing = client.get("/organisations/stillwerk/radar/"), client.get("/organisations/nothing11/radar/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert without_token(hidden.content).replace("stillwerk", "nothing11") == without_token(missing.content)


def without_token(page: bytes) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"\w+"', "", page.decode())


def test_members_open_their_hidden_radar(client: Client, db: None) -> None:
    client.force_login(cast.person("Bob", cast.organisation("Stillwerk", Profile.Visibility.MEMBERS)))
    assert "Stillwerk" in text_of(client, "/organisations/stillwerk/radar/")


def test_a_stranger_is_shown_the_way_in_and_no_forms(client: Client, ada: Client) -> None:
    cast.stock(2)
    page = text_of(client)
    assert 'href="/account/login/?next=/organisations/horchlicht/radar/"' in page
    assert "radar/dismiss/" not in page
    assert "radar/dismiss/" in text_of(ada)


def test_each_filter_shows_as_many_lots_as_it_promises(ada: Client) -> None:
    cast.stock(15)
    page = text_of(ada)
    for name in ("country", "region", "field", "value"):
        value, count = min(counts(page, name).items(), key=lambda choice: choice[1])
        narrowed = text_of(ada, f"{RADAR}?{name}={value}")
        assert f"{count} offene" in narrowed
        assert f'value="{value}" id="{name}-{value}" checked' in narrowed
        assert 0 < len(shown_lots(narrowed)) <= count


def test_what_is_on_can_be_taken_off_one_by_one_or_all_at_once(ada: Client) -> None:
    cast.stock(3)
    page = text_of(ada, f"{RADAR}?country=DE&due=30&defence=1&sort=deadline")
    chips = re.findall(r'<a class="chip"[^>]*href="([^"]+)"', page)
    assert set(chips) == {
        f"{RADAR}?due=30&country=DE&sort=deadline",
        f"{RADAR}?due=30&defence=1&sort=deadline",
        f"{RADAR}?country=DE&defence=1&sort=deadline",
    }
    assert f'id="reset" href="{RADAR}?sort=deadline"' in page


def test_the_kinds_can_be_chosen_once_closed_lots_are_shown(ada: Client) -> None:
    cast.offer(*cast_any(20))
    assert counts(text_of(ada), "kind") == {}
    page = text_of(ada, f"{RADAR}?state=all")
    offered = counts(page, "kind")
    assert set(offered) >= {"competition", "award"}
    awards = text_of(ada, f"{RADAR}?kind=award")
    assert f"{offered['award']} Lo" in awards
    kinds = set(Lot.objects.filter(pk__in=shown_lots(awards)).values_list("kind", flat=True))
    assert kinds == {"award"}


def cast_any(count: int) -> list[tuple[str, bytes]]:
    """Some notices of the demo, of all kinds."""
    from datetime import UTC, datetime
    from itertools import islice

    from startpunkt.capabilities.radar.demo.generator import notices

    return list(islice(notices(1, datetime.now(UTC).date()), count))


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("deadline", lambda lot: lot.deadline),
        ("newest", lambda lot: -lot.seen_at.timestamp()),
        ("value", lambda lot: -(lot.value if lot.value is not None and lot.currency == "EUR" else -1)),
    ],
)
def test_the_best_lots_are_put_in_order(ada: Client, sort: str, order: Callable[[Lot], Any]) -> None:
    cast.stock(9)
    lots = Lot.objects.in_bulk(shown_lots(text_of(ada, f"{RADAR}?sort={sort}")))
    shown = [lots[pk] for pk in shown_lots(text_of(ada, f"{RADAR}?sort={sort}"))]
    assert len(shown) == 9
    assert [order(lot) for lot in shown] == sorted(order(lot) for lot in shown)


def test_the_radar_is_leafed_through_by_the_address(ada: Client) -> None:
    cast.stock(25)
    pages = [text_of(ada, f"{RADAR}?page={number}") for number in (1, 2, 3)]
    lots = [shown_lots(page) for page in pages]
    assert [len(one) for one in lots] == [10, 10, 5]
    assert len({lot for one in lots for lot in one}) == 25
    assert 'rel="next" href="/organisations/horchlicht/radar/?page=3"' in pages[1]
    assert 'rel="prev"' not in pages[0]
    assert 'rel="next"' not in pages[2]
    assert shown_lots(text_of(ada, f"{RADAR}?page=9")) == lots[2]


def test_htmx_gets_what_changes_and_the_address_that_belongs_to_it(ada: Client) -> None:
    cast.stock(3)
    answer = ada.get(f"{RADAR}?due=&value=nonsense&country=DE&state=open", headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="radar"')
    assert answer.headers["HX-Push-Url"] == f"{RADAR}?country=DE"
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("", "keine ein offenes Los"), ("?country=LU", "Kein Los erfüllt alle diese Filter.")],
)
def test_an_empty_radar_says_what_to_do(client: Client, ada: Client, query: str, sentence: str) -> None:
    assert sentence in text_of(client, f"{RADAR}{query}")


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?profile=" + "9" * 40,
        "?lot=x&lot=%00",
        "?country=%FF&region=%00",
        "?due=1e9",
        "?profile=99999999999",
    ],
)
def test_nonsense_in_the_address_is_ignored(ada: Client, query: str) -> None:
    cast.stock(1)
    assert len(shown_lots(text_of(ada, RADAR + query))) == 1


def test_several_profiles_have_a_tab_each(ada: Client) -> None:
    cast.stock(3)
    first = Profile.objects.get()
    assert 'class="tabs"' not in text_of(ada)
    other = Profile.objects.create(
        organisation=first.organisation, name="Werkstoffe", text="Wir brennen keramische Panzerplatten.",
        visibility=Profile.Visibility.PUBLIC,
    )  # fmt: skip
    page = text_of(ada, f"{RADAR}?profile={other.pk}&country=DE")
    assert f'href="{RADAR}?profile={other.pk}&country=DE" aria-current="page">Werkstoffe' in page
    assert f'href="{RADAR}?country=DE">Horchlicht' in page
    assert "keramische Panzerplatten" in page


def test_a_lot_that_came_since_the_last_visit_is_marked_new(ada: Client) -> None:
    cast.stock(3)
    old = Lot.objects.order_by("pk")[0]
    for rows in (Lot.objects.filter(pk=old.pk), LotVector.objects.filter(lot=old)):
        rows.update(seen_at=old.seen_at - timedelta(days=30))
    page = text_of(ada)
    assert page.count('<span class="badge is-accent">Neu</span>') == 2
    assert old.pk not in shown_lots(text_of(ada, f"{RADAR}?new=1"))
    assert len(shown_lots(text_of(ada, f"{RADAR}?new=1"))) == 2


def test_the_page_is_light_and_passes_a_strict_content_policy(ada: Client) -> None:
    cast.stock(20)
    page = ada.get(RADAR).content
    assert len(page) < 90_000
    assert not re.search(r"<script(?! [^>]*src=)|<style| style=| on\w+=", page.decode())
