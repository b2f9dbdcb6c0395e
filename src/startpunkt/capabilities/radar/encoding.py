"""The encoder and the reference vectors in use, loaded once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from startpunkt.core.matching.encoder import Encoder, load_encoder
from startpunkt.core.matching.reference import Reference, load_reference

RECIPE = 1
"""Raised when what a vector is made of changes (core.matching.lot_vector, reference.npz): all are made anew then."""


def _folder() -> Path | None:
    return Path(settings.STARTPUNKT_ENCODER) if settings.STARTPUNKT_ENCODER else None


@cache
def encoder() -> Encoder:
    """The encoder of this installation: the setting's folder, or the one that comes with it."""
    return load_encoder(_folder())


@cache
def reference() -> Reference:
    """The encoder's reference vectors."""
    return load_reference(_folder())


def encoder_key() -> str:
    """What is stored with each vector: the encoder's name and version, and how vectors are made of texts."""
    used = encoder()
    return f"{used.name} {used.version} recipe {RECIPE}"
