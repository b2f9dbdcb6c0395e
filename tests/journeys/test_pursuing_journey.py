"""From a kept lot to the board, through the stages, to a note and into a calendar; with the mouse and with keys."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from startpunkt.capabilities.radar.models import Lot, Pursuit
from startpunkt.foundation.actors.models import Person
from tests.capabilities.radar.pursuing.calendars import opened_by_khal
from tests.capabilities.radar.pursuing.desk import client_of, lot, people

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def address(live_server: LiveServer, page: Page) -> str:
    """Ada at work: signed in, with one lot that Ben passed on to her."""
    people()
    wanted = lot(title="Prüfstand für Antriebe")
    ada = Person.objects.get(name="Ada")
    Lot.objects.update(deadline=datetime(2027, 7, 1, 10, 0, tzinfo=UTC))  # khal knows summer time until 2037
    to = f"{ada.organisations.get().pk}.{ada.pk}"
    client_of("Ben").post(f"/lots/{wanted.pk}/forward/", {"to": to, "note": "Sieh mal"})
    page.context.add_cookies(
        [{"name": "session", "value": client_of("Ada").cookies["session"].value, "url": live_server.url}]
    )
    return str(live_server.url)


def fits_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_lot_is_kept_moved_noted_and_taken_into_a_calendar(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/organisations/horchlicht/lots/")
    page.locator(".received").get_by_role("button", name="Vormerken").click()
    expect(page.locator(".received .is-kept")).to_contain_text("Wird geprüft")
    page.reload()
    assert fits_the_screen(page)
    card = page.locator('[data-stage="looking"] .pursuit')
    expect(card).to_contain_text("Prüfstand für Antriebe")
    card.locator("summary").click()
    card.get_by_role("button", name="Angebot in Arbeit").click()
    expect(page.locator('[data-stage="preparing"] .pursuit a')).to_be_focused()
    page.locator('[data-stage="preparing"] .pursuit a').click()
    page.get_by_label("Notiz").fill("Ortstermin vereinbart")
    page.get_by_label("Zuständig").select_option(label="Ben")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".toast")).to_contain_text("Gespeichert.")
    assert fits_the_screen(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Frist für Ihren Kalender").click()
    shown = opened_by_khal(waiting.value.path().read_bytes(), tmp_path, "Europe/Berlin")
    assert shown.startswith("2027-07-01 12:00 | Frist: Prüfstand für Antriebe")
    page.get_by_role("link", name="Unsere Lose", exact=True).first.click()
    expect(page.locator('[data-stage="preparing"] .pursuit')).to_contain_text("Ortstermin vereinbart")
    assert Pursuit.objects.get().steps.count() == 2


def test_a_card_is_moved_with_keys_alone(page: Page, address: str) -> None:
    client_of("Ada").post("/organisations/horchlicht/lots/keep", {"lot": Lot.objects.get().pk})
    page.goto(f"{address}/organisations/horchlicht/lots/")
    press_until(page, "Tab", ".pursuit summary")
    page.keyboard.press("Enter")
    press_until(page, "Tab", ".pursuit button[value=submitted]")
    page.keyboard.press("Enter")
    expect(page.locator('[data-stage="submitted"] .pursuit a')).to_be_focused()
    assert Pursuit.objects.get().stage == "submitted"


def press_until(page: Page, key: str, selector: str) -> None:
    """Press ``key`` until what ``selector`` names has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached with {key}")
