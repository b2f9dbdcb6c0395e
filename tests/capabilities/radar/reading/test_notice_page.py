"""The page of a notice: its lots side by side, whatever their number."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Lot, Notice
from startpunkt.capabilities.radar.reading.shown import official_address
from startpunkt.capabilities.radar.reading.texts import passage
from startpunkt.core.notices import model
from startpunkt.foundation.actors.models import Profile
from tests import cast
from tests.capabilities.radar.reading.papers import award, call, lot, offered_notice

Counted = Callable[[int], AbstractContextManager[Any]]


def text_of(client: Client, address: str, language: str = "de") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def lines(page: str) -> list[str]:
    """The ids of the lots in the table."""
    return re.findall(r'aria-label="(LOT-\d+)"', page)


@pytest.mark.parametrize(("language", "words"), [("de", "Was im Weg steht"), ("en", "What stands in the way")])
def test_a_notice_speaks_the_readers_language(client: Client, db: None, language: str, words: str) -> None:
    cast.stock(4)
    pages = [text_of(client, f"/notices/{notice.pk}/", language) for notice in Notice.objects.all()]
    assert len(pages) == 4
    assert any(words in page for page in pages)


def test_a_notice_does_not_tell_that_a_hidden_organisation_exists(client: Client, db: None) -> None:
    cast.organisation("Stillwerk", Profile.Visibility.MEMBERS)
    page = text_of(client, f"/notices/{offered_notice().pk}/?for=stillwerk")
    assert "Radar: Stillwerk" not in page


@pytest.mark.parametrize("count", [2, 600])
def test_many_lots_are_shown_by_the_hundred(
    client: Client, db: None, count: int, django_assert_num_queries: Counted
) -> None:
    notice = offered_notice(*(lot(f"LOT-{number:04}", value=number) for number in range(1, count + 1)))
    with django_assert_num_queries(NOTICE_QUERIES):
        answer = client.get(f"/notices/{notice.pk}/")
    assert len(answer.content) < 150_000
    assert lines(answer.content.decode()) == [f"LOT-{number:04}" for number in range(1, min(count, 100) + 1)]
    last = text_of(client, f"/notices/{notice.pk}/?page=6")
    assert lines(last)[-1] == f"LOT-{count:04}"


NOTICE_QUERIES = 5


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mast", ["LOT-0002"]),
        ("MAST stahl", ["LOT-0002"]),
        ("lot-0001", ["LOT-0001"]),
        ("38000000", ["LOT-0001", "LOT-0002"]),
        ("nirgends", []),
        ("%00", []),
    ],
)
def test_the_quick_filter_finds_lots_by_all_its_words(client: Client, db: None, query: str, found: list[str]) -> None:
    notice = offered_notice(lot("LOT-0001"), lot("LOT-0002", {"de": "Masten"}, {"de": "aus Stahl"}))
    page = text_of(client, f"/notices/{notice.pk}/?q={query}")
    assert lines(page) == found
    assert ("Alle Lose zeigen" in page) == (not found)


def test_each_lot_shows_its_fit_for_the_readers_organisation(client: Client, db: None) -> None:
    cast.organisation("Horchlicht")
    notice = offered_notice(lot("LOT-0001"), lot("LOT-0002", {"de": "Reinigung von Büros"}, {"de": "Teppiche"}))
    page = text_of(client, f"/notices/{notice.pk}/?for=horchlicht")
    first, second = (int(points) for points in re.findall(r'</th><td class="number">(\d+)</td>', page))
    assert first > second


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 30])
def test_odd_pages_show_lots(client: Client, db: None, page: str) -> None:
    notice = offered_notice(lot("LOT-0001"), lot("LOT-0002"))
    assert len(lines(text_of(client, f"/notices/{notice.pk}/?page={page}"))) == 2


def test_a_lot_of_many_has_a_page_of_its_own(client: Client, db: None) -> None:
    notice = offered_notice(lot("LOT-0001"), lot("LOT-0002"))
    second = Lot.objects.get(lot_id="LOT-0002")
    answer = client.get(f"/notices/{notice.pk}/?lot=LOT-0002&for=horchlicht")
    assert (answer.status_code, answer["Location"]) == (302, f"/lots/{second.pk}/?for=horchlicht")
    for odd in ("LOT-0003", "%00", "x" * 5000):
        assert client.get(f"/notices/{notice.pk}/?lot={odd}").status_code == 200


def test_the_procedure_is_told_in_order_with_the_days_between(client: Client, db: None) -> None:
    cast.offer(call(1, on="2026-01-10"), award(1, on="2026-04-20"))
    page = text_of(client, f"/notices/{Notice.objects.get(kind='award').pk}/")
    told = page[page.index('class="timeline"') :]
    assert told.index("10. Januar 2026") < told.index("20. April 2026")
    assert "100 Tage später" in told
    assert told.index("diese Bekanntmachung") > told.index("20. April 2026")


def test_results_name_winners_and_tenders(client: Client, db: None) -> None:
    cast.offer(award(1))
    page = text_of(client, f"/notices/{Notice.objects.get().pk}/")
    assert "Adler Optik GmbH" in page and "3 Angebote" in page and "90.000 EUR" in page


@pytest.mark.parametrize("pk", ["999999", "9" * 30])
def test_a_notice_that_is_missing(client: Client, db: None, pk: str) -> None:
    assert client.get(f"/notices/{pk}/").status_code == 404


def notice_with(**fields: Any) -> model.Notice:
    return model.Notice(id="n", version="01", format="ted", form="2", kind="competition", **fields)


@pytest.mark.parametrize(
    ("url", "number", "address"),
    [
        ("https://notices.example/1", "12-2024", "https://notices.example/1"),
        ("javascript:alert(1)", None, None),
        ("javascript:alert(1)", "00012345-2024", "https://ted.europa.eu/de/notice/-/detail/12345-2024"),
        (None, "DEMO-000056-2026", None),
    ],
)
def test_the_official_address_is_a_web_address(url: str | None, number: str | None, address: str | None) -> None:
    assert official_address(notice_with(official_url=url, publication_number=number), "de") == address


@pytest.mark.parametrize(
    ("codes", "wanted", "language"),
    [
        (("pl", "en", "de"), ("", "de"), "de"),
        (("pl", "en"), ("", "de"), "en"),
        (("pl", "fr"), ("", "de"), "pl"),
        (("pl", "de"), ("pl", "de"), "pl"),
        (("pl", "de"), ("fr", "de"), "de"),
    ],
)
def test_the_chosen_language_comes_first_then_the_readers_then_english(
    codes: tuple[str, ...], wanted: tuple[str, ...], language: str
) -> None:
    found = passage({code: code for code in codes}, *wanted)
    assert found is not None and found.language == language
    assert passage({}, *wanted) is None
