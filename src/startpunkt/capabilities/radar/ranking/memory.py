"""What a server process remembers for a moment, so that the next page need not compute it again."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

SECONDS = 300.0
"""How long something is remembered: so long may pass before a list shows what an import that still runs has brought."""

_all: list[Memory[object]] = []


class Memory(Generic[Value]):
    """At most ``most`` values, each for at most ``seconds``; what was used last stays longest. Safe between threads."""

    def __init__(self, most: int, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._held: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()
        self._lock = threading.Lock()
        _all.append(self)  # type: ignore[arg-type]

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of ``key``, made anew if it is not remembered; several threads may make it at the same time."""
        with self._lock:
            held = self._held.get(key)
            if held is not None and self._clock() < held[0]:
                self._held.move_to_end(key)
                return held[1]
        made = make()
        with self._lock:
            self._held[key] = (self._clock() + self._seconds, made)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()

    def __len__(self) -> int:
        return len(self._held)


def forget() -> None:
    """Forget everything that this process remembers: what it was made of has changed."""
    for memory in _all:
        memory.forget()
