"""Is everything in order on this machine?"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass

import click

from startpunkt.foundation.store.embedded import StoreError
from startpunkt.foundation.store.opening import open_store
from startpunkt.surfaces.cli.output import json_option, print_document


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


@click.command()
@json_option
def doctor(as_json: bool) -> int:
    """Check the store, its extensions, the encoder and what is loaded; exit 1 when something is wrong."""
    checks = [_looked_at(name, look) for name, look in CHECKS]
    ok = all(check.ok for check in checks)
    if as_json:
        print_document({"ok": ok, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            click.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.detail}")
    return 0 if ok else 1


def _looked_at(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Exception as error:  # noqa: BLE001 -- whatever is wrong is what this command reports
        return Check(name, False, f"{type(error).__name__}: {error}")


def _python() -> str:
    return platform.python_version()


def _home() -> str:
    from startpunkt.foundation.store.home import home

    return str(home())


def _store() -> str:
    open_store()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), extversion FROM pg_extension WHERE extname = 'vector'"
        )
        server, vectors = cursor.fetchone()
    if tuple(int(part) for part in vectors.split(".")[:2]) < (0, 8):
        raise StoreError(f"pgvector is {vectors}; filtered searches need 0.8: update the extension.")
    return f"PostgreSQL {server}, pgvector {vectors}, tables up to date"


def _encoder() -> str:
    from startpunkt.capabilities.radar.encoding import encoder

    used = encoder()
    length = used.encode(["Probe"]).shape[1]
    return f"{used.name} {used.version}, {length} dimensions"


def _contents() -> str:
    open_store()
    from startpunkt.capabilities.radar.selectors import contents

    found = contents()
    return ", ".join(f"{count} {name}" for name, count in found.items())


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("python", _python),
    ("home", _home),
    ("store", _store),
    ("encoder", _encoder),
    ("contents", _contents),
)
