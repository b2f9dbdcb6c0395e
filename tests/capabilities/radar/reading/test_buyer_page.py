"""A buyer's page: what was bought, from whom, when, and how long it took."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.capabilities.radar.reading.papers import award, call

Counted = Callable[[int], AbstractContextManager[Any]]
ADDRESS = "/buyers/?name=Amt%20für%20Beispiele&country=DE"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_buyer_shows_what_is_open_and_what_was_awarded(client: Client, db: None) -> None:
    cast.offer(call(1), call(2, on="2026-01-10"), award(2, on="2026-03-01"), award(3, winner="Biber Boote AS"))
    page = text_of(client, ADDRESS)
    assert "<strong>2</strong> <span>offene Lose" in page
    assert "<strong>2</strong> <span>vergebene Lose" in page
    assert "Adler Optik GmbH" in page and "Biber Boote AS" in page
    assert "<strong>50</strong> <span>Tage vom Aufruf bis zum Zuschlag" in page


def test_values_are_added_up_by_year_in_euro_only(client: Client, db: None) -> None:
    cast.offer(
        award(1, 100_000, on="2025-05-01"),
        award(2, 50_000, on="2026-02-01"),
        award(3, 70_000, on="2026-03-01"),
        award(4, 999_999, "PLN", on="2026-03-01"),
        award(5, 1, on="2026-03-01"),
    )
    page = text_of(client, ADDRESS)
    chart = page[page.index('class="bar-chart"') :]
    assert "100.000 EUR" in chart and "120.000 EUR" in chart
    assert chart.index("2025") < chart.index("2026")
    assert "3 vergebene Aufträge mit einem Wert in Euro" in chart


def test_spellings_of_a_name_are_one_buyer_and_countries_are_not(client: Client, db: None) -> None:
    cast.offer(call(1), call(2, buyer="AMT  FÜR BEISPIELE"), call(3, buyer="Anderes Amt"))
    page = text_of(client, "/buyers/?name=amt%20f%C3%BCr%20beispiele")
    assert "<strong>2</strong> <span>offene Lose" in page
    assert "Anderes Amt" not in page
    assert client.get("/buyers/?name=amt%20für%20beispiele&country=PL").status_code == 404


@pytest.mark.parametrize("query", ["", "?name=", "?name=Niemand", "?name=%00", "?country=DE", f"?name={'x' * 6000}"])
def test_a_buyer_that_is_missing(client: Client, db: None, query: str) -> None:
    cast.offer(call(1))
    assert client.get(f"/buyers/{query}").status_code == 404


@pytest.mark.parametrize("count", [2, 60])
def test_a_buyer_of_many_asks_as_often_as_one_of_few(
    client: Client, db: None, count: int, django_assert_num_queries: Counted
) -> None:
    cast.offer(*(call(number) for number in range(count)), *(award(number) for number in range(count)))
    with django_assert_num_queries(BUYER_QUERIES):
        client.get(ADDRESS)


BUYER_QUERIES = 10
