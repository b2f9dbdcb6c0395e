"""Reading the quarantine: what was offered, why it was refused, and its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import zstandard

from startpunkt.capabilities.radar.models import Quarantined


@dataclass(frozen=True, slots=True)
class Entry:
    """One refused file. ``size`` in bytes; 0 where an archive or its member was refused before it was unpacked."""

    id: int
    file: str
    code: str
    reason: str
    size: int
    seen_at: datetime
    compressed: bytes | None = None

    def document(self) -> dict[str, object]:
        """The entry in plain values, without its bytes."""
        return {
            "id": self.id,
            "file": self.file,
            "code": self.code,
            "reason": self.reason,
            "size": self.size,
            "seen_at": self.seen_at.isoformat(),
            "bytes_kept": self.compressed is not None,
        }

    def data(self) -> bytes | None:
        """The file's own bytes, where they were kept."""
        return zstandard.decompress(self.compressed) if self.compressed is not None else None


def entries() -> Iterator[Entry]:
    """Everything in the quarantine, oldest first."""
    for row in Quarantined.objects.order_by("id").iterator(chunk_size=50):
        yield _entry(row)


def numbers() -> list[int]:
    """The numbers of all entries, oldest first."""
    return list(Quarantined.objects.order_by("id").values_list("id", flat=True))


def find(identifier: int) -> Entry | None:
    """The entry with this number."""
    row = Quarantined.objects.filter(pk=identifier).first()
    return _entry(row) if row else None


def _entry(row: Quarantined) -> Entry:
    kept = bytes(row.compressed) if row.compressed is not None else None
    return Entry(row.pk, row.file, row.code, row.reason, row.size, row.seen_at, kept)
