"""Up to four lots side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import zstandard

from startpunkt.capabilities.radar.models import Lot, Original
from startpunkt.capabilities.radar.reading.fit import fits
from startpunkt.capabilities.radar.reading.shown import Reading, ShownLot, code_labels, shown_lot
from startpunkt.capabilities.radar.selectors import visible_notices
from startpunkt.core.notices import model
from startpunkt.core.notices.reading import read
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile

MOST = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A lot with its notice; ``without`` are the row numbers of the others, for the way to leave it out."""

    row: Lot
    content: model.Notice
    lot: ShownLot
    fit: float | None
    without: tuple[int, ...]


def columns(viewer: Viewer, pks: Sequence[int], reading: Reading, profile: Profile | None) -> list[Column]:
    """The lots with these row numbers in their order, each once, at most ``MOST``; missing ones are left out."""
    asked = list(dict.fromkeys(pks))[: 2 * MOST]
    rows = Lot.objects.select_related("notice").filter(pk__in=asked, notice__in=visible_notices(viewer))
    found = {row.pk: row for row in rows}
    wanted = [pk for pk in asked if pk in found][:MOST]
    contents = _contents({found[pk].notice_id for pk in wanted})
    pairs = [(found[pk], contents[found[pk].notice_id]) for pk in wanted]
    codes = {code for row, content in pairs for code in content.lots[row.position].cpv}
    labels = code_labels(codes, reading.language)
    scores = fits(viewer, profile, wanted)
    return [
        Column(
            row,
            content,
            shown_lot(content.lots[row.position], content, reading, labels),
            scores.get(row.pk),
            tuple(pk for pk in wanted if pk != row.pk),
        )
        for row, content in pairs
    ]


def _contents(notices: set[int]) -> dict[int, model.Notice]:
    stored = Original.objects.filter(notice__in=notices).values_list("notice_id", "compressed")
    return {pk: read(zstandard.decompress(bytes(compressed))) for pk, compressed in stored}
