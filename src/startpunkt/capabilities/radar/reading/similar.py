"""Open lots that mean much the same as a given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from startpunkt.capabilities.radar.encoding import encoder_key
from startpunkt.capabilities.radar.memory import Memory
from startpunkt.capabilities.radar.models import Lot, LotVector
from startpunkt.capabilities.radar.ranking.cards import ShownDeadline, shown_deadline
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.nearest import nearest
from startpunkt.capabilities.radar.reading.texts import Passage, passage
from startpunkt.capabilities.radar.selectors import latest_import, newest_lots
from startpunkt.foundation.access.viewer import Viewer

SHOWN = 4
LOOKED_AT = 40
"""Neighbours that are looked at: a notice of many alike lots takes one place only."""


@dataclass(frozen=True, slots=True)
class SimilarLot:
    """A lot like the one that is read."""

    lot: Lot
    title: Passage | None
    deadline: ShownDeadline | None


def similar_lots(viewer: Viewer, lot: Lot, language: str, now: datetime) -> list[SimilarLot]:
    """The open lots of other notices nearest to ``lot``, one a notice, the nearest first; none without its vector.

    Remembered as a standing is: nobody notices that the likes of a lot are some minutes old.
    """
    wanted = _likes.of((latest_import(), lot.pk), lambda: _nearest(lot, now))
    rows = {row.pk: row for row in newest_lots(viewer).select_related("notice").filter(pk__in=wanted)}
    return [_shown(rows[pk], language, now) for pk in wanted if pk in rows and not _closed(rows[pk], now)]


_likes: Memory[list[int]] = Memory(2048)


def _closed(lot: Lot, now: datetime) -> bool:
    return lot.deadline is not None and lot.deadline <= now


def _nearest(lot: Lot, now: datetime) -> list[int]:
    key = encoder_key()
    vector = LotVector.objects.filter(lot=lot, encoder=key).values_list("vector", flat=True).first()
    if vector is None:
        return []
    found = nearest(key, np.asarray(vector, dtype=np.float32), LotFilter(open_after=now), [], "", LOOKED_AT)
    best: dict[int, int] = {}
    for one in sorted(found, key=lambda one: (-one.product, one.lot)):
        if one.notice != lot.notice_id:
            best.setdefault(one.notice, one.lot)
    return list(best.values())[:SHOWN]


def _shown(lot: Lot, language: str, now: datetime) -> SimilarLot:
    source = datetime.fromisoformat(lot.deadline_source) if lot.deadline_source else None
    deadline = shown_deadline(lot.deadline, source, now) if lot.deadline else None
    return SimilarLot(lot, passage(lot.title or lot.notice.title, language), deadline)
