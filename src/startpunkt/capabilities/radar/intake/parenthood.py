"""A worker never outlives the process that started it, however that one ended."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading

NICENESS = 10
"""How far the workers of an import stand back behind whoever looks at pages on the same machine."""


def end_with_parent() -> None:
    """Let this worker end as soon as its parent is gone. Call once, in the worker."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait, args=(parent.sentinel,), daemon=True).start()


def _wait(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
