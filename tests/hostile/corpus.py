"""Hostile files, made anew from a seed: nothing of them is kept in the repository.

``corpus`` gives what must be refused, ``awkward`` what a reader may read or refuse, but must treat as mere text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.hostile import archives, markup, notices
from tests.hostile.sorts import Bait, Hostile

Maker = Callable[[random.Random, Bait], Iterator[Hostile]]


def corpus(seed: int, bait: Bait | None = None) -> Iterator[Hostile]:
    """Files none of which yields a notice, each with a name of its own; made one at a time, the largest is 57 MB."""
    return _numbered(
        seed, bait or Bait(), (markup.markup, markup.foreign, notices.unnumbered, archives.zips, archives.tars)
    )


def awkward(seed: int, bait: Bait | None = None) -> Iterator[Hostile]:
    """Well-formed notices with hostile content: a reader refuses them with a code or keeps the content as text."""
    return _numbered(seed, bait or Bait(), (notices.awkward,))


def _numbered(seed: int, bait: Bait, makers: tuple[Maker, ...]) -> Iterator[Hostile]:
    chance = random.Random(seed)
    number = 0
    for maker in makers:
        for one in maker(chance, bait):
            number += 1
            yield Hostile(one.sort, f"{number:03d}-{one.name}", one.data)
