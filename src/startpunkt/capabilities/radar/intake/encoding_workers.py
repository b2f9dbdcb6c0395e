"""Worker processes that encode lots. They know neither Django nor the store."""

from __future__ import annotations

import signal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from startpunkt.capabilities.radar.intake.parenthood import end_with_parent
from startpunkt.core.matching.encoder import Encoder, load_encoder
from startpunkt.core.matching.lot_text import LotText
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.reference import Reference, load_reference


class LotTask(NamedTuple):
    """A lot to encode: its row number, the language and texts that are scored, its CPV codes, the main one first."""

    lot: int
    language: str | None
    scored: dict[str, Any]
    cpv: list[str]


def prepare_worker() -> None:
    """An interrupt is the parent's to handle, and no worker stays without its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


@cache
def _loaded(folder: Path | None) -> tuple[Encoder, Reference]:
    return load_encoder(folder), load_reference(folder)


def encode_batch(tasks: list[LotTask], folder: Path | None) -> list[tuple[int, Any, bytes]]:
    """Row number, vector and packed unit vectors of each lot."""
    encoder, reference = _loaded(folder)
    texts = [lot_text_of(task.language, task.scored) for task in tasks]
    found = encode_lots(texts, [task.cpv for task in tasks], encoder, reference)
    return [(task.lot, each.vector, each.units) for task, each in zip(tasks, found, strict=True)]


def lot_text_of(language: str | None, scored: dict[str, Any]) -> LotText:
    """The scored texts of a lot as they were stored."""
    return LotText(language or "", tuple(scored["titles"]), tuple(scored["passages"]), scored["following"])
