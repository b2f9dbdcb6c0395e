"""The one vector that a lot is found by, and the small ones that explain it.

The vector of a lot is a plain weighted sum of unit vectors, so its dot product with a profile splits exactly into the
parts that the sum was made of:

    vector = TITLE * sum(titles) / (n_titles + 1) + BODY * sum(passages) / (n_passages + 1) + TOPIC * cpv

Dividing by one more than there are makes the sum honest: taking away the passage nearest to the profile always
lowers the product. The vector is not of unit length; compare it by inner product, never by cosine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from startpunkt.core.matching.encoder import Encoder, Vectors
from startpunkt.core.matching.lot_text import LotText
from startpunkt.core.matching.reference import Reference

TITLE, BODY, TOPIC = 1.0, 1.5, 1.0
CPV_CODES = 3
"""How many of a lot's CPV codes count, its main code first: buyers list dozens."""

_SCALE = np.dtype("<f4").itemsize


@dataclass(frozen=True, slots=True)
class LotVectors:
    """``vector`` (dimensions,) is indexed for inner product; ``units`` is kept beside it (``pack``), not indexed."""

    vector: Vectors
    units: bytes


def encode_lots(
    texts: Sequence[LotText], codes: Sequence[Sequence[str]], encoder: Encoder, reference: Reference
) -> list[LotVectors]:
    """The vectors of lots with the given ``texts`` and CPV ``codes`` (one sequence a lot, main code first).

    Hand over many lots at once: lots of one notice share most of their texts, and each text is encoded once.
    """
    distinct = list(dict.fromkeys(unit for text in texts for unit in text.units))
    row = {unit: index for index, unit in enumerate(distinct)}
    vectors = encoder.encode(distinct)
    found = []
    for text, lot_codes in zip(texts, codes, strict=True):
        raw = vectors[[row[unit] for unit in text.units]].reshape(-1, encoder.dimensions)
        split = len(text.titles)
        titles = reference.centred("titles", raw[:split], [text.language] * split)
        body = reference.centred("passages", raw[split:], [text.language] * (len(raw) - split))
        scored = body[: len(text.passages)]
        vector = (
            TITLE * titles.sum(axis=0) / (len(titles) + 1)
            + BODY * scored.sum(axis=0) / (len(scored) + 1)
            + TOPIC * reference.topic(lot_codes[:CPV_CODES])
        )
        found.append(LotVectors(vector.astype(np.float32), pack(np.vstack([titles, body]))))
    return found


def pack(vectors: Vectors) -> bytes:
    """``vectors`` (n, dimensions) at eight bits a number: each row as its scale (little-endian float32) and int8."""
    scales = (np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9) / 127).astype("<f4")
    numbers = np.rint(vectors / scales).astype(np.int8)
    return b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, numbers, strict=True))


def unpack(packed: bytes, dimensions: int) -> Vectors:
    """The vectors (n, dimensions) in ``packed``. Raises ValueError where the length does not fit."""
    width = _SCALE + dimensions
    if len(packed) % width:
        raise ValueError(f"{len(packed)} bytes are no whole number of {dimensions}-dimensional vectors: encode again.")
    rows = np.frombuffer(packed, dtype=np.uint8).reshape(-1, width)
    scales = np.ascontiguousarray(rows[:, :_SCALE]).view("<f4")
    return np.asarray(np.ascontiguousarray(rows[:, _SCALE:]).view(np.int8) * scales, dtype=np.float32)
