"""All words of a store at hand: which are near to a slip of the keyboard, begin with what is typed, or hold it.

Words are kept in their plain spelling (``spelling.plain``), one after the other in one string, so that a million of
them take some thirty megabytes. Nothing here depends on a language: each word carries those that it was read in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from startpunkt.core.text.compounds import compound_parts
from startpunkt.core.text.spelling import plain

SHORTEST_HALF = 4
"""Letters that either side of a compound has at the least: "ab" is in too many words to mean anything."""

_LINKS = ("", "s", "es", "n", "en", "er", "e")
_CANDIDATES = 5_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word as a lot spells it, the language (ISO 639-1) it was read in, and in how many lots it occurred."""

    word: str
    language: str
    lots: int


class Vocabulary:
    """Words by their plain spelling. Build it anew when the words change."""

    def __init__(self, words: Iterable[Word] = ()) -> None:
        ordered = sorted(words, key=lambda one: plain(one.word))
        spelled = [plain(one.word) for one in ordered]
        starts = [at for at, word in enumerate(spelled) if not at or spelled[at - 1] != word]
        self._words = ordered
        self._first = [*starts, len(ordered)]
        self._plain = [spelled[at] for at in starts]
        self._place = {word: at for at, word in enumerate(self._plain)}
        self._text = "\n" + "\n".join(self._plain) + "\n"
        self._lengths = np.array([len(word) for word in self._plain], dtype=np.int16)
        self._letters = _letters(self._plain, self._lengths)
        counts = np.array([one.lots for one in ordered], dtype=np.int64)
        self._lots = np.add.reduceat(counts, starts) if starts else counts

    def __len__(self) -> int:
        return len(self._plain)

    def __contains__(self, word: str) -> bool:
        return plain(word) in self._place

    def lots(self, word: str) -> int:
        """In how many lots any spelling of ``word`` occurred."""
        at = self._place.get(plain(word))
        return 0 if at is None else int(self._lots[at])

    def spellings(self, word: str) -> list[Word]:
        """The words that differ from ``word`` in accents and umlauts at most, those of most lots first."""
        at = self._place.get(plain(word))
        return [] if at is None else self._spelled(at)

    def nearest(self, word: str, limit: int = 3) -> list[str]:
        """Words that are a slip or two away from ``word``, the likeliest first; of equal distance the more frequent.

        A slip is a letter too many, too few, wrong, or swapped with its neighbour. Short words allow for one only.
        """
        asked = plain(word)
        most = _slips(asked)
        if not most or not self._plain:
            return []
        own = _letters([asked], np.array([len(asked)], dtype=np.int16))[0]
        close = np.abs(self._lengths - len(asked)) <= most
        close &= np.bitwise_count(self._letters ^ own) <= 2 * most  # a slip changes two kinds of letters at most
        places = np.flatnonzero(close)
        choices = {int(at): self._plain[at] for at in places}
        found = extract(asked, choices, scorer=OSA.distance, processor=None, score_cutoff=most, limit=_CANDIDATES)
        ranked = sorted(found, key=lambda one: (*_unlikely(asked, one[0], int(one[1])), -self._lots[one[2]], one[0]))
        return [self._spelled(at)[0].word for _, _, at in ranked[:limit] if at is not None]

    def nearest_compound(self, word: str) -> tuple[str, ...]:
        """Two words that make up ``word`` if each may hold a slip; empty where there are none."""
        asked = plain(word)
        found: list[tuple[int, str, str]] = []
        for cut in range(SHORTEST_HALF, len(asked) - SHORTEST_HALF + 1):
            left, right = self.nearest(asked[:cut], 1), self.nearest(asked[cut:], 1)
            if left and right:
                slips = OSA.distance(asked[:cut], plain(left[0])) + OSA.distance(asked[cut:], plain(right[0]))
                found.append((int(slips), left[0], right[0]))
        return min(found)[1:] if found and min(found)[0] <= _slips(asked) else ()

    def starting_with(self, beginning: str, limit: int) -> list[Word]:
        """The most frequent words that begin with ``beginning``, one spelling each."""
        low, high = self._range(plain(beginning))
        order = low + np.argsort(-self._lots[low:high], kind="stable")[:limit]
        return [self._spelled(int(at))[0] for at in order]

    def compounds(self, half: str, limit: int) -> list[Word]:
        """The most frequent words that ``half`` is one side of, the other side being a word as well."""
        wanted = plain(half)
        if len(wanted) < SHORTEST_HALF:
            return []
        places = {*self._beginning(wanted), *self._ending(wanted)}
        ordered = sorted(places, key=lambda at: (-self._lots[at], at))[:limit]
        return [word for at in ordered for word in self._spelled(at)]

    def _beginning(self, half: str) -> Iterator[int]:
        low, high = self._range(half)
        for at in range(low, high):
            rest = self._plain[at][len(half) :]
            if any(rest.startswith(link) and self._is_word(rest[len(link) :]) for link in _LINKS):
                yield at

    def _ending(self, half: str) -> Iterator[int]:
        found = self._text.find(f"{half}\n")
        while found >= 0:
            start = self._text.rfind("\n", 0, found) + 1
            first = self._text[start:found]
            if any(first.endswith(link) and self._is_word(first[: len(first) - len(link)]) for link in _LINKS):
                yield self._place[first + half]
            found = self._text.find(f"{half}\n", found + len(half))

    def _is_word(self, rest: str) -> bool:
        return len(rest) >= SHORTEST_HALF and (rest in self._place or bool(compound_parts(rest)))

    def _range(self, beginning: str) -> tuple[int, int]:
        return bisect_left(self._plain, beginning), bisect_left(self._plain, beginning + "\U0010ffff")

    def _spelled(self, at: int) -> list[Word]:
        return sorted(self._words[self._first[at] : self._first[at + 1]], key=lambda one: (-one.lots, one.word))


def _slips(word: str) -> int:
    """How many slips a word of this length may hold before it is another word."""
    if not any(map(str.isalpha, word)) or len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


def _unlikely(asked: str, word: str, distance: int) -> tuple[int, int]:
    """Fewer slips first; of as many, those behind the first letter, which people rarely get wrong."""
    return distance, int(asked[:1] != word[:1])


def _letters(words: list[str], lengths: NDArray[Any]) -> NDArray[Any]:
    """For each word the set of its letters as bits, several letters to a bit."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    points = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    bits = np.uint64(1) << (points % 64).astype(np.uint64)
    starts = np.concatenate(([0], np.cumsum(lengths[:-1], dtype=np.int64)))
    return np.bitwise_or.reduceat(bits, starts)
