"""Lots that are about what was asked for in other words, where its own words find little."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from startpunkt.capabilities.radar.encoding import encoder, encoder_key, reference
from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.models import Lot, LotVector
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.nearest import nearest
from startpunkt.capabilities.radar.searching.asked import Asked
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.core.matching.encoder import Vectors
from startpunkt.core.matching.lot_text import lot_text
from startpunkt.core.matching.lot_vector import unpack
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import encode_profile
from startpunkt.core.text.spelling import plain
from startpunkt.foundation.access.viewer import Viewer

FEW = 5
"""Notices found by words below which others are offered by meaning."""

MOST = 8
LOOKED_AT = 60
NEAR = 0.24
"""Inner product from which on a passage is about the same thing: strange subjects and no words at all stay below."""


_VOWEL = re.compile(r"[aeiouy]|[^\x00-\x7f]")
"""What has none is an abbreviation or no word at all: the encoder makes something of it, and nothing right."""


@dataclass(frozen=True, slots=True)
class Kindred:
    """A lot that is about what was asked for; ``passage`` is the piece of its text nearest to that, verbatim."""

    lot: Lot
    title: str
    language: str | None
    passage: str


def kindred(viewer: Viewer, asked: Asked, now: datetime, without: Iterable[int]) -> list[Kindred]:
    """Open lots near in meaning to the words of ``asked``, one a notice, the nearest first.

    Those of the notices ``without`` are left out.
    """
    mended = {one.term.text: one.text for one in asked.mended}
    subject = [term.text for term in asked.question.wanted if term.kind in ("word", "phrase")]
    meant = (mended.get(word, word) for word in subject if word not in asked.numbered)
    text = " ".join(word for word in meant if _VOWEL.search(plain(word)))
    if not text:
        return []
    vector = encode_profile(Profile(text=text), encoder(), reference()).vector
    found = nearest(encoder_key(), vector, LotFilter(now), [], "", LOOKED_AT)
    excluded = set(without)
    best: dict[int, int] = {}
    for one in sorted(found, key=lambda one: (-one.product, one.lot)):
        if one.notice not in excluded:
            best.setdefault(one.notice, one.lot)
    keys = list(best.values())[:MOST]
    lots = newest_lots(viewer).select_related("notice").in_bulk(keys)
    packed = dict(LotVector.objects.filter(lot__in=keys, encoder=encoder_key()).values_list("lot_id", "units"))
    shown = (_kindred(lots[key], bytes(packed[key]), vector) for key in keys if key in lots and key in packed)
    return [one for one in shown if one is not None]


def _kindred(lot: Lot, packed: bytes, vector: Vectors) -> Kindred | None:
    text = lot_text(*lot.texts().records(), PREFERRED)
    units = text.units
    products = unpack(packed, len(vector))[: len(units)] @ vector
    if not len(products) or products.max() < NEAR:
        return None
    return Kindred(lot, text.titles[0] if text.titles else "", lot.language, units[int(products.argmax())])
