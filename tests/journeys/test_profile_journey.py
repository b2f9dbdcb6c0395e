"""An organisation describes itself: the effect while she types, saving, and what goes wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from startpunkt.foundation.actors.models import Profile
from tests import cast

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser

DRONES = "Wir bauen passive Sensoren zum Erkennen kleiner Drohnen. Unsere Empfänger orten Steuersignale im Funk."
MEMBERS = Profile.Visibility.MEMBERS


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """Ada's organisation with a profile that fits nothing, and twelve open notices."""
    horchlicht = cast.organisation("Horchlicht", MEMBERS)
    horchlicht.profiles.update(text="Wir backen Brot.", fields=[])
    cast.person("Ada", horchlicht)
    cast.stock(12)
    return f"{live_server.url}/organisations/horchlicht"


def sign_in(page: Page, address: str) -> None:
    """Open ``address`` as Ada."""
    base = address.split("/organisations")[0]
    page.goto(f"{base}/account/login/?next={address.removeprefix(base)}")
    page.get_by_label("E-Mail-Adresse").fill("ada@example.org")
    page.get_by_label("Passwort", exact=True).fill(cast.PASSWORD)
    page.locator("main").get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(address)


def open_profile(page: Page, address: str) -> None:
    sign_in(page, f"{address}/profile/")
    page.get_by_role("link", name=re.compile("Ändern.+Horchlicht")).click()
    expect(page.locator("#profile-form")).to_be_visible()


def press_until(page: Page, selector: str) -> None:
    """Press Tab until what ``selector`` names has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached with Tab")


def fits_the_screen(page: Page) -> bool:
    inner = "[...document.querySelectorAll('main *')].every(one => one.getBoundingClientRect().right <= innerWidth + 1)"
    return bool(page.evaluate(inner))


def ranked(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/radar/")
    return page.locator(".radar-card h3").all_inner_texts()


def test_a_founder_sees_what_a_sentence_brings_and_saves_it(page: Page, address: str) -> None:
    sign_in(page, f"{address}/radar/")
    before = ranked(page, address)
    page.goto(f"{address}/profile/")
    page.get_by_role("link", name=re.compile("Ändern.+Horchlicht")).click()
    expect(page.locator("#effect")).to_contain_text("Keines kommt, keines geht.")
    page.get_by_label("Was Sie können, in ganzen Sätzen").fill(DRONES)
    expect(page.locator("#effect")).to_contain_text(re.compile(r"\d+ neue"))
    expect(page.locator("#progress")).to_contain_text("2 Sätze")
    page.get_by_label("Sensorik").check()
    expect(page.locator("#progress li.is-done")).to_have_count(1)
    assert fits_the_screen(page)
    assert Profile.objects.get().text == "Wir backen Brot."
    page.get_by_role("button", name="Profil speichern").click()
    expect(page.locator("#toasts")).to_contain_text("ist gespeichert")
    stored = Profile.objects.get()
    assert (stored.text, stored.fields) == (DRONES, ["sensors"])
    assert ranked(page, address) != before


def test_a_profile_is_written_with_keys_alone(page: Page, address: str) -> None:
    sign_in(page, f"{address}/profile/")
    press_until(page, "a[href$='/profile/new/']")
    page.keyboard.press("Enter")
    press_until(page, "#id_name")
    page.keyboard.type("Drohnen")
    press_until(page, "#id_text")
    page.keyboard.type(DRONES, delay=0)
    expect(page.locator("#effect")).to_contain_text("Die ersten zehn")
    press_until(page, "[data-step='1']")
    page.keyboard.press("Enter")
    expect(page.locator("#step-fields")).to_be_focused()
    expect(page.locator("#step-text")).to_be_hidden()
    press_until(page, "input[name=field][value=sensors]")
    page.keyboard.press("Space")
    for step in ("regions", "values", "proof"):
        press_until(page, "[data-step='1']")
        page.keyboard.press("Enter")
        expect(page.locator(f"#step-{step}")).to_be_focused()
    press_until(page, "button.save")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("„Drohnen“ ist gespeichert")
    assert Profile.objects.get(name="Drohnen").fields == ["sensors"]


def test_a_mistake_and_an_ended_session_lose_nothing(page: Page, address: str) -> None:
    open_profile(page, address)
    place = page.url
    page.get_by_label("Was Sie können, in ganzen Sätzen").fill(DRONES)
    page.get_by_label("Kleinster Auftrag in Euro").fill("viel")
    expect(page.locator("#effect")).to_contain_text("„viel“ ist kein Betrag in Euro")
    page.get_by_role("button", name="Profil speichern").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Kleinster Auftrag in Euro").click()
    expect(page.locator("#id_value_min")).to_be_focused()
    page.locator("#id_value_min").fill("50.000")
    page.context.clear_cookies(name="session")
    page.locator("#id_value_max").fill("3 Mio")
    expect(page.locator("#effect")).to_contain_text("Sie sind abgemeldet")
    page.get_by_role("button", name="Profil speichern").click()
    page.get_by_label("E-Mail-Adresse").fill("ada@example.org")
    page.get_by_label("Passwort", exact=True).fill(cast.PASSWORD)
    page.locator("main").get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(place)
    expect(page.locator("#id_text")).to_have_value(DRONES)
    page.get_by_role("button", name="Profil speichern").click()
    expect(page.locator("#toasts")).to_contain_text("ist gespeichert")
    stored = Profile.objects.get()
    assert (stored.text, stored.value_min, stored.value_max) == (DRONES, 50_000, 3_000_000)


@pytest.fixture
def bare(page: Page) -> Iterator[Page]:
    """A window like ``page`` in which no script runs."""
    assert page.context.browser is not None
    context = page.context.browser.new_context(java_script_enabled=False, locale="de-DE", viewport=page.viewport_size)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_without_a_script_everything_is_there(bare: Page, address: str) -> None:
    open_profile(bare, address)
    bare.get_by_label("Was Sie können, in ganzen Sätzen").fill(DRONES)
    bare.get_by_role("button", name="Nur zeigen, was sich ändert").click()
    expect(bare.locator("#effect")).to_contain_text(re.compile(r"\d+ neue"))
    expect(bare.locator("#id_text")).to_have_value(DRONES)
    assert Profile.objects.get().text == "Wir backen Brot."
    bare.get_by_role("button", name="Profil speichern").click()
    expect(bare.locator("#toasts")).to_contain_text("ist gespeichert")
