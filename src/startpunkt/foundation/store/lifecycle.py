"""What every command does first: have a store that runs and is up to date."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from typing import IO

import psycopg

from startpunkt.foundation.store.embedded import Embedded, StoreError

KEEPER = "startpunkt.foundation.store.keeper"

START_SECONDS = 300
"""Recovery after a crash may take long; a server that still does not answer by then is reported."""

_held: list[IO[str]] = []
_keepers: list[subprocess.Popen[bytes]] = []


def ensure_running() -> None:
    """Start the embedded server unless ``DATABASE_URL`` names one, and keep it until this process ends.

    Raises StoreError when it does not come up.
    """
    if os.environ.get("DATABASE_URL") or _held:
        return
    server = Embedded.of_home()
    clients = (server.folder / "clients.lock").open("a")
    fcntl.flock(clients, fcntl.LOCK_SH)  # waits while a keeper is stopping the server
    _held.append(clients)
    _wait_until_ready(server)


def _wait_until_ready(server: Embedded) -> None:
    complaint = server.folder / "keeper.error"
    complaint.unlink(missing_ok=True)
    keeper: subprocess.Popen[bytes] | None = None
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            psycopg.connect(**server.settings, connect_timeout=10).close()  # type: ignore[arg-type]
        except psycopg.OperationalError:
            pass
        else:
            if not _has_keeper(server):
                _start_keeper(server)
            return
        if keeper is None or keeper.poll() is not None:
            if complaint.exists():
                raise StoreError(complaint.read_text(encoding="utf-8"))
            if keeper is not None and keeper.returncode > 0:
                raise StoreError(f"The store's keeper cannot start; see why: python -m {KEEPER} {server.folder}")
            keeper = _start_keeper(server)
        time.sleep(0.05)
    raise StoreError(f"The store in {server.folder} did not answer within {START_SECONDS} seconds; see {server.log}.")


def _has_keeper(server: Embedded) -> bool:
    """Whether a keeper lives; one that was killed is replaced, and its successor adopts the running server."""
    with (server.folder / "keeper.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _start_keeper(server: Embedded) -> subprocess.Popen[bytes]:
    keeper = subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "-m", KEEPER, str(server.folder)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        close_fds=True,
    )  # fmt: skip
    _keepers.append(keeper)  # it outlives its starter on purpose; forgetting it would be warned of
    return keeper
