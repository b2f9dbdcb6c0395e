"""From the start page to a notice and back, in both languages, with the mouse and with keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from startpunkt.capabilities.radar.models import Notice
from startpunkt.foundation.actors.models import Profile
from tests import cast
from tests.core.notices import eforms_samples as samples

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """A served store with Ada's open radar, Bob's hidden one and five open notices."""
    cast.person("Ada", cast.organisation("Horchlicht"))
    cast.person("Bob", cast.organisation("Stillwerk", Profile.Visibility.MEMBERS))
    cast.stock(5)
    return str(live_server.url)


def press_until(page: Page, key: str, selector: str) -> None:
    """Press ``key`` until what ``selector`` names has the focus; a reader has no more patience than forty times."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached with {key}")


def fits_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_founder_opens_her_best_lot_and_changes_the_language(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Horchlicht").click()
    expect(page).to_have_url(f"{address}/organisations/horchlicht/radar/")
    assert fits_the_screen(page)
    title = page.locator(".match h2 a").first
    name = title.inner_text()
    title.click()
    expect(page.locator("details.lot[open] .lot-title b", has_text=name).first).to_be_visible()
    assert fits_the_screen(page)
    place = page.url
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(place)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Radar of Horchlicht").click()
    expect(page.locator("#ranked")).to_contain_text("lots that fit best")


def test_texts_without_a_blank_fit_the_screen(page: Page, live_server: LiveServer) -> None:
    project = samples.PROJECT.replace("Prüfstand", "Vergabe_2026_" * 30)
    cast.offer(("long.xml", samples.notice(samples.BUYER + project + samples.lot(inner=project))))
    page.goto(f"{live_server.url}/notices/{Notice.objects.get().pk}/")
    expect(page.locator("h1")).to_contain_text("Vergabe_2026_")
    assert fits_the_screen(page)


def test_a_member_signs_in_and_sees_what_strangers_do_not(page: Page, address: str) -> None:
    page.goto(f"{address}/organisations/stillwerk/radar/")
    expect(page.locator("h1")).to_contain_text("Diese Seite gibt es nicht")
    page.locator("main").get_by_role("link", name="Anmelden").click()
    page.get_by_label("E-Mail-Adresse").fill("bob@example.org")
    page.get_by_label("Passwort", exact=True).fill(cast.PASSWORD)
    page.locator("main").get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(f"{address}/organisations/stillwerk/radar/")
    expect(page.locator("h1")).to_have_text("Stillwerk")


def test_everything_is_reached_with_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/organisations/horchlicht/radar/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    press_until(page, "Tab", ".filter > summary")
    page.keyboard.press("Enter")
    expect(page.locator(".filter form")).to_be_visible()
    press_until(page, "Tab", "input[name=country]")
    page.keyboard.press("Space")
    press_until(page, "Tab", ".filter button")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=country]:checked")).to_have_count(1)
    press_until(page, "Tab", ".match h2 a")
    page.keyboard.press("Enter")
    expect(page.locator(".back")).to_be_visible()
    press_until(page, "Tab", ".languages button[value=en]")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
