"""Reading in a real browser: from a notice to a lot and its like, on the reader's own clock, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from startpunkt.capabilities.radar.models import Lot, Notice
from tests import cast
from tests.capabilities.radar.reading.papers import award, call, criterion, lot
from tests.journeys.printed import text_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser


def fits_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """A served notice of twelve lots, an alike one, and an award of the same buyer."""
    titles = ["Empfänger", "Masten", "Schulung", *(f"Ersatzteile Gruppe {number}" for number in range(9))]
    lots = [
        lot(f"LOT-{number:04}", {"de": title}, {"de": f"{title} für die Ortung", "en": f"Part {number}"}, value=number)
        for number, title in enumerate(titles, start=1)
    ]
    cast.offer(call(1, *lots), call(2, lot(title={"de": "Empfänger zum Orten"})), award(3))
    return str(live_server.url)


def test_from_a_notice_of_many_lots_to_one_and_to_those_beside_it(page: Page, address: str) -> None:
    page.goto(f"{address}/notices/{Notice.objects.get(file='call-1-01.xml').pk}/")
    expect(page.locator(".lot-table tbody tr")).to_have_count(12)
    assert fits_the_screen(page)
    page.get_by_label("Los nach Wörtern, Ort oder Code finden").fill("masten")
    expect(page.locator(".lot-table tbody tr")).to_have_count(1)
    page.get_by_label("Los nach Wörtern, Ort oder Code finden").fill("")
    expect(page.locator(".lot-table tbody tr")).to_have_count(12)
    page.get_by_label("LOT-0001", exact=True).check()
    page.get_by_label("LOT-0002", exact=True).check()
    page.get_by_role("button", name="Ausgewählte Lose nebeneinander").click()
    expect(page.locator(".compare thead a[href^='/lots/']")).to_have_text(["Empfänger", "Masten"])
    assert fits_the_screen(page)
    page.get_by_role("link", name="Empfänger").click()
    expect(page.locator("h1")).to_have_text("Empfänger")
    assert fits_the_screen(page)
    page.get_by_role("link", name="Nächstes Los").click()
    expect(page.locator("h1")).to_have_text("Masten")
    page.get_by_role("link", name="Englisch").click()
    expect(page.locator("p.text[lang=en]")).to_have_text("Part 2")
    page.locator(".sheet").get_by_role("link", name="Amt für Beispiele").click()
    expect(page.locator(".figures")).to_contain_text("vergebenes Los")
    assert fits_the_screen(page)


def test_the_lots_of_a_notice_are_chosen_with_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/notices/{Notice.objects.get(file='call-1-01.xml').pk}/")
    page.get_by_label("Los nach Wörtern, Ort oder Code finden").focus()
    page.keyboard.type("ersatzteile")
    page.keyboard.press("Enter")
    expect(page.locator(".lot-table tbody tr")).to_have_count(9)
    page.get_by_label("LOT-0004", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ersatzteile Gruppe 0")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ersatzteile Gruppe 0")


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Europe/Berlin", "12:00 Uhr", "12:00 Uhr"),
        ("Europe/London", "11:00 Uhr", "11:00 Uhr"),
        ("Europe/Helsinki", "13:00 Uhr", "13:00 Uhr"),
        ("America/New_York", "07:00 Uhr", "06:00 Uhr"),
    ],
)
def test_a_deadline_stands_on_the_clock_of_the_readers_browser(
    browser: Browser, live_server: LiveServer, zone: str, winter: str, summer: str
) -> None:
    # New York has summer time from 8 March 2099 on, Berlin from 29 March on.
    cast.offer(
        call(1, lot(deadline=("2099-03-28+01:00", "12:00:00+01:00"))),
        call(2, lot(deadline=("2099-03-30+02:00", "12:00:00+02:00"))),
    )
    page = browser.new_page(locale="de-DE", timezone_id=zone)
    before, after = Lot.objects.order_by("deadline")
    for found, shown in ((before, winter), (after, summer)):
        page.goto(f"{live_server.url}/lots/{found.pk}/")
        expect(page.locator(".deadline time").first).to_contain_text(shown)
        expect(page.locator(".deadline", has_text="Beim Auftraggeber: 12:00 Uhr")).to_have_count(
            0 if zone == "Europe/Berlin" else 1
        )
    page.close()


def test_a_lot_on_paper_is_the_document_alone(browser: Browser, live_server: LiveServer) -> None:
    terms = criterion("Zertifikat nach ISO 9001.")
    cast.offer(call(1, lot(terms=terms), lot("LOT-0002", {"de": "Masten"})), award(1))
    page = browser.new_page(locale="de-DE")
    page.goto(f"{live_server.url}/lots/{Lot.objects.order_by('pk')[0].pk}/")
    printed = page.pdf(format="A4")
    text = text_of(printed)
    for words in ("Empfänger zum Orten kleiner Drohnen", "Zertifikat nach ISO 9001.", "Amt für Beispiele", "31. März"):
        assert words.replace(" ", "") in text
    for words in ("Anmelden", "Nächstes Los", "Zum Inhalt springen", "Frist in den Kalender", "Ähnliche offene Lose"):
        assert words.replace(" ", "") not in text
    assert b"/MediaBox [0 0 594.95" in printed or b"/MediaBox [0 0 595" in printed
    page.goto(f"{live_server.url}/notices/{Notice.objects.get(kind='competition').pk}/")
    assert "Masten" in text_of(page.pdf(format="A4"))
    page.close()
