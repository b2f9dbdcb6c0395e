"""Why is this here: every piece of evidence with its points, and what would make the lot fit better."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Lot
from startpunkt.foundation.actors.models import Organisation, Profile, Reference
from tests import cast
from tests.capabilities.radar.ranking.test_radar_page import RADAR, Counted, shown_lots, text_of


@pytest.fixture
def ada(db: None) -> Client:
    cast.stock(6)
    client = Client()
    client.force_login(cast.person("Ada", cast.organisation("Horchlicht")))
    return client


def why(client: Client, lot: int, **headers: str) -> str:
    return text_of(client, f"{RADAR}lots/{lot}/why/", **headers)


def points_of(page: str) -> tuple[float, float, list[float]]:
    """The score, what every lot starts with, and what the lines add or take."""
    head = re.search(r"<strong>([\d,]+) Punkte</strong> von 100\. Jedes Los beginnt bei ([\d,]+)", page)
    assert head is not None
    lines = re.findall(r'class="radar-weight"><span><b>([+−])([\d,]+)</b>', page)
    number = [float(text.replace(",", ".")) for text in head.groups()]
    return number[0], number[1], [float(f"{sign.replace('−', '-')}{size.replace(',', '.')}") for sign, size in lines]


def test_the_points_of_all_evidence_add_up_to_the_score(ada: Client) -> None:
    for lot in shown_lots(text_of(ada)):
        page = why(ada, lot)
        score, start, lines = points_of(page)
        assert lines
        assert start + sum(lines) == pytest.approx(score, abs=0.06 * (len(lines) + 2))


def test_the_account_comes_as_a_page_and_as_a_part(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    whole, part = why(ada, lot), why(ada, lot, **{"HX-Request": "true"})
    assert "<h1" in whole
    assert part.lstrip().startswith('<div class="radar-account"')
    assert points_of(whole) == points_of(part)
    assert f'href="{RADAR}#lot-{lot}"' in whole


def test_what_speaks_against_a_lot_is_said(ada: Client) -> None:
    Profile.objects.update(regions=["FI1"])
    lot = Lot.objects.filter(newest=True, country="DE").order_by("pk")[0]
    page = why(ada, lot.pk)
    against = page[page.index("Was dagegen spricht") :]
    assert "Außerhalb Ihres Gebiets" in against


def test_what_is_advised_comes_true(ada: Client) -> None:
    lot = Lot.objects.filter(newest=True, country="DE", places__0__startswith="DE").select_related("notice")[0]
    page = why(ada, lot.pk)
    advice = page[page.index("Womit es besser passen würde") :]
    promised = dict(re.findall(r"<b>\+([\d,]+) Punkte</b><span>mit (\S+)", advice))
    by_word = {word: float(points.replace(",", ".")) for points, word in promised.items()}
    assert {"„", "einer"} <= {word[0] if word.startswith("„") else word for word in by_word}
    before = points_of(page)[0]
    gain = next(points for word, points in by_word.items() if word.startswith("„"))
    Profile.objects.update(regions=[lot.places[0][:3]])
    assert points_of(why(ada, lot.pk))[0] - before == pytest.approx(gain, abs=0.11)
    Profile.objects.update(regions=[])
    if lot.notice.buyer:
        organisation = Organisation.objects.get(slug="horchlicht")
        Reference.objects.create(organisation=organisation, title="Probe", buyer=lot.notice.buyer, year=2024)
        known = re.search(r"<b>\+([\d,]+) Punkte</b><span>mit einer Referenz", advice)
        assert known is not None
        assert points_of(why(ada, lot.pk))[0] - before == pytest.approx(float(known[1].replace(",", ".")), abs=0.11)


def test_a_lot_can_be_explained_after_it_was_put_aside(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    ada.post(f"{RADAR}dismiss/", {"lot": lot, "reason": "subject"})
    assert points_of(why(ada, lot))[2]


@pytest.mark.parametrize("lot", ["999999", "9" * 30])
def test_a_lot_that_is_missing(ada: Client, lot: str) -> None:
    assert ada.get(f"{RADAR}lots/{lot}/why/").status_code == 404


def test_the_account_of_a_hidden_radar_is_hidden(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    Profile.objects.update(visibility=Profile.Visibility.MEMBERS)
    assert Client().get(f"{RADAR}lots/{lot}/why/").status_code == 404
    assert unescape(ada.get(f"{RADAR}lots/{lot}/why/").content.decode())


def test_the_account_asks_the_store_as_often_for_any_number_of_lots(
    ada: Client, django_assert_num_queries: Counted
) -> None:
    lot = shown_lots(text_of(ada))[0]
    with django_assert_num_queries(19):
        why(ada, lot)
