"""Every page of the product, as phones and desks, eyes and screen readers get it: light and dark, German and English.

A page that is new in the addresses must be added to one of the lists below, or the first test fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Browser, Page

from startpunkt.capabilities.radar.models import Forwarding, Lot, Notice
from startpunkt.capabilities.radar.pursuing.working import keep
from startpunkt.capabilities.radar.selectors import lot_key
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Organisation, Person, Profile, Reference
from tests import cast

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser

STRANGERS = {
    "home": "", "help": "", "score": "", "legal-notice": "", "privacy": "", "accessibility": "", "design": "",
    "offline": "", "tour": "", "account_login": "", "account_signup": "", "account_inactive": "",
    "account_reset_password": "", "account_reset_password_done": "", "account_reset_password_from_key_done": "",
    "account_reset_password_from_key": "", "account_email_verification_sent": "", "account_confirm_email": "",
}  # fmt: skip
"""Pages that strangers see, with the query behind each address."""

MEMBERS = {
    "home": "", "preferences": "", "account_logout": "", "account_email": "", "account_change_password": "",
    "account_reauthenticate": "", "radar:lots": "?sort=deadline",
    "radar:why": "", "radar:notice": "", "radar:lot": "",
    "radar:compare": "?lot={lot}&lot={other}", "radar:buyer": "?name={buyer}&country=DE", "radar:search": "?q=Drohnen",
    "radar:board": "", "radar:pursuit": "", "radar:forward": "", "radar:members": "",
    "radar:profiles": "", "radar:organisation": "",
    "radar:new-reference": "", "radar:reference": "", "radar:remove-reference": "", "radar:new-profile": "",
    "radar:profile": "", "radar:remove-profile": "",
}  # fmt: skip
"""Pages for somebody who works in an organisation and for the incubator."""

FURTHER = (
    ("radar:board", "?view=list"), ("radar:lots", "?country=XX"), ("radar:lots", "?tour=2"),
    ("radar:search", "?q=Dronenabwer"), ("radar:search", "?q=xyzzyxyzzy"),
)  # fmt: skip
"""Other faces of the same pages: a list, nothing found, the tour, a typing error."""

NOT_PAGES = {
    "health", "theme", "service-worker", "manifest", "robots", "set_language", "demo", "tour-step",
    "account_set_password", "account_confirm_login_code",
    "radar:dismiss", "radar:undismiss", "radar:put-aside", "radar:save-view", "radar:delete-view", "radar:suggest",
    "radar:keep", "radar:export", "radar:export-ranking", "radar:deadlines", "radar:calendar", "radar:stage",
    "radar:remove", "radar:read", "radar:upload-profile", "radar:new-profile-effect", "radar:profile-effect",
    "radar:download-profile",
}  # fmt: skip
"""Files, parts of pages, actions and addresses that only lead on."""

SHOWN_BY = {
    "lot": ("radar:lot", "radar:why", "radar:forward", "radar:members"),
    "notice": ("radar:notice",),
    "pursuit": ("radar:pursuit",),
    "profile": ("radar:profile", "radar:remove-profile"),
    "reference": ("radar:reference", "radar:remove-reference"),
}
"""Which things have a page of their own."""

HEAVIEST = 300_000
AXE = "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(one => ({rule: one.id, "
AXE += "impact: one.impact, where: one.nodes.map(node => node.target.join(' ')).slice(0, 3)})))"
WEIGHT = "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource').filter(entry => "
WEIGHT += "/\\.(css|js)(\\?|$)/.test(entry.name))).reduce((sum, entry) => sum + entry.encodedBodySize, 0)"
UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true"
WATCH = "window.reached = new Set(); document.addEventListener('focusin', event => reached.add(event.target))"
UNREACHED = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(one => "
UNREACHED += "one.checkVisibility() && !one.disabled && !reached.has(one) && !(one.type === 'radio' && "
UNREACHED += "[...reached].some(other => other.name === one.name && other.type === 'radio'))).map(one => one.outerHTML)"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all addresses below ``resolver``."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield space + str(pattern.name)
        else:
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_every_address_is_looked_at_or_known_to_be_no_page() -> None:
    assert set(names(get_resolver())) == set(STRANGERS) | set(MEMBERS) | NOT_PAGES


@pytest.fixture
def things(live_server: LiveServer) -> dict[str, Any]:
    """Somebody who may see every page, and one thing of each kind that pages show."""
    made = cast.organisation("Horchlicht")
    ada = cast.person("Ada", made)
    Person.objects.filter(pk=ada.pk).update(is_staff=True)
    cast.stock(8)
    lots = list(Lot.objects.filter(newest=True).select_related("notice").order_by("pk"))
    pursuit, _new = keep(Viewer(person_id=ada.pk), made, lots[0])
    source, notice_id, lot_id = lot_key(lots[2])
    Forwarding.objects.create(organisation=made, source=source, notice_id=notice_id, lot_id=lot_id, note="Für uns?")
    past = Reference.objects.create(organisation=made, title="Funkortung", buyer="Stadt Mühlsteig", year=2024)
    Profile.objects.create(organisation=made, name="Ortung", text=cast.TEXT)
    return {
        "lot": lots[0].pk, "other": lots[1].pk, "notice": Notice.objects.all()[0].pk, "pursuit": pursuit.pk,
        "reference": past.pk, "profile": made.profiles.all()[0].pk, "buyer": lots[0].notice.buyer or "",
    }  # fmt: skip


def address(name: str, query: str, things: dict[str, Any]) -> str:
    """Where the page ``name`` is, for one of the things it shows."""
    shown = next((thing for thing, pages in SHOWN_BY.items() if name in pages), "")
    values: dict[str, Any] = {"slug": Organisation.objects.all()[0].slug, "pk": things.get(shown)}
    values |= {"uidb36": "1", "key": "none"}
    wanted = {key: values[key] for key in _arguments(name)}
    return reverse(name, kwargs=wanted) + query.format(**things)


def _arguments(name: str) -> list[str]:
    space, _, plain = name.rpartition(":")
    resolver = get_resolver()
    if space:
        resolver = resolver.namespace_dict[space][1]
    return list(resolver.reverse_dict.getlist(plain)[0][0][0][1])


def faults(page: Page) -> list[Any]:
    """What is wrong with the page as it looks now."""
    found = [one for one in page.evaluate(AXE) if one["impact"] in ("serious", "critical")]
    return found + (["wider than the screen"] if page.evaluate(TOO_WIDE) else [])


def out_of_reach(page: Page) -> list[str]:
    """What can be pressed or filled in once all is unfolded, and the tab key does not come to."""
    page.evaluate(WATCH)
    left: list[str] = page.evaluate(UNREACHED)
    for _ in range(4):  # fields for dates take several stops each
        for _ in left:
            page.keyboard.press("Tab")
        left = page.evaluate(UNREACHED)
    return [f"out of reach: {one[:200]}" for one in left]


def walk(page: Page, server: str, wanted: dict[str, str]) -> dict[str, list[Any]]:
    """Open every address in German on a light phone and a dark desk, in English the other way round.

    Then all is unfolded, looked at once more and, at the desk, reached with the tab key.
    """
    said: list[Any] = []
    page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    wrong: dict[str, list[Any]] = {}
    for language, looks in (("de", (("light", 320), ("dark", 1440))), ("en", (("dark", 390), ("light", 1440)))):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": server}])
        for name, place in wanted.items():
            said.clear()
            answer = page.goto(server + place)
            assert answer is not None
            found = [] if answer.status == 200 else [answer.status]
            page.evaluate(AXE_SCRIPT)
            for scheme, width in looks:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found += faults(page)
            page.evaluate(UNFOLD)
            found += faults(page)
            if language == "de":
                found += out_of_reach(page)
            weight = page.evaluate(WEIGHT)
            found += [f"{weight} bytes"] if weight > HEAVIEST else []
            if found or said:
                wrong[f"{name} ({language})"] = [*found, *said]
    return wrong


def test_pages_are_accessible_light_and_quiet(
    browser: Browser, live_server: LiveServer, things: dict[str, Any]
) -> None:
    server = str(live_server.url)
    context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin", reduced_motion="reduce")
    page = context.new_page()
    wrong = walk(page, server, {name: address(name, query, things) for name, query in STRANGERS.items()})
    page.goto(f"{server}/account/login/")
    page.locator("[name=login]").fill("ada@example.org")
    page.locator("[name=password]").fill(cast.PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(f"{server}/")
    wanted = {name: address(name, query, things) for name, query in MEMBERS.items()}
    wanted |= {name + query: address(name, query, things) for name, query in FURTHER}
    wrong |= walk(page, server, wanted)
    context.close()
    assert wrong == {}
