"""A visitor comes into the demo by its link and goes through the tour, with the mouse and with keys alone."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from startpunkt.foundation.access.demo_pass import issue
from startpunkt.foundation.actors.models import Person
from startpunkt.surfaces.web.tour.steps import STEPS
from tests import cast

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser

FOUNDER = "founder@demo.invalid"
READING_SECONDS = 15
"""What a reader takes to look at one stop."""


@pytest.fixture
def entrance(live_server: LiveServer) -> str:
    """The address that the demo prints for its founder."""
    mira = cast.person("Mira", cast.organisation("Horchlicht"))
    Person.objects.filter(pk=mira.pk).update(email=FOUNDER)
    cast.stock(6)
    return f"{live_server.url}/demo/{issue([FOUNDER])}/"


def fits_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_the_tour_takes_three_minutes_and_ends_on_the_radar(page: Page, entrance: str) -> None:
    began, clicks, stops = time.monotonic(), 2, set()
    page.goto(entrance)
    expect(page.locator("h1")).to_have_text("Als wer möchten Sie sich umsehen?")
    assert fits_the_screen(page)
    page.get_by_role("button", name="Rundgang als Mira").click()
    expect(page).to_have_url(re.compile("/tour/$"))
    assert fits_the_screen(page)
    page.get_by_role("link", name="Rundgang beginnen").click()
    bar = page.get_by_role("complementary", name="Rundgang")
    while bar.count():
        assert fits_the_screen(page)
        stops.add(bar.locator("strong").inner_text())
        bar.get_by_role("link", name=re.compile("^(Weiter|Zum Radar)$")).click()
        clicks += 1
        assert clicks <= len(STEPS) + 2, "the tour goes round in circles"
    expect(page).to_have_url(re.compile("/organisations/horchlicht/radar/$"))
    assert len(stops) == clicks - 2
    assert "Ihr Radar am Morgen" in stops
    assert time.monotonic() - began + READING_SECONDS * len(STEPS) < 180


def test_the_tour_is_walked_with_keys_and_keeps_its_place_in_another_language(page: Page, entrance: str) -> None:
    page.goto(entrance)
    page.get_by_role("button", name="Rundgang als Mira").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rundgang beginnen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("tour=1$"))
    forward = page.get_by_role("link", name="Weiter")
    for _ in range(40):
        if forward.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(forward).to_be_focused()
    expect(forward).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"tour=[2-7]$"))
    place = page.url
    page.locator("button[name=language][value=en]").first.evaluate("button => button.click()")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(place)
    page.get_by_role("link", name="End the tour").click()
    expect(page.get_by_role("complementary", name="Tour")).to_have_count(0)
