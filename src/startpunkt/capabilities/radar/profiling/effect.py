"""What a change to a profile does to its ranking, before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from startpunkt.capabilities.radar.profiling.sentences import brought
from startpunkt.capabilities.radar.ranking.dismissals import NONE, dismissals_of
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.matching import core_profile, now
from startpunkt.capabilities.radar.ranking.standing import standing
from startpunkt.capabilities.radar.ranking.weighing import Ranked
from startpunkt.capabilities.radar.selectors import newest_lots
from startpunkt.core.fields import label
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.design.wording import reader

FITS = 50
"""A lot fits from so many points on, looked for among the lots of a standing: the middle of the scale, which one lot
in 400 reaches for a typical profile."""

TOP = 10
LISTED = 5

_LOOKED_AT = 50
_COMMON = 0.2
"""A field that this share of the best lots has is worth suggesting."""


@dataclass(frozen=True, slots=True)
class ShownLot:
    """A lot of the effect. ``change``: places won (above 0) or lost; ``None`` where it was not among the best."""

    lot: int
    title: str
    language: str | None
    buyer: str
    points: int
    rank: int
    change: int | None = None

    @property
    def fallen(self) -> int:
        """By how many places it fell."""
        return -(self.change or 0)


Shown = tuple[ShownLot, ...]


@dataclass(frozen=True, slots=True)
class SentenceLots:
    """How many of the lots that fit are nearest to a sentence, and the ``best`` of them, if any."""

    text: str
    lots: int
    best: Shown


@dataclass(frozen=True, slots=True)
class Suggested:
    """A technology field or CPV code that many of the best lots have, and how many of them."""

    code: str
    name: str
    lots: int
    of: int


@dataclass(frozen=True, slots=True)
class Effect:
    """``fitting`` lots fit now; ``came`` and ``gone`` count those that the change brings and takes."""

    fitting: int
    before: int
    came: int
    gone: int
    new: Shown
    lost: Shown
    top: Shown
    fields: tuple[Suggested, ...]
    codes: tuple[Suggested, ...]
    sentences: tuple[SentenceLots, ...]


def effect(viewer: Viewer, stored: Profile | None, draft: Profile) -> Effect:
    """What the radar would show with ``draft`` instead of ``stored`` (``None``: a new profile)."""
    wanted = LotFilter(now())
    dismissed = dismissals_of(viewer, stored) if stored else NONE
    before = standing(core_profile(stored), wanted, dismissed).lots if stored else ()
    drawn = standing(core_profile(draft), wanted, dismissed)
    after = drawn.lots
    fitted, fitting = _fitting(before), _fitting(after)
    new = [one for notice, one in fitting.items() if notice not in fitted]
    lost = [one for notice, one in fitted.items() if notice not in fitting]
    by_sentence = brought(drawn.query, list(fitting.values()))
    firsts = [one.lots[0] for one in by_sentence if one.lots]
    titles = _titles(viewer, [*new[:LISTED], *lost[:LISTED], *after[:TOP], *firsts])
    old = {one.neighbour.notice: one.rank for one in before}
    return Effect(
        fitting=len(fitting),
        before=len(fitted),
        came=len(new),
        gone=len(lost),
        new=_shown(new[:LISTED], titles, old),
        lost=_shown(lost[:LISTED], titles, {}),
        top=_shown(after[:TOP], titles, old),
        fields=_fields(after, draft.fields),
        codes=_codes(after),
        sentences=tuple(
            SentenceLots(one.sentence, len(one.lots), _shown(one.lots[:1], titles, old)) for one in by_sentence
        ),
    )


def _fitting(lots: Sequence[Ranked]) -> dict[int, Ranked]:
    """The lots that fit by their notice, of which only the best lot is shown."""
    return {one.neighbour.notice: one for one in lots if one.score >= FITS}


def _shown(lots: Iterable[Ranked], titles: dict[int, tuple[str, str | None, str]], old: dict[int, int]) -> Shown:
    return tuple(
        ShownLot(
            one.lot,
            *titles[one.lot],
            points=round(one.score),
            rank=one.rank,
            change=old[one.neighbour.notice] - one.rank if one.neighbour.notice in old else None,
        )
        for one in lots
        if one.lot in titles
    )


def _titles(viewer: Viewer, ranked: Sequence[Ranked]) -> dict[int, tuple[str, str | None, str]]:
    """Title, its language and the buyer of each lot."""
    lots = newest_lots(viewer).select_related("notice").filter(pk__in={one.lot for one in ranked})
    found = {}
    for lot in lots:
        titles = lot.title or lot.notice.title
        title = titles.get(lot.language or "") or next(iter(titles.values()), lot.lot_id)
        found[lot.pk] = (title, lot.language, lot.notice.buyer or "")
    return found


def _fields(lots: Sequence[Ranked], chosen: Sequence[str]) -> tuple[Suggested, ...]:
    """Fields that many of the best lots have and the profile does not name; ``other`` says nothing."""
    looked_at = lots[:_LOOKED_AT]
    counts = Counter(field for one in looked_at for field in one.candidate.fields if field not in (*chosen, "other"))
    return tuple(
        Suggested(code, code, count, len(looked_at))
        for code, count in counts.most_common(2)
        if count >= _COMMON * len(looked_at)
    )


def _codes(lots: Sequence[Ranked]) -> tuple[Suggested, ...]:
    """What buyers call the best lots: the CPV codes that occur most among them, with their names."""
    looked_at = lots[:_LOOKED_AT]
    counts = Counter(code for one in looked_at for code in dict.fromkeys(one.candidate.cpv[:3]))
    first: dict[str, Suggested] = {}
    for code, count in counts.most_common(12):
        name = label(code, reader())
        if name and count > 1:
            first.setdefault(name, Suggested(code, name, count, len(looked_at)))
    return tuple(first.values())[:5]
