"""Up to four lots side by side."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Lot
from tests import cast
from tests.capabilities.radar.reading.papers import call, criterion, lot

Counted = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def lots(db: None) -> list[int]:
    cast.organisation("Horchlicht")
    cast.offer(*(call(number, lot(terms=criterion(f"Bedingung {number}."))) for number in range(1, 7)))
    return list(Lot.objects.order_by("pk").values_list("pk", flat=True))


def compared(client: Client, query: str) -> list[int]:
    answer = client.get(f"/lots/compare/?{query}")
    assert answer.status_code == 200
    return [int(pk) for pk in re.findall(r'scope="col"><a href="/lots/(\d+)/', answer.content.decode())]


def test_four_lots_are_compared_in_their_order(client: Client, lots: list[int]) -> None:
    one, two, three, four, five, _ = lots
    assert compared(client, f"lot={three}&lot={one}") == [three, one]
    assert compared(client, f"lot={one}&lot={one}&lot=x&lot=999999&lot={'9' * 30}&lot={two}") == [one, two]
    assert compared(client, "&".join(f"lot={pk}" for pk in lots)) == [one, two, three, four]
    assert five not in compared(client, "&".join(f"lot={pk}" for pk in lots))


def test_rows_hold_what_the_lots_say(client: Client, lots: list[int]) -> None:
    page = client.get(f"/lots/compare/?lot={lots[0]}&lot={lots[1]}&for=horchlicht").content.decode()
    assert "Bedingung 1." in page and "Bedingung 2." in page and "Bedingung 3." not in page
    assert page.count('class="score"') == 2
    assert f'href="?lot={lots[1]}&amp;for=horchlicht"' in page


def test_nothing_chosen_says_what_to_do(client: Client, lots: list[int]) -> None:
    assert "Kreuzen Sie" in client.get("/lots/compare/").content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_four_lots_ask_as_often_as_one(
    client: Client, lots: list[int], count: int, django_assert_num_queries: Counted
) -> None:
    with django_assert_num_queries(COMPARE_QUERIES):
        client.get("/lots/compare/?for=horchlicht&" + "&".join(f"lot={pk}" for pk in lots[:count]))


COMPARE_QUERIES = 11
