"""One lot with all that is known of it, so that no lot is lost in its notice."""

from __future__ import annotations

from dataclasses import dataclass

from startpunkt.capabilities.radar.models import Award, Lot, Notice
from startpunkt.capabilities.radar.reading.acting import Acting, Work, work_on
from startpunkt.capabilities.radar.reading.conditions import Tally, tally
from startpunkt.capabilities.radar.reading.fit import fits
from startpunkt.capabilities.radar.reading.shown import (
    Reading,
    ShownLot,
    ShownResult,
    code_labels,
    official_address,
    shown_lot,
    shown_result,
)
from startpunkt.capabilities.radar.reading.similar import SimilarLot, similar_lots
from startpunkt.capabilities.radar.reading.texts import LanguageChoice, language_choices
from startpunkt.capabilities.radar.reading.timeline import Step, timeline
from startpunkt.capabilities.radar.selectors import FullNotice, full_notice, lot_key, lots_by_key, visible_notices
from startpunkt.core.notices import model
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.design.wording import money


@dataclass(frozen=True, slots=True)
class LaterResult:
    """What a later notice of the procedure says became of the lot."""

    award: Award
    value: str


@dataclass(frozen=True, slots=True)
class LotPage:
    """All that the page of a lot shows. ``number`` of ``count`` lots; ``newest``: its row in the newest version."""

    row: Lot
    notice: Notice
    content: model.Notice
    lot: ShownLot
    number: int
    count: int
    before: Lot | None
    after: Lot | None
    newest: Lot | None
    languages: tuple[LanguageChoice, ...]
    tally: Tally | None
    results: tuple[ShownResult, ...]
    later: tuple[LaterResult, ...]
    steps: tuple[Step, ...]
    similar: list[SimilarLot]
    official: str | None
    fit: float | None
    work: Work


def lot_page(viewer: Viewer, pk: int, reading: Reading, who: Acting) -> LotPage | None:
    """The page of the lot with row number ``pk``; ``None`` if it is missing."""
    row = Lot.objects.select_related("notice").filter(pk=pk, notice__in=visible_notices(viewer)).first()
    found = full_notice(viewer, row.notice_id) if row else None
    if row is None or found is None:
        return None
    lot = found.content.lots[row.position]
    shown = shown_lot(lot, found.content, reading, code_labels(lot.cpv, reading.language))
    texts = (lot.title, lot.description, found.content.title, found.content.description)
    siblings = _siblings(row)
    return LotPage(
        row=row,
        notice=found.row,
        content=found.content,
        lot=shown,
        number=row.position + 1,
        count=len(found.content.lots),
        before=siblings.get(row.position - 1),
        after=siblings.get(row.position + 1),
        newest=None if row.newest else lots_by_key(viewer, [lot_key(row)]).get(lot_key(row)),
        languages=language_choices(texts, (shown.description or shown.title,)),
        tally=tally(shown.conditions),
        results=tuple(shown_result(one) for one in found.content.results if one.lot == lot.id or _alone(one, found)),
        later=_later_results(found, row),
        steps=timeline(
            found.row, found.procedure, [lot.deadline.instant] if lot.deadline else [], reading.language, reading.now
        ),
        similar=similar_lots(viewer, row, reading.language, reading.now),
        official=official_address(found.content, reading.language),
        fit=fits(viewer, who.profile, [row.pk] if row.newest else []).get(row.pk),
        work=work_on(who, row),
    )


def _alone(result: model.Result, found: FullNotice) -> bool:
    """Whether a result that names no lot must be that of the only one."""
    return result.lot is None and len(found.content.lots) == 1


def _siblings(row: Lot) -> dict[int, Lot]:
    near = Lot.objects.filter(notice=row.notice, position__in=(row.position - 1, row.position + 1))
    return {one.position: one for one in near.only("pk", "position", "title", "lot_id", "notice")}


def _later_results(found: FullNotice, row: Lot) -> tuple[LaterResult, ...]:
    """Awards of the same lot in the newest versions of other notices of the procedure, oldest first."""
    others = [other.pk for other in found.procedure if other.newest and other.kind == "award"]
    lots = [row.lot_id, *([None] if len(found.content.lots) == 1 else [])]
    awards = Award.objects.filter(notice__in=others).select_related("notice").order_by("notice__publication_date", "pk")
    named = [one for one in awards[:MOST_LATER] if one.lot_id in lots]
    return tuple(LaterResult(one, money(one.value, one.currency)) for one in named)


MOST_LATER = 2000
