"""The process that keeps the embedded server running for as long as anybody uses it, and not longer.

Every client holds a shared lock on ``clients.lock``; the operating system drops it when the client ends, however it
ends. The keeper tries once a second to take that lock for itself: when it can, nobody is left and the server stops.
One keeper a home holds ``keeper.lock``.
"""

from __future__ import annotations

import fcntl
import sys
import time
from pathlib import Path

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
        idle = 0
        while True:
            if not server.running():
                try:
                    server.start()
                except StoreError as error:
                    (folder / "keeper.error").write_text(str(error), encoding="utf-8")
                    return 1
                (folder / "keeper.error").unlink(missing_ok=True)
            time.sleep(1)
            try:
                fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                idle = 0
                continue
            idle += 1
            if idle >= IDLE_ROUNDS:
                server.stop()
                return 0
            fcntl.flock(clients, fcntl.LOCK_UN)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
