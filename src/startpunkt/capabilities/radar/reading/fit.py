"""How well given lots fit a profile."""

from __future__ import annotations

from collections.abc import Sequence

from startpunkt.capabilities.radar.encoding import encoder_key, reference
from startpunkt.capabilities.radar.ranking.dismissals import dismissals_of
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.matching import core_profile
from startpunkt.capabilities.radar.ranking.nearest import nearest
from startpunkt.capabilities.radar.ranking.weighing import candidate_of, prepare
from startpunkt.core.matching.evidence import weigh
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile


def fits(viewer: Viewer, profile: Profile | None, lots: Sequence[int]) -> dict[int, float]:
    """The scores (0 to 100) of ``lots`` (row numbers) for ``profile``, as the radar gives them.

    Lots without a vector have none: those of superseded versions, and those just imported.
    """
    if profile is None or not lots:
        return {}
    query = prepare(core_profile(profile), dismissals_of(viewer, profile))
    wanted, words = LotFilter(among=tuple(lots)), list(query.words)
    found = nearest(encoder_key(), query.vector, wanted, words, query.language, len(lots), exact=True)
    return {one.lot: weigh(query, candidate_of(one), reference()).score for one in found}
