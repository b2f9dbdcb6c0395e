"""Which sentence of a profile brings which lots: the one that a lot is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from startpunkt.capabilities.radar.encoding import encoder_key
from startpunkt.capabilities.radar.models import LotVector
from startpunkt.capabilities.radar.ranking.weighing import Ranked
from startpunkt.core.matching.query import Query


@dataclass(frozen=True, slots=True)
class Brought:
    """A sentence with the lots that are nearer to it than to any other, the best first."""

    sentence: str
    lots: tuple[Ranked, ...]


def brought(query: Query, lots: Sequence[Ranked]) -> tuple[Brought, ...]:
    """The sentences of the profile behind ``query`` with their share of ``lots``, which is ranked. One statement."""
    if query.sentence_vectors is None or len(query.sentences) < 2:
        return ()
    rows = LotVector.objects.filter(lot__in=[one.lot for one in lots], encoder=encoder_key())
    vectors = {lot: np.asarray(vector, np.float32) for lot, vector in rows.values_list("lot_id", "vector")}
    own: list[list[Ranked]] = [[] for _sentence in query.sentences]
    for one in lots:
        if one.lot in vectors:
            own[int(np.argmax(query.sentence_vectors @ vectors[one.lot]))].append(one)
    return tuple(Brought(text, tuple(found)) for text, found in zip(query.sentences, own, strict=True))
