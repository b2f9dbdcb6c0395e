"""The radar in a real browser, on a phone and on a desk: found, filtered, explained, put aside and brought back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from startpunkt.capabilities.radar.models import Dismissal, Notice, Pursuit
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


def sign_in(page: Page, address: str, then: str = "/organisations/horchlicht/radar/") -> None:
    page.goto(f"{address}/account/login/?next={then}")
    page.get_by_label("E-Mail-Adresse").fill("ada@example.org")
    page.get_by_label("Passwort", exact=True).fill(cast.PASSWORD)
    page.locator("main").get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(f"{address}{then}")


def press_until(page: Page, key: str, selector: str) -> None:
    """Press ``key`` until what ``selector`` names has the focus; a reader has no more patience than sixty times."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached with {key}")


def fits_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def is_phone(page: Page) -> bool:
    return bool(page.viewport_size and page.viewport_size["width"] < 500)


def open_filters(page: Page) -> None:
    if is_phone(page):
        page.locator("#filter-switch > summary").click()
    expect(page.locator("#filters")).to_be_visible()


def titles(page: Page) -> list[str]:
    return page.locator(".radar-card h3").all_inner_texts()


def in_view(page: Page, place: Locator) -> bool:
    box = place.bounding_box()
    height = page.viewport_size["height"] if page.viewport_size else 0
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


def test_the_first_lot_is_on_the_first_screen(page: Page, address: str) -> None:
    page.goto(f"{address}/organisations/horchlicht/radar/")
    first = page.locator(".radar-card").first
    for part in ("h3", ".deadline strong", ".score"):
        assert in_view(page, first.locator(part))
    assert fits_the_screen(page)


def test_a_founder_opens_her_best_lot(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Horchlicht").click()
    title = page.locator(".radar-card h3 a").first
    name = title.inner_text()
    title.click()
    expect(page.locator("main")).to_contain_text(name)
    assert fits_the_screen(page)


def test_from_the_first_visit_to_a_kept_lot_in_less_than_a_minute(page: Page, address: str) -> None:
    started = time.monotonic()
    sign_in(page, address)
    page.locator(".radar-card").first.get_by_role("link", name="Warum steht das hier?").click()
    expect(page.locator(".radar-account").first).to_be_visible()
    page.locator(".radar-card").first.get_by_role("button", name="Vormerken").click()
    expect(page.locator("body")).to_contain_text("Vorgemerkt")
    assert Pursuit.objects.count() == 1
    assert time.monotonic() - started < 60


def test_not_for_us_and_back_again(page: Page, address: str) -> None:
    sign_in(page, address)
    before = titles(page)
    card = page.locator(".radar-card").nth(1)
    card.get_by_text("Nichts für uns").click()
    card.get_by_role("button", name="Wir erfüllen die Bedingungen nicht").click()
    expect(page.locator(".radar-card")).to_have_count(4)
    assert titles(page) == [before[0], *before[2:]]
    assert Dismissal.objects.get().reason == "hurdles"
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".radar-card")).to_have_count(5)
    assert titles(page) == before
    expect(page.get_by_role("button", name="Rückgängig")).to_have_count(0)
    assert not Dismissal.objects.exists()


def test_the_language_switch_keeps_filters_page_and_unfolded_lot(page: Page, address: str) -> None:
    cast.stock(30)
    page.goto(f"{address}/organisations/horchlicht/radar/?sort=deadline")
    open_filters(page)
    page.locator("#due").select_option("60")
    expect(page.locator(".radar-chips .chip")).to_have_count(1)
    if is_phone(page):
        page.locator(".radar-apply button").click()
    page.locator("#after").click()
    expect(page.locator("#before")).to_be_visible()
    card = page.locator(".radar-card").nth(2)
    lot = card.get_attribute("data-lot")
    card.get_by_role("link", name="Warum steht das hier?").click()
    expect(card.locator(".radar-account")).to_be_visible()
    place = page.url
    assert all(part in place for part in ("due=60", "sort=deadline", "page=2", f"lot={lot}"))
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == place
    expect(page.locator(f"#lot-{lot} .radar-account")).to_contain_text("What would make it fit better")
    expect(page.locator("#due")).to_have_value("60")


def test_filters_with_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/organisations/horchlicht/radar/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    if is_phone(page):
        press_until(page, "Tab", "#filter-switch > summary")
        page.keyboard.press("Enter")
    press_until(page, "Tab", "input[name=country]")
    first = page.locator("input[name=country]").first
    wanted = first.get_attribute("value")
    page.keyboard.press("Space")
    expect(page.locator(".radar-chips .chip")).to_have_count(1)
    expect(page).to_have_url(f"{address}/organisations/horchlicht/radar/?country={wanted}")
    # The answer has come and the focus is where it was: the next key goes on from there.
    expect(page.locator(f"#country-{wanted}")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".radar-chips")).to_have_count(0)
    expect(page).to_have_url(f"{address}/organisations/horchlicht/radar/")


def test_every_action_with_keys_alone(page: Page, address: str) -> None:
    sign_in(page, address)
    cards = page.locator(".radar-card")
    press_until(page, "Tab", ".radar-card h3 a")
    page.keyboard.press("j")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cards.nth(2)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("w")
    expect(cards.nth(1).locator(".radar-account")).to_be_visible()
    page.keyboard.press("w")
    expect(cards.nth(1).locator(".radar-account")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".menu[open] button").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cards).to_have_count(4)
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("u")
    expect(cards).to_have_count(5)
    press_until(page, "Tab", ".radar-card h3 a")
    page.keyboard.press("m")
    expect(page.locator("body")).to_contain_text("Vorgemerkt")
    assert Pursuit.objects.count() == 1
    press_until(page, "Tab", ".radar-card h3 a")
    page.keyboard.press("/")
    expect(page).to_have_url(f"{address}/search/")


def test_single_keys_do_nothing_outside_the_list(page: Page, address: str) -> None:
    sign_in(page, address)
    place = page.url
    for key in ("x", "w", "m", "?", "/"):
        page.locator("h1").click()
        page.keyboard.press(key)
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator(".radar-account")).to_have_count(0)
    expect(page).to_have_url(place)
    assert not Pursuit.objects.exists()


def test_a_view_is_saved_and_opened_again(page: Page, address: str) -> None:
    sign_in(page, address)
    page.goto(f"{address}/organisations/horchlicht/radar/?sort=deadline&due=60")
    page.locator("#views > summary").click()
    page.get_by_label("Diese Filter speichern als").fill("Bald fällig")
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.goto(f"{address}/organisations/horchlicht/radar/")
    page.locator("#views > summary").click()
    page.get_by_role("link", name="Bald fällig").click()
    expect(page.locator("#sort")).to_have_value("deadline")
    expect(page.locator("#due")).to_have_value("60")


def test_texts_without_a_blank_fit_the_screen(page: Page, live_server: LiveServer) -> None:
    project = samples.PROJECT.replace("Prüfstand", "Vergabe_2026_" * 30)
    cast.offer(("long.xml", samples.notice(samples.BUYER + project + samples.lot(inner=project))))
    page.goto(f"{live_server.url}/notices/{Notice.objects.get().pk}/")
    expect(page.locator("h1")).to_contain_text("Vergabe_2026_")
    assert fits_the_screen(page)
    cast.organisation("Horchlicht")
    page.goto(f"{live_server.url}/organisations/horchlicht/radar/?state=all")
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
