"""Fixed reference vectors: what is common to all texts of a kind, and what a CPV code means.

Vectors of one language, and of one kind of text (title, passage, company profile), share a large common part that
says nothing about the topic. It is taken out by subtracting the mean of many such texts. The means are shipped and
never estimated from the store, so that a score does not depend on what else is stored. ``benchmarks/reference.py``
computes the file from notices, from invented profiles and from the labels of the CPV.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import IO

import numpy as np

from startpunkt.core.matching.encoder import Vectors

CPV_LEVELS = (5, 4, 3, 2)
"""Digits of a CPV code that name its category, class, group and division: each has a label of its own."""

OTHER = ""
"""The key of the mean over all languages, which stands in for a language without its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The means of titles, passages and profiles by language, and a vector for each CPV code of up to five digits."""

    titles: Mapping[str, Vectors]
    passages: Mapping[str, Vectors]
    profiles: Mapping[str, Vectors]
    cpv: Mapping[str, Vectors]
    dimensions: int

    def centred(self, kind: str, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """``vectors`` (n, dimensions) less the mean of their ``languages``, at unit length.

        ``kind`` is ``titles``, ``passages`` or ``profiles``.
        """
        means: Mapping[str, Vectors] = {"titles": self.titles, "passages": self.passages, "profiles": self.profiles}[
            kind
        ]
        common = np.array([means.get(language, means[OTHER]) for language in languages], dtype=np.float32)
        return unit(vectors - common.reshape(vectors.shape))

    def topic(self, codes: Sequence[str]) -> Vectors:
        """The vector (dimensions,) of what the CPV ``codes`` name together, at unit length; zero where none is known.

        A code stands for its category, class, group and division, as far as they have a label.
        """
        return self._topic(tuple(codes))

    @lru_cache(maxsize=8192)  # noqa: B019 -- a process loads one reference and keeps it
    def _topic(self, codes: tuple[str, ...]) -> Vectors:
        total = np.zeros(self.dimensions, dtype=np.float32)
        for code in codes:
            digits = code[:8]
            levels = np.zeros(self.dimensions, dtype=np.float32)
            for key in dict.fromkeys(digits[:level].ljust(8, "0") for level in CPV_LEVELS):
                if key in self.cpv:
                    levels += self.cpv[key]
            total += unit(levels.reshape(1, -1)).ravel()
        topic = unit(total.reshape(1, -1)).ravel()
        topic.setflags(write=False)
        return topic


def unit(vectors: Vectors) -> Vectors:
    """Each row of ``vectors`` at length one; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def load_reference(folder: Path | None = None) -> Reference:
    """The reference vectors in an operator's encoder ``folder``, or those of the shipped encoder.

    The file ``reference.npz`` holds for each kind K of ``titles``, ``passages``, ``profiles`` the arrays
    ``K_languages`` (with ``""`` for all languages together) and ``K`` (languages, dimensions), and for the CPV
    ``cpv_codes`` (eight digits) and ``cpv`` (codes, dimensions; any scale).
    """
    source = files(__package__).joinpath("reference.npz") if folder is None else folder / "reference.npz"
    with source.open("rb") as file:
        return _read(file)


def _read(file: IO[bytes]) -> Reference:
    with np.load(file, allow_pickle=False) as data:
        means = {
            kind: dict(zip(data[f"{kind}_languages"].tolist(), data[kind].astype(np.float32), strict=True))
            for kind in ("titles", "passages", "profiles")
        }
        cpv = unit(data["cpv"].astype(np.float32))
        return Reference(
            titles=means["titles"],
            passages=means["passages"],
            profiles=means["profiles"],
            cpv=dict(zip(data["cpv_codes"].tolist(), cpv, strict=True)),
            dimensions=cpv.shape[1],
        )
