"""A list of names in which those are found quickly whose words begin as somebody types them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from startpunkt.core.text.spelling import plain
from startpunkt.core.text.tokens import words

_LOOKED_AT = 2_000


class NameList:
    """Names in the order in which they should be offered."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._text = "\n" + "\n".join(" " + " ".join(map(plain, words(name))) for name in self._names) + "\n"
        self._starts: list[int] = []
        at = 0
        for _ in self._names:
            self._starts.append(at)
            at = self._text.index("\n", at + 1)

    def __len__(self) -> int:
        return len(self._names)

    def beginning(self, typed: str, limit: int) -> list[str]:
        """The first names that have, for each word of ``typed``, a word that begins with it."""
        asked = [plain(word) for word in words(typed)]
        if not asked:
            return []
        rarest = max(asked, key=len)
        found = []
        for line, name in self._with(f" {rarest}"):
            if all(f" {word}" in line for word in asked):
                found.append(name)
                if len(found) == limit:
                    break
        return found

    def starting_with(self, beginning: str, limit: int) -> list[str]:
        """The first names whose first word begins with ``beginning``."""
        found = []
        for _, name in self._with(f"\n {plain(beginning)}"):
            found.append(name)
            if len(found) == limit:
                break
        return found

    def _with(self, piece: str) -> Iterator[tuple[str, str]]:
        """Line and name wherever ``piece`` stands, in their order; common pieces are not followed to the end."""
        at = self._text.find(piece)
        for _ in range(_LOOKED_AT):
            if at < 0:
                return
            number = bisect_right(self._starts, at) - 1
            end = self._text.index("\n", self._starts[number] + 1)
            yield self._text[self._starts[number] : end], self._names[number]
            at = self._text.find(piece, end)
