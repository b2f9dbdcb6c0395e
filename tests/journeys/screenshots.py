"""Take the pictures of the documentation: ``make screenshots``.

Starts the demo in a home of its own on a fixed day, goes through the main pages as the founder with a phone and at a
desk, and writes WebP files. Whatever the day, the pictures show the same moment.
"""

from __future__ import annotations

import atexit
import base64
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, sync_playwright

MOMENT = datetime(2026, 3, 9, 6, 50, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Monday morning; summer time begins within the deadlines."""

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images" / "pages"
SCREENS = {"phone": (390, 844, 1.5), "desk": (1280, 860, 1.0)}
"""Width and height in CSS pixels, and device pixels for each."""
QUALITY = 62
DARK = {"radar", "lot"}
"""Pages that are also taken dark, at the desk."""


@dataclass(frozen=True)
class Shot:
    """A page: its name in the documentation, where it is, and what is done there before the picture."""

    name: str
    address: str
    prepare: Callable[[Page], None] = lambda page: None


def main() -> None:
    """Take all pictures and say how large they are together."""
    home = tempfile.mkdtemp(prefix="startpunkt-screenshots-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "STARTPUNKT_HOME": home,
        "DJANGO_SETTINGS_MODULE": "startpunkt.project.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # playwright runs an event loop in this thread
    }
    from startpunkt.foundation.store.opening import open_store

    open_store()
    stop_the_clock()
    from startpunkt.capabilities.radar.demo.loading import load_demo

    load_demo(MOMENT.date())
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        from tests.journeys.conftest import CHROMIUM, FLAGS

        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for file in sorted(FOLDER.glob("*.webp")):
            file.unlink()
        for screen in SCREENS:
            photograph(browser, site, screen)
        browser.close()
    sizes = [file.stat().st_size for file in FOLDER.glob("*.webp")]
    print(f"{len(sizes)} pictures, {sum(sizes) // 1000} kB, in {FOLDER}")


def stop_the_clock() -> None:
    """Let every page believe that it is MOMENT."""
    from django.utils import timezone

    from startpunkt.capabilities.radar.ranking import matching

    timezone.now = matching.now = lambda: MOMENT  # type: ignore[assignment]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The pages at an address of this process."""
    from startpunkt.project.wsgi import application

    server = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def photograph(browser: Browser, site: str, screen: str) -> None:
    """Sign in as the founder and take every page on ``screen``."""
    from startpunkt.foundation.access.demo_pass import issue

    width, height, pixels = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=pixels, locale="de-DE", timezone_id="Europe/Berlin", reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.clock.set_fixed_time(MOMENT)
    page.goto(f"{site}/demo/{issue(['founder@demo.invalid'])}/")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    for shot in shots():
        page.goto(site + shot.address)
        shot.prepare(page)
        for scheme in ("light", "dark") if screen == "desk" and shot.name in DARK else ("light",):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            take(page, FOLDER / f"{shot.name}-{screen}{'-dark' if scheme == 'dark' else ''}.webp")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
    context.close()


def take(page: Page, file: Path) -> None:
    """Write what the window shows; playwright itself does not know WebP, Chromium does."""
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    file.write_bytes(base64.b64decode(answer["data"]))
    session.detach()


def shots() -> list[Shot]:
    """The eight main pages."""
    from django.urls import reverse

    from startpunkt.capabilities.radar.demo.generator import SEED, notice_id
    from startpunkt.capabilities.radar.models import Lot
    from startpunkt.foundation.actors.models import Profile

    profile = Profile.objects.filter(organisation__slug="horchwerk").earliest("pk")
    slug = profile.organisation.slug

    def lot(subject: str) -> Lot:
        return Lot.objects.select_related("notice").get(notice__notice_id=notice_id(SEED, subject), newest=True)

    best, announced = lot("de-sensors-hochfrequenz"), lot("nrw-sensors-erprobung")
    bought = {"name": "Flughafen Wollersried GmbH", "country": "DE"}
    return [
        Shot("radar", reverse("radar:lots", args=[slug])),
        Shot("why", reverse("radar:why", args=[slug, best.pk])),
        Shot("lot", reverse("radar:lot", args=[best.pk])),
        Shot("notice", reverse("radar:notice", args=[announced.notice.pk]), show_the_history),
        Shot("buyer", f"{reverse('radar:buyer')}?{urlencode(bought)}"),
        Shot("board", reverse("radar:board", args=[slug]), show_the_board),
        Shot("organisation", reverse("radar:profile", args=[slug, profile.pk]), describe_anew),
        Shot("search", f"{reverse('radar:search')}?{urlencode({'q': 'Drohnenabwher'})}"),
    ]


def show_the_history(page: Page) -> None:
    """Bring the timeline of the procedure into the window."""
    page.locator(".timeline").first.evaluate("part => part.scrollIntoView({block: 'center'})")


def show_the_board(page: Page) -> None:
    """Leave out what was passed on, which stands above."""
    page.locator(".tabs").last.evaluate("part => window.scrollTo(0, part.getBoundingClientRect().top - 120)")


def describe_anew(page: Page) -> None:
    """Say what the company does in other words, and wait until the effect is shown."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        text = page.locator("main textarea").first
        text.fill(
            "Wir erkennen kleine Drohnen mit passiven Sensoren. Außerdem liefern wir Drohnen mit Wärmebildkamera für"
            " Feuerwehr und Polizei. Unsere Software wertet Luftbilder und Sensordaten mit lernenden Verfahren aus."
        )
        text.blur()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
