"""The process that keeps the embedded server running for as long as anybody uses it, and not longer.

Every client holds a shared lock on ``clients.lock``; the operating system drops it when the client ends, however it
ends. The keeper tries once a second to take that lock for itself: when it can, nobody is left and the server stops.
One keeper a home holds ``keeper.lock``.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from startpunkt.foundation.store.embedded import Embedded, StoreError

IDLE_ROUNDS = 3
"""Rounds of a second without any client before the server ends: commands often follow one another."""


def main(folder: Path) -> int:
    """Keep the server of ``folder`` until its last client is gone. 0: ended in order or another keeper is at work."""
    server = Embedded(folder)
    with (folder / "keeper.lock").open("a") as own, (folder / "clients.lock").open("a") as clients:
        try:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        try:
            return _keep(server, own, clients)
        except StoreError as error:
            (folder / "keeper.error").write_text(str(error), encoding="utf-8")
            return 1


def _keep(server: Embedded, own: IO[str], clients: IO[str]) -> int:
    idle = 0
    postmaster: int | None = None
    while idle < IDLE_ROUNDS:
        if not _still_ours(server.folder, own):
            # The home was removed or moved away under the server: nothing may be written to where it was.
            if postmaster is not None:
                with suppress(ProcessLookupError):
                    os.kill(postmaster, signal.SIGQUIT)
            return 0
        server.start()
        postmaster = server.postmaster()
        time.sleep(1)
        idle = idle + 1 if _nobody(clients) else 0
        if idle < IDLE_ROUNDS:
            fcntl.flock(clients, fcntl.LOCK_UN)
    server.stop()  # still under the lock: whoever comes now waits, and starts the server again
    return 0


def _nobody(clients: IO[str]) -> bool:
    try:
        fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_ours(folder: Path, own: IO[str]) -> bool:
    try:
        return os.path.samestat(os.fstat(own.fileno()), os.stat(folder / "keeper.lock"))
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
