"""What a source may hold, and the one place where unpacked bytes are held against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from startpunkt.core.intake.tarheader import BLOCK, is_header
from startpunkt.core.notices.errors import UnreadableNotice

CHUNK = 64 * 1024
"""Bytes unpacked in one step: no step can take more memory, however dense the packed data."""

READ_AHEAD = 16 * 1024
"""Packed bytes read in one step; a ratio is judged with so much grace."""

MIB = 1024 * 1024

_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file or archive may hold. The defaults let a month of TED (70,000 notices, 212 MB packed, some GB
    unpacked) through several times over and stop what no publisher sends."""

    member_bytes: int = 32 * MIB
    """Of one notice. The largest known is 10 MB; the XML parser refuses more as well."""
    total_bytes: int = 40 * 1024 * MIB
    """Unpacked from one archive, skipped members included."""
    members: int = 1_000_000
    """Entries of one archive, folders included."""
    ratio: int = 200
    """Unpacked to packed bytes. Real notices reach 31, deflate at its utmost 1,032."""
    ratio_from: int = MIB
    """A member is not judged by its ratio before so many bytes: a short text may be all repetition."""
    archive_ratio_from: int = 256 * MIB
    """Nor is a whole archive: many copies of one short notice pack well and harm nobody."""
    directory_bytes: int = 16 * MIB
    """A zip's list of contents, which is read at once: about 180,000 members, 140 MB of memory."""


@dataclass(frozen=True, slots=True)
class Member:
    """One candidate for a notice: its bytes, or why there are none (exactly one of ``data`` and ``refusal``).

    ``source`` is the file on disk, ``name`` the last part of the member's own path (of the file itself where it is no
    archive), ``position`` its index in the archive, counted over all entries, 0 in a plain file. A refusal that bears
    the archive's own name says that nothing after ``position`` could be read.
    """

    source: Path
    name: str
    position: int
    data: bytes | None
    refusal: UnreadableNotice | None = None


class CutShort(UnreadableNotice):
    """Nothing more can be read from this archive."""


class Unpacking:
    """One archive on its way: what has been unpacked so far, against the limits."""

    def __init__(self, limits: Limits, packed: Callable[[], int]) -> None:
        """``packed`` says how many bytes of the archive have been read so far."""
        self.limits = limits
        self._packed = packed
        self._unpacked = 0

    def count_entry(self, position: int) -> None:
        """Raises CutShort ``too-many`` at the entry that is one too many."""
        if position >= self.limits.members:
            raise CutShort(
                "too-many", f"The archive holds more than {self.limits.members} entries; split it into several."
            )

    def count(self, size: int) -> None:
        """Add ``size`` unpacked bytes. Raises CutShort ``too-large`` or ``ratio``."""
        self._unpacked += size
        if self._unpacked > self.limits.total_bytes:
            raise CutShort(
                "too-large", f"The archive unpacks to more than {self.limits.total_bytes} bytes; split it into several."
            )
        if self._unpacked > self.limits.archive_ratio_from and self._is_dense(self._unpacked, self._packed()):
            raise CutShort(
                "ratio",
                f"The archive unpacks to more than {self.limits.ratio} times its size, which no collection of notices "
                "does; the rest of it was not read.",
            )

    def collect(self, read: Callable[[int], bytes]) -> bytes:
        """The whole member that ``read(at_most)`` gives piece by piece, ended by an empty piece.

        Raises UnreadableNotice for this member: ``empty``, ``nested-archive``, ``not-xml``, ``too-large``, ``ratio``;
        CutShort as ``count`` does.
        """
        start = self._packed()
        piece = read(CHUNK)
        refuse_by_head(piece)
        pieces = []
        size = 0
        while piece:
            pieces.append(piece)
            size += len(piece)
            self.count(len(piece))
            if size > self.limits.member_bytes:
                raise self.too_large(size)
            if size > self.limits.ratio_from and self._is_dense(size, self._packed() - start):
                raise UnreadableNotice(
                    "ratio", f"It unpacks to more than {self.limits.ratio} times its packed size, as no notice does."
                )
            piece = read(CHUNK)
        return b"".join(pieces)

    def too_large(self, size: int) -> UnreadableNotice:
        return UnreadableNotice(
            "too-large", f"It holds {size} bytes or more; at most {self.limits.member_bytes} of one notice are read."
        )

    def _is_dense(self, unpacked: int, packed: int) -> bool:
        return unpacked > self.limits.ratio * (packed + READ_AHEAD)


def refuse_by_head(head: bytes) -> None:
    """Raises UnreadableNotice where the first bytes of an archive's member already show that it is no XML."""
    if not head:
        raise UnreadableNotice("empty", "It holds no bytes.")
    # Whatever marks and zero bytes UTF-8, UTF-16 and UTF-32 put in front, XML begins with '<'.
    if head.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<"):
        return
    if head.startswith(_ARCHIVES) or is_header(head[:BLOCK]):
        raise UnreadableNotice("nested-archive", "It is an archive within an archive; unpack the outer one first.")
    raise UnreadableNotice("not-xml", "It is not XML: it does not begin with '<'.")


def refuse_by_path(path: str) -> None:
    """Raises UnreadableNotice ``path-outside``. Nothing is ever written, but such a path is never an honest one."""
    parts = path.replace("\\", "/").split("/")
    if path[:1] in ("/", "\\") or path[1:2] == ":" or ".." in parts:
        raise UnreadableNotice("path-outside", "Its path leads out of the archive; pack it anew with plain names.")


def short_name(path: str) -> str:
    """The last part of ``path``, fit for a list or a log: at most 255 characters, all of them printable."""
    last = path.replace("\\", "/").rstrip("/").rpartition("/")[2][-255:]
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in last)
