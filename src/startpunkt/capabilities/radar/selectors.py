"""Reading notices and lots. Notices are public: every viewer may read them, yet each selector takes the viewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import zstandard
from django.db.models import Q, QuerySet

from startpunkt.capabilities.radar.memory import Memory
from startpunkt.capabilities.radar.models import ImportRun, Lot, Notice, Original, Quarantined
from startpunkt.core.notices.model import Notice as ReadNotice
from startpunkt.core.notices.reading import read
from startpunkt.foundation.access.viewer import Viewer

LotKey = tuple[str, str, str]
"""Source, notice id and lot id: a lot by name, as ``models.work`` keeps it."""


def visible_notices(viewer: Viewer) -> QuerySet[Notice]:
    """All notices: what is official is open to everyone."""
    return Notice.objects.all()


def newest_lots(viewer: Viewer) -> QuerySet[Lot]:
    """The visible lots: those of the newest version of each notice."""
    return Lot.objects.filter(newest=True, notice__in=visible_notices(viewer))


def lot_key(lot: Lot) -> LotKey:
    """What names ``lot`` whatever the version of its notice; its notice must be loaded with it."""
    return lot.notice.source, lot.notice.notice_id, lot.lot_id


def lots_by_key(viewer: Viewer, keys: Iterable[LotKey]) -> dict[LotKey, Lot]:
    """The visible lots of these keys with their notices, in one query; a lot that is gone is missing."""
    wanted = set(keys)
    notices = {notice_id for _, notice_id, _ in wanted}
    found = newest_lots(viewer).select_related("notice").filter(notice__notice_id__in=notices)
    return {lot_key(lot): lot for lot in found if lot_key(lot) in wanted}


def originals(viewer: Viewer, identifier: str) -> Iterator[tuple[bytes, str]]:
    """Bytes and file name of the notices with this notice id, publication number or row number, newest first."""
    wanted = Q(notice_id=identifier) | Q(publication_number=identifier)
    if identifier.isdigit() and len(identifier) < 19:
        wanted |= Q(pk=int(identifier))
    for notice in visible_notices(viewer).filter(wanted).order_by("-newest", "-version_order", "pk"):
        yield original_bytes(notice), notice.file


def original_bytes(notice: Notice) -> bytes:
    """The bytes of ``notice`` exactly as they were imported."""
    stored = Original.objects.get(notice=notice)
    return zstandard.decompress(bytes(stored.compressed))


@dataclass(frozen=True, slots=True)
class FullNotice:
    """A stored notice with everything that its bytes say, and the others of its procedure."""

    row: Notice
    content: ReadNotice
    procedure: tuple[Notice, ...]


def full_notice(viewer: Viewer, pk: int) -> FullNotice | None:
    """The notice with this row number; ``None`` if it is missing."""
    row = visible_notices(viewer).filter(pk=pk).first()
    if row is None:
        return None
    return FullNotice(row, content_of(row), tuple(_procedure(viewer, row)))


_read: Memory[ReadNotice] = Memory(32)


def content_of(row: Notice) -> ReadNotice:
    """What the bytes of ``row`` say. Read once for several pages: a notice of hundreds of lots takes its time."""
    return _read.of(bytes(row.content_hash), lambda: read(original_bytes(row)))


def lot_named(viewer: Viewer, notice: Notice, lot_id: str) -> int | None:
    """The row number of the lot with this id in this version of a notice; ``None`` if it is missing."""
    if not lot_id or "\x00" in lot_id:
        return None
    found = Lot.objects.filter(notice=notice, notice__in=visible_notices(viewer), lot_id=lot_id)
    return found.order_by("position").values_list("pk", flat=True).first()


def _procedure(viewer: Viewer, row: Notice) -> QuerySet[Notice]:
    """Other versions of the notice and other notices of its procedure, oldest first; at most fifty."""
    same = Q(source=row.source, notice_id=row.notice_id)
    if row.procedure_id:
        same |= Q(procedure_id=row.procedure_id)
    if row.publication_number:
        same |= Q(previous__contains=[row.publication_number]) | Q(corrects__contains=[row.publication_number])
    if row.previous:
        same |= Q(publication_number__in=row.previous) | Q(notice_id__in=[name[:36] for name in row.previous])
    found = visible_notices(viewer).filter(same).exclude(pk=row.pk)
    return found.order_by("publication_date", "version_order", "pk")[:50]


def latest_import() -> int:
    """The number of the import that ended last; 0 before the first. What is remembered of the store goes by it.

    Looked up once a minute: imports that end one after the other must not make every page anew each time.
    """
    return _imports.of("latest", _latest_import)


_imports: Memory[int] = Memory(1, seconds=60.0)


def _latest_import() -> int:
    return ImportRun.objects.order_by("-id").values_list("id", flat=True).first() or 0


def contents() -> dict[str, int]:
    """How much the store holds."""
    return {
        "notices": Notice.objects.count(),
        "visible lots": Lot.objects.filter(newest=True).count(),
        "in quarantine": Quarantined.objects.count(),
    }
