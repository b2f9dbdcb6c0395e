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
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        _all.append(self)  # type: ignore[arg-type]

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of ``key``, made anew if it is not remembered: by one thread, while others that want it wait."""
        with self._lock:
            if (held := self._fresh(key)) is not None:
                return held[1]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if (held := self._fresh(key)) is not None:
                    return held[1]
            try:
                made = make()
                self._keep(key, made)
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _fresh(self, key: Hashable) -> tuple[float, Value] | None:
        held = self._held.get(key)
        if held is None or self._clock() >= held[0]:
            return None
        self._held.move_to_end(key)
        return held

    def _keep(self, key: Hashable, made: Value) -> None:
        with self._lock:
            self._held[key] = (self._clock() + self._seconds, made)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

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
