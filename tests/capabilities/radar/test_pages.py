"""The radar's pages: ranked lots, the notice behind each, and nothing for those who may not see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from startpunkt.capabilities.radar.models import Notice
from startpunkt.capabilities.radar.ranking.cards import RadarQuery, cards, opening, places_in_words, shown_deadline
from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.foundation.actors.models import Profile
from tests import cast

Counted = Callable[[int], AbstractContextManager[Any]]
NOON = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def horchlicht(db: None) -> None:
    cast.person("Ada", cast.organisation("Horchlicht"))


def text_of(client: Client, address: str, language: str = "de") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def shown_ranks(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'id="match-(\d+)"', page)]


def test_lots_are_listed_by_rank_with_reasons_quotes_and_deadline(client: Client, horchlicht: None) -> None:
    cast.stock(6)
    page = text_of(client, "/organisations/horchlicht/radar/")
    assert shown_ranks(page) == [1, 2, 3, 4, 5, 6]
    points = [int(found) for found in re.findall(r"<strong>(\d+)<span", page)]
    assert points == sorted(points, reverse=True)
    assert page.count("noch ") >= 6
    assert page.count("<blockquote") >= 6


@pytest.mark.parametrize("count", [1, 5])
def test_the_radar_asks_the_store_as_often_for_one_lot_as_for_five(
    client: Client, horchlicht: None, count: int, django_assert_num_queries: Counted
) -> None:
    cast.stock(count)
    client.get("/organisations/horchlicht/radar/")
    with django_assert_num_queries(RADAR_QUERIES):
        assert len(shown_ranks(text_of(client, "/organisations/horchlicht/radar/"))) == count


RADAR_QUERIES = 11


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


def test_the_country_filter_narrows_and_counts(client: Client, horchlicht: None) -> None:
    cast.stock(12)
    page = text_of(client, "/organisations/horchlicht/radar/")
    counts = {code: int(count) for code, count in COUNTRY_CHOICE.findall(page)}
    assert sum(counts.values()) == 12
    code, count = min(counts.items(), key=lambda item: item[1])
    narrowed = text_of(client, f"/organisations/horchlicht/radar/?country={code}")
    assert len(shown_ranks(narrowed)) == count
    assert f'value="{code}" checked' in narrowed


COUNTRY_CHOICE = re.compile(r'name="country" value="(\w\w)".*?<span class="count">(\d+)</span>')


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("", "keine ein offenes Los"), ("?country=LU", "In den ausgewählten Ländern ist kein Los offen")],
)
def test_an_empty_radar_says_what_to_do(client: Client, horchlicht: None, query: str, sentence: str) -> None:
    assert sentence in text_of(client, f"/organisations/horchlicht/radar/{query}")


@pytest.mark.parametrize(
    ("query", "countries", "limit"),
    [
        ("", (), 20),
        ("country=DE&country=PL&country=DE", ("DE", "PL"), 20),
        ("country=de&country='--&country=DEU&limit=40", (), 40),
        ("limit=100000", (), 20),
        ("limit=999", (), 100),
        ("limit=²", (), 20),
        ("limit=-5", (), 20),
    ],
)
def test_addresses_ask_for_what_makes_sense(query: str, countries: tuple[str, ...], limit: int) -> None:
    assert RadarQuery.of(QueryDict(query)) == RadarQuery(countries, limit)


def test_pages_pass_the_strict_content_policy(client: Client, horchlicht: None) -> None:
    cast.stock(2)
    for address in (
        "/organisations/horchlicht/radar/",
        f"/notices/{Notice.objects.order_by('pk')[0].pk}/",
    ):
        page = client.get(address).content.decode()
        assert not re.search(r"<script>|<style| style=| on\w+=", page)


@pytest.mark.parametrize(
    ("hours", "offset", "remaining", "buyers_time"),
    [
        (0.5, 1, "noch weniger als eine Stunde", None),
        (30, 1, "noch 30 Stunden", None),
        (12 * 24, 1, "noch 12 Tage", None),
        (12 * 24, 2, "noch 12 Tage", "14:00 Uhr (UTC+2)"),
        (12 * 24, -9, "noch 12 Tage", "03:00 Uhr (UTC−9)"),
        (12 * 24 - 12, -9, "noch 12 Tage", "Freitag, 23. Januar 2026, 15:00 Uhr (UTC−9)"),
        (-1, 1, "abgelaufen", None),
    ],
)
def test_deadlines_in_words(hours: float, offset: int, remaining: str, buyers_time: str | None) -> None:
    instant = NOON + timedelta(hours=hours)
    with override("de"):
        shown = shown_deadline(instant, instant.astimezone(timezone(timedelta(hours=offset))), NOON)
    assert (shown.remaining, shown.buyers_time) == (remaining, buyers_time)


def test_a_match_without_deadline_value_or_place_has_a_card() -> None:
    match = Match(
        1, 51.5, 8, 7, "n", None, "f.xml", "LOT-0001", "competition", None, "", None, None, (), None, None, None, None,
        (),
    )  # fmt: skip
    (card,) = cards([match], NOON)
    assert (card.points, card.deadline, card.value, card.places, card.strongest) == (52, None, "", "", ())


def test_places_leave_out_what_the_country_says() -> None:
    with override("en"):
        assert (
            places_in_words(("DE", "DE212", "PL", "FR101", "XX1"), "DE") == "Bavaria (DE212), Poland, France (FR101) +1"
        )


def test_a_profile_opens_with_its_first_sentences() -> None:
    assert opening("Kurz.") == ("Kurz.", "")
    first, rest = opening(cast.TEXT + " Wir suchen Aufträge.")
    assert f"{first} {rest}" == cast.TEXT + " Wir suchen Aufträge."
    assert first == cast.TEXT
