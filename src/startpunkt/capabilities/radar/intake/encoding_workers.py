"""Worker processes that encode lots. They know neither Django nor the store."""

from __future__ import annotations

import os
import signal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from startpunkt.capabilities.radar.intake.parenthood import NICENESS, end_with_parent
from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.intake.stored_texts import StoredTexts
from startpunkt.core.matching.encoder import Encoder, load_encoder
from startpunkt.core.matching.lot_text import lot_text
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.reference import Reference, load_reference


class LotTask(NamedTuple):
    """A lot to encode: its row number, its CPV codes (the main one first), its texts and those of its notice."""

    lot: int
    cpv: list[str]
    texts: StoredTexts


def prepare_worker() -> None:
    """An interrupt is the parent's to handle, no worker stays without its parent, and people's pages go first."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


@cache
def _loaded(folder: Path | None) -> tuple[Encoder, Reference]:
    return load_encoder(folder), load_reference(folder)


def encode_batch(tasks: list[LotTask], folder: Path | None) -> list[tuple[int, Any, bytes]]:
    """Row number, vector and packed unit vectors of each lot."""
    encoder, reference = _loaded(folder)
    texts = [lot_text(*task.texts.records(), PREFERRED) for task in tasks]
    found = encode_lots(texts, [task.cpv for task in tasks], encoder, reference)
    return [(task.lot, each.vector, each.units) for task, each in zip(tasks, found, strict=True)]
