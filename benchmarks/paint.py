"""How soon a phone shows something: ``python -m benchmarks.paint http://127.0.0.1:8000 [PATH…] [--json]``.

The pages of a running server are opened in Chromium as on a phone whose processor is four times slower than this one,
each time with an empty cache. The first contentful paint is the browser's own measure. Weight counts the page, its
styles and its scripts as they travel, without headers.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import urllib.parse
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
SLOWER = 4
PAGES = ("/", "/help/", "/search/?q=Drohnen")
FIRST_PAINT = """() => new Promise(resolve => new PerformanceObserver(list => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (paint) resolve(paint.startTime);
}).observe({type: 'paint', buffered: true}))"""
WEIGHT = """() => performance.getEntriesByType('navigation')
  .concat(performance.getEntriesByType('resource').filter(entry => /\\.(css|js)(\\?|$)/.test(entry.name)))
  .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


def measured(browser: Browser, address: str) -> tuple[float, int]:
    """Milliseconds to the first contentful paint, and the weight in bytes, of one visit with an empty cache."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=3,
        is_mobile=True,
        has_touch=True,
        locale="de-DE",
        timezone_id="Europe/Berlin",
        service_workers="block",
    )
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    result = float(page.evaluate(FIRST_PAINT)), int(page.evaluate(WEIGHT))
    context.close()
    return result


def run(server: str, paths: list[str], repeat: int) -> dict[str, Any]:
    """The medians of ``repeat`` visits to each page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        wanted = paths or [*PAGES, *_a_radar(browser.new_page(), server)]
        pages = []
        for path in wanted:
            visits = [measured(browser, urllib.parse.urljoin(server, path)) for _ in range(repeat)]
            first = statistics.median(paint for paint, _ in visits)
            pages.append({"page": path, "first_paint_ms": round(first), "weight": max(weight for _, weight in visits)})
        browser.close()
    return {"slower": SLOWER, "pages": pages}


def _a_radar(page: Page, server: str) -> list[str]:
    """The first radar that is open to everybody."""
    page.goto(server)
    found = re.search(r'href="(/organisations/[\w-]+/radar/)"', page.content())
    return [found[1]] if found else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", help="address of a running Startpunkt")
    parser.add_argument("paths", nargs="*", help="pages; without any: start, help, search and a radar")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result = run(arguments.server, arguments.paths, arguments.repeat)
    if arguments.json:
        print(json.dumps(result))
        return
    for row in result["pages"]:
        print(f"{row['first_paint_ms']:6d} ms  {row['weight'] / 1000:6.1f} kB  {row['page']}")


if __name__ == "__main__":
    main()
