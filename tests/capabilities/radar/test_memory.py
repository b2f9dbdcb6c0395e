from __future__ import annotations

import threading

import pytest

from startpunkt.capabilities.radar.memory import Memory, forget


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_value_is_made_again_when_its_time_is_over() -> None:
    clock, made = Clock(), iter(range(10))
    memory: Memory[int] = Memory(5, seconds=60, clock=clock)
    assert [memory.of("a", lambda: next(made)) for _ in range(2)] == [0, 0]
    clock.now = 59.9
    assert memory.of("a", lambda: next(made)) == 0
    clock.now = 60.0
    assert memory.of("a", lambda: next(made)) == 1


def test_what_was_used_last_stays() -> None:
    memory: Memory[str] = Memory(2)
    for key in ("a", "b", "a", "c"):
        memory.of(key, lambda: "old")
    assert [memory.of(key, lambda: "new") for key in ("a", "c", "b")] == ["old", "old", "new"]
    assert len(memory) == 2


def test_forget_empties_all() -> None:
    memory: Memory[int] = Memory(2)
    memory.of("a", lambda: 1)
    forget()
    assert memory.of("a", lambda: 2) == 2


def test_a_failure_is_not_remembered() -> None:
    memory: Memory[int] = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.of("a", lambda: 1 // 0)
    assert memory.of("a", lambda: 3) == 3


def test_many_threads_keep_to_the_bound() -> None:
    memory: Memory[int] = Memory(10)
    wrong: list[int] = []

    def use(first: int) -> None:
        for number in range(first, first + 500):
            if memory.of(number % 37, lambda number=number: number % 37) != number % 37:  # type: ignore[misc]
                wrong.append(number)

    threads = [threading.Thread(target=use, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(memory) == 10
