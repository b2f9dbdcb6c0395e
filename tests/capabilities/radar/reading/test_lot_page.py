"""The page of a lot: complete, in the reader's words, held against her organisation, and linked to what is near."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startpunkt.capabilities.radar.models import Dismissal, Lot, Notice, Pursuit
from startpunkt.foundation.actors.models import Profile
from tests import cast
from tests.capabilities.radar.reading.papers import TITLE, award, call, criterion, lot, offered_lot

Counted = Callable[[int], AbstractContextManager[Any]]


def text_of(client: Client, address: str, language: str = "de") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_lot_says_all_that_its_notice_says_of_it(client: Client, db: None) -> None:
    found = offered_lot(
        lot("LOT-0001", value=250_000, terms=criterion("Zertifikat nach ISO 9001.")), lot("LOT-0002", {"de": "Masten"})
    )
    page = text_of(client, reverse("radar:lot", args=[found.pk]))
    assert "<h1" in page and "Empfänger zum Orten kleiner Drohnen</h1>" in page
    for words in ("31. März 2099, 12:00 Uhr", "250.000 EUR", "38000000", "Zertifikat nach ISO 9001.", "Los 1 von 2"):
        assert words in page
    assert 'href="/buyers/?name=Amt%20f%C3%BCr%20Beispiele&country=DE"' in page
    assert "Masten" not in page


def test_siblings_are_one_click_away(client: Client, db: None) -> None:
    offered_lot(*(lot(f"LOT-{number:04}", {"de": f"Los {number}"}) for number in range(1, 4)))
    first, second, third = Lot.objects.order_by("position")
    page = text_of(client, f"/lots/{second.pk}/")
    assert re.findall(r'rel="(prev|next)" href="/lots/(\d+)/"', page) == [
        ("prev", str(first.pk)), ("next", str(third.pk)),
    ]  # fmt: skip
    assert 'rel="prev"' not in text_of(client, f"/lots/{first.pk}/")
    assert 'rel="next"' not in text_of(client, f"/lots/{third.pk}/")


def test_texts_are_read_in_the_language_that_is_chosen(client: Client, db: None) -> None:
    texts = {"pl": "Opis po polsku", "en": "Description in English", "el": "Περιγραφή στα ελληνικά"}
    found = offered_lot(lot(description=texts))
    page = text_of(client, f"/lots/{found.pk}/")
    assert "Description in English" in page and "Opis po polsku" not in page
    assert [code for code in re.findall(r'href="\?text=(\w\w)"', page)] == ["de", "pl", "en", "el"]
    greek = text_of(client, f"/lots/{found.pk}/?text=el")
    assert '<p class="text" lang="el">Περιγραφή στα ελληνικά</p>' in greek
    assert "Description in English" in text_of(client, f"/lots/{found.pk}/?text=<script>")


def test_a_superseded_lot_leads_to_its_newest_version(client: Client, db: None) -> None:
    cast.offer(call(1, lot(), lot("LOT-0002")))
    cast.offer(call(1, lot(), version="02"))
    old, gone = Lot.objects.filter(newest=False).order_by("position")
    new = Lot.objects.get(newest=True)
    assert f'href="/lots/{new.pk}/"' in text_of(client, f"/lots/{old.pk}/")
    assert "enthält es nicht mehr" in text_of(client, f"/lots/{gone.pk}/")
    assert "ältere Fassung" not in text_of(client, f"/lots/{new.pk}/")


def test_conditions_are_held_against_the_organisation_of_a_member_only(client: Client, db: None) -> None:
    home = cast.organisation("Horchlicht")
    home.certificates, home.turnover = ["ISO 9001"], 400_000
    home.save()
    terms = criterion("Zertifikat nach ISO 9001.") + criterion(
        "Jahresumsatz von mindestens 1.000.000 EUR.", "slc-stand-to-gen"
    )
    found = offered_lot(lot(terms=terms))
    assert "Erfüllt" not in text_of(client, f"/lots/{found.pk}/?for=horchlicht")
    client.force_login(cast.person("Ada", home))
    page = text_of(client, f"/lots/{found.pk}/")
    assert "Liegt vor: ISO 9001." in page
    assert "Ihr Umsatz von 400.000 EUR liegt unter 1.000.000 EUR." in page
    assert "1 erfüllt" in page and "1 nicht erfüllt" in page


def test_an_award_of_the_procedure_stands_with_the_lot(client: Client, db: None) -> None:
    found = offered_lot()
    cast.offer(award(1))
    page = text_of(client, f"/lots/{found.pk}/")
    assert "Adler Optik GmbH" in page and "90.000 EUR" in page and "3 Angebote" in page
    assert "100 Tage später" in page


def test_similar_lots_are_open_and_of_other_notices(client: Client, db: None) -> None:
    past = ("2020-03-31+02:00", "12:00:00+02:00")
    cast.offer(
        call(1, lot(), lot("LOT-0002", {"de": "Empfänger zum Orten"})),
        call(2, lot(title={"de": "Ortung kleiner Drohnen mit Empfängern"})),
        call(3, lot(title={"de": "Empfänger zum Orten großer Drohnen"}, deadline=past)),
    )
    found = Lot.objects.filter(notice__file="call-1-01.xml").order_by("position")[0]
    page = text_of(client, f"/lots/{found.pk}/")
    assert "Ortung kleiner Drohnen mit Empfängern" in page
    assert "großer Drohnen" not in page
    assert page.count("Empfänger zum Orten</a>") == 0


def test_members_keep_dismiss_and_take_back(client: Client, db: None) -> None:
    home = cast.organisation("Horchlicht")
    client.force_login(cast.person("Ada", home))
    found = offered_lot()
    page = text_of(client, f"/lots/{found.pk}/?for=horchlicht")
    assert "Vormerken" in page
    key = {"source": found.notice.source, "notice_id": found.notice.notice_id, "lot_id": found.lot_id}
    Pursuit.objects.create(organisation=home, title="x", stage="preparing", **key)
    assert "Angebot in Arbeit" in text_of(client, f"/lots/{found.pk}/?for=horchlicht")
    Dismissal.objects.create(profile=Profile.objects.get(), reason="place", **key)
    assert "Beiseitegelegt: Nicht an diesem Ort" in text_of(client, f"/lots/{found.pk}/?for=horchlicht")


def test_nothing_of_an_organisation_is_shown_to_others(client: Client, db: None) -> None:
    hidden = cast.organisation("Stillwerk", Profile.Visibility.MEMBERS)
    found = offered_lot()
    key = {"source": found.notice.source, "notice_id": found.notice.notice_id, "lot_id": found.lot_id}
    Pursuit.objects.create(organisation=hidden, title="x", stage="preparing", **key)
    client.force_login(cast.person("Charlie", cast.organisation("Horchlicht")))
    page = text_of(client, f"/lots/{found.pk}/?for=stillwerk")
    assert "Stillwerk" not in page and "Angebot in Arbeit" not in page


def test_texts_are_escaped_and_keep_their_lines(client: Client, db: None) -> None:
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt;\nsecond line &amp; more"
    found = offered_lot(lot(title={"de": hostile}, description={"de": hostile}, terms=criterion(hostile)))
    for address in (f"/lots/{found.pk}/", f"/notices/{found.notice_id}/", f"/lots/compare/?lot={found.pk}"):
        answer = client.get(address).content.decode()
        assert "<script>" not in answer
        assert "&lt;script&gt;alert(1)&lt;/script&gt;\nsecond line &amp; more" in answer


@pytest.mark.parametrize("pk", ["999999", "9" * 19, "9" * 30])
def test_a_lot_that_is_missing(client: Client, db: None, pk: str) -> None:
    assert client.get(f"/lots/{pk}/").status_code == 404


@pytest.mark.parametrize("query", ["for=%00", "for=nothing&profile=99999999999999999999", "text=%00", "profile=x"])
def test_odd_addresses_show_the_lot(client: Client, db: None, query: str) -> None:
    assert "Orten kleiner Drohnen" in text_of(client, f"/lots/{offered_lot().pk}/?{query}")


@pytest.mark.parametrize("count", [4, 40])
def test_a_lot_asks_as_often_among_four_lots_as_among_many(
    client: Client, db: None, count: int, django_assert_num_queries: Counted
) -> None:
    home = cast.organisation("Horchlicht")
    client.force_login(cast.person("Ada", home))
    lots = [lot(f"LOT-{number:04}", {"de": f"{TITLE['de']} {number}"}) for number in range(count)]
    cast.offer(*(call(number, *lots) for number in range(1, 1 + count // 2)))
    found = Lot.objects.order_by("pk")[1]
    client.get(f"/lots/{found.pk}/")
    with django_assert_num_queries(LOT_QUERIES):
        client.get(f"/lots/{found.pk}/?for=horchlicht")
    assert Notice.objects.count() == count // 2


LOT_QUERIES = 19
