"""How long pages take while a hundred people browse, with and without an import going on.

``python -m benchmarks.browse --lots N --people N [--seconds 60] [--json]`` -> ``{"lots", "people", "quiet": {…},
"importing": {…}}``, each with ``requests``, ``errors``, ``p50_ms``, ``p95_ms``, ``p99_ms``, the same by page, and
``times_health``: the median as a multiple of that of ``/health``, asked in the same minute.

The server is started as ``serve`` starts it, over a store of its own with synthetic lots and the demo. Each person is
signed in, belongs to one of the demo's organisations and clicks once in five seconds: the radar with or without
filters, its next page, a lot and a notice found there, a search, the board. Clients run in this process, on the same
machine. The import reads some thousand invented notices that the store has not seen, until the time is over.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

PAUSE = 5.0
"""Seconds from one click of a person to the next."""

PATIENCE = 30
FILTERS = (
    "country=DE", "country=DE&country=AT", "country=PL&sort=deadline", "field=cyber", "field=sensors&country=FR",
    "due=14", "value=100k-1m", "defence=1", "sort=newest", "region=DE3", "state=all&kind=award",
)  # fmt: skip
QUERIES = ("Drohnenabwehr", "Sensoren", "Software Wartung", "35613000", "Beschaffungsamt 17", "Leitsystem", "Radr")
PAGES = {"radar": 3, "filtered": 5, "next": 3, "lot": 4, "notice": 2, "search": 2, "board": 1, "health": 1}
"""Pages with how often each is asked for."""


def prepare(home: Path, lots: int, people: int) -> list[tuple[str, str]]:
    """Fill the store; the address of each person's organisation with her cookie."""
    import zstandard
    from django.conf import settings

    from benchmarks.synthetic import Document, fill
    from startpunkt.capabilities.radar.demo.generator import SEED, notices
    from startpunkt.capabilities.radar.demo.loading import load_demo
    from startpunkt.capabilities.radar.encoding import encoder, encoder_key
    from startpunkt.capabilities.radar.ranking.nearest import ensure_index
    from startpunkt.core.notices.reading import read
    from startpunkt.foundation.actors.models import Membership, Organisation, Person

    today = datetime.now(UTC).date()
    data = next(data for name, data in notices(SEED, today) if "competition" in name and len(read(data).lots) > 1)
    fill(lots, encoder_key(), Document(zstandard.compress(data), tuple(lot.id for lot in read(data).lots)))
    ensure_index(encoder_key(), encoder().dimensions)
    load_demo(today)
    found = list(Organisation.objects.filter(profiles__isnull=False).distinct())
    signed_in = []
    for number in range(people):
        organisation = found[number % len(found)]
        person = Person.objects.create_user(f"person{number}@example.org", name=f"Person {number}")
        Membership.objects.create(person=person, organisation=organisation)
        signed_in.append((organisation.slug, f"{settings.SESSION_COOKIE_NAME}={_session(person)}"))
    with zipfile.ZipFile(home / "import.zip", "w") as archive:
        for seed in range(1, 21):
            for name, document in notices(1000 + seed, today + timedelta(days=1)):
                archive.writestr(f"{seed}-{name}", document)
    return signed_in


def _session(person: Any) -> str:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@contextmanager
def server(port: int) -> Iterator[None]:
    """The pages on ``port``."""
    command = [sys.executable, "-m", "startpunkt", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own
    try:
        for _ in range(300):
            try:
                _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/health", "")
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, str]:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "de"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


