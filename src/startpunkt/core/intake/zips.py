"""Members of a zip archive. The standard library reads it, with a hand on every read it makes of the file."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from startpunkt.core.intake.unpacking import CutShort, Limits, Member, Unpacking, refuse_by_path, short_name
from startpunkt.core.notices.errors import UnreadableNotice, shown

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,  # what zipfile cannot do, NotImplementedError included
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class Metered:
    """A file that counts the bytes read (``packed``) and gives no more than ``most`` at once.

    zipfile reads the list of contents in one piece, of whatever size the archive claims; this is where it is stopped.
    """

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.packed = 0
        self._file = file
        self._most = most
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise CutShort(
                "too-many",
                f"The zip's list of contents holds {size} bytes, and at most {self._most} are read; split it.",
            )
        piece = self._file.read(size if size >= 0 else self._most)
        self.packed += len(piece)
        return piece


def zip_members(file: BinaryIO, source: Path, limits: Limits) -> Iterator[Member]:
    """One Member for each entry of the archive but folders. Raises CutShort where it cannot be read on."""
    metered = Metered(file, limits.directory_bytes)
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", metered))
    except _DAMAGE as error:
        raise CutShort(
            "broken-archive", f"The zip cannot be read: {shown(error)}; fetch it again from its source."
        ) from error
    with archive:
        infos = archive.infolist()
        if sum(info.compress_size for info in infos) > file.seek(0, os.SEEK_END):
            raise CutShort("overlapping", "The members of the zip overlap one another, as in no honest archive.")
        unpacking = Unpacking(limits, lambda: metered.packed)
        for position, info in enumerate(infos):
            unpacking.count_entry(position)
            if not info.is_dir():
                yield _member(archive, info, unpacking, source, position)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, unpacking: Unpacking, source: Path, position: int
) -> Member:
    name = short_name(info.filename)
    try:
        return Member(source, name, position, _data(archive, info, unpacking))
    except CutShort:
        raise
    except UnreadableNotice as refusal:
        return Member(source, name, position, None, refusal)
    except _DAMAGE as error:
        return Member(
            source, name, position, None, UnreadableNotice("broken-member", f"It is damaged: {shown(error)}.")
        )


def _data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, unpacking: Unpacking) -> bytes:
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG):
        raise UnreadableNotice("not-a-file", "It is a link, a device or a pipe, not a file.")
    refuse_by_path(info.filename)
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableNotice("encrypted", "It is encrypted; unpack the archive with its password first.")
    if info.compress_type not in _METHODS:
        raise UnreadableNotice(
            "packing", f"It is packed by method {info.compress_type}; only stored (0) and deflate (8) are read."
        )
    if info.file_size > unpacking.limits.member_bytes:
        raise unpacking.too_large(info.file_size)
    with archive.open(info) as packed:
        data = unpacking.collect(packed.read)
    if len(data) != info.file_size:
        raise UnreadableNotice("broken-member", f"It holds {len(data)} bytes, not the {info.file_size} it claims.")
    return data
