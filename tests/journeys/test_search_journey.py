"""Searching as people do: with slips, with half a word, with a number, with keys alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from startpunkt.capabilities.radar.models import Notice
from tests import cast
from tests.capabilities.radar.invented import eforms, identifier

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """A served store with four notices, one of them with a number of the Official Journal."""
    cast.offer(
        ("1.xml", eforms(1, title="Drohnenabwehr am Flugplatz", description="Kleine Drohnen früh erkennen.")),
        ("2.xml", eforms(2, title="Kantine", description="Betrieb einer Kantine.", buyer="Stadt Mühlsteig")),
        ("3.xml", eforms(3, title="Wachdienst", description="Abwehr von Eindringlingen.", buyer="Amt Tannreuth")),
        ("4.xml", eforms(4, title="Schlauchboote", description="Boote für die Rettung.", buyer="Stadt Mühlsteig")),
    )
    Notice.objects.filter(notice_id=identifier(4)).update(publication_number="00123456-2026")
    return f"{live_server.url}/search/"


def ask(page: Page, typed: str) -> None:
    page.get_by_role("combobox").first.fill(typed)
    page.keyboard.press("Enter")


def hits(page: Page) -> list[str]:
    return page.locator(".hit h2").all_inner_texts()


def fits_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_half_a_compound_a_slip_and_a_number_find_their_notice(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "Abwehr")
    expect(page.locator(".search-count")).to_contain_text("2 Lose gefunden", timeout=30_000)  # loads the encoder
    assert "Drohnenabwehr am Flugplatz" in hits(page)
    expect(page.locator("mark", has_text="Drohnenabwehr").first).to_be_visible()
    ask(page, "Dronenabwher")
    expect(page.locator(".search-notes")).to_contain_text("Ergebnisse für drohnenabwehr statt „Dronenabwher“")
    assert hits(page) == ["Drohnenabwehr am Flugplatz"]
    page.get_by_role("link", name="Trotzdem nach „Dronenabwher“ suchen").click()
    expect(page.locator(".search-count")).to_have_text("Kein Los gefunden")
    page.goto(address)
    ask(page, "2026/S 012-123456")
    expect(page.locator(".hit h2")).to_have_text(["Schlauchboote"])
    assert fits_the_screen(page)


def test_filters_stand_in_the_address_and_go_away_again(page: Page, address: str) -> None:
    page.goto(f"{address}?q=38000000")
    expect(page.locator(".hit")).to_have_count(4)
    page.locator("#facet-buyer summary").first.click()
    page.get_by_label("Stadt Mühlsteig").check()
    expect(page.locator(".hit")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"q=38000000.*buyer=Stadt(\+|%20)M%C3%BChlsteig"))
    expect(page.locator("#facet-buyer")).to_have_attribute("open", "")
    assert fits_the_screen(page)
    page.reload()
    expect(page.locator(".hit")).to_have_count(2)
    page.get_by_role("link", name="Alle entfernen").click()
    expect(page.locator(".hit")).to_have_count(4)


def test_suggestions_and_search_work_with_keys_alone(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator("#search-page")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("#search-page:focus").count():
            break
    page.keyboard.type("schlau", delay=20)
    expect(page.get_by_role("option", name="schlauchboote")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggested-page-0")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("schlau")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".hit h2")).to_have_text(["Schlauchboote"])
    expect(page).to_have_url(f"{address}?q=schlauchboote")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(".hit h2 a:focus").count():
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Schlauchboote")


def test_without_a_script_the_search_is_a_form(page: Page, address: str) -> None:
    plain = page.context.browser.new_context(java_script_enabled=False, locale="de-DE")  # type: ignore[union-attr]
    bare = plain.new_page()
    bare.goto(address)
    bare.locator("#search-page").fill("Kantine")
    bare.keyboard.press("Enter")
    expect(bare.locator(".hit h2")).to_have_text(["Kantine"])
    plain.close()