class Browsing:
    """People who click for some seconds. ``times``: milliseconds by page; ``errors``: what was answered instead."""

    def __init__(self, port: int, people: list[tuple[str, str]], seconds: float) -> None:
        self.port, self.people, self.seconds = port, people, seconds
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []

    def run(self) -> None:
        """Let everybody click until the time is over."""
        until = time.monotonic() + self.seconds
        threads = [threading.Thread(target=self._person, args=(number, until)) for number in range(len(self.people))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _person(self, number: int, until: float) -> None:
        slug, cookie = self.people[number]
        chance = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        seen = {"lot": "/health", "notice": "/health"}
        clock = time.monotonic() + chance.uniform(0, PAUSE)
        while clock < until:
            time.sleep(max(0.0, clock - time.monotonic()))
            clock += PAUSE
            page = chance.choices(list(PAGES), list(PAGES.values()))[0]
            path = self._path(page, slug, seen, chance)
            began = time.perf_counter()
            try:
                status, text = _get(connection, path, cookie)
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{path}: {error!r}")
                connection.close()
                continue
            self.times["health" if path == "/health" else page].append((time.perf_counter() - began) * 1000)
            if status != 200:
                self.errors.append(f"{path}: {status}")
            for kind in seen:
                if found := re.findall(rf'href="(/{kind}s/\d+/)', text):
                    seen[kind] = chance.choice(found)
        connection.close()

    @staticmethod
    def _path(page: str, slug: str, seen: dict[str, str], chance: random.Random) -> str:
        radar = f"/organisations/{slug}/radar/"
        match page:
            case "radar":
                return radar
            case "filtered":
                return f"{radar}?{chance.choice(FILTERS)}"
            case "next":
                return f"{radar}?page={chance.choice((2, 2, 3))}"
            case "search":
                return f"/search/?q={chance.choice(QUERIES).replace(' ', '+')}"
            case "board":
                return f"/organisations/{slug}/lots/"
        return seen.get(page, "/health")

    def figures(self) -> dict[str, Any]:
        """Requests, errors and percentiles, over all pages but ``/health`` and by page."""
        pages = {name: times for name, times in sorted(self.times.items()) if name != "health"}
        health = median(self.times["health"]) if self.times["health"] else None
        every = [one for times in pages.values() for one in times]
        return {
            "requests": len(every),
            "errors": len(self.errors),
            **_percentiles(every, health),
            "health_p50_ms": round(health, 1) if health else None,
            "pages": {name: {"requests": len(times), **_percentiles(times, health)} for name, times in pages.items()},
        }


def _percentiles(times: list[float], health: float | None) -> dict[str, float | None]:
    if len(times) < 2:
        return {}
    cuts = quantiles(times, n=100, method="inclusive")
    shown = {"p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98]}
    return {name: round(value, 1) for name, value in shown.items()} | {
        "times_health": round(cuts[49] / health, 1) if health else None
    }


def _import_until(home: Path, over: threading.Event, imports: list[str]) -> None:
    """Import some thousand notices as an operator would, until the time is over."""
    command = [sys.executable, "-m", "startpunkt", "ingest", str(home / "import.zip"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:  # noqa: S603
        while running.poll() is None:
            if over.wait(0.2):
                running.terminate()
                return
        imports.append(running.stdout.read() if running.stdout else "")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browse", description=__doc__)
    parser.add_argument("--lots", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="startpunkt-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        os.environ["STARTPUNKT_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        from startpunkt.foundation.store.opening import open_store

        open_store()
        people = prepare(home, given.lots, given.people)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with server(port):
            Browsing(port, people, 2 * PAUSE).run()  # warm
            quiet = Browsing(port, people, given.seconds)
            quiet.run()
            over, imports = threading.Event(), list[str]()
            importing = threading.Thread(target=_import_until, args=(home, over, imports))
            importing.start()
            busy = Browsing(port, people, given.seconds)
            busy.run()
            over.set()
            importing.join()
    result = {"lots": given.lots, "people": given.people, "quiet": quiet.figures(), "importing": busy.figures()}
    result["imports"] = len(imports)
    for error in sorted({*quiet.errors, *busy.errors})[:5]:
        print(error, file=sys.stderr)
    print(json.dumps(result) if given.json else _table(result))


def _table(result: dict[str, Any]) -> str:
    lines = [f"{result['lots']} lots, {result['people']} people, {result['imports']} imports ended meanwhile"]
    for name in ("quiet", "importing"):
        found = result[name]
        lines.append(
            f"{name}: {found['requests']} requests, {found['errors']} errors, /health {found['health_p50_ms']} ms"
        )
        for page, row in {"all": found, **found["pages"]}.items():
            cells = "".join(f"{row.get(key) or '-':>10}" for key in ("p50_ms", "p95_ms", "p99_ms", "times_health"))
            lines.append(f"  {page:<10}{row['requests']:>6}{cells}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
