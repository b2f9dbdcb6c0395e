"""Members of a tar archive, gzipped or not, read once from front to back."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from startpunkt.core.intake.tarheader import BLOCK, Header, header, is_header, pax_records
from startpunkt.core.intake.unpacking import (
    CHUNK,
    MIB,
    READ_AHEAD,
    CutShort,
    Limits,
    Member,
    Unpacking,
    refuse_by_path,
    short_name,
)
from startpunkt.core.notices.errors import UnreadableNotice, shown

_REGULAR = (b"0", b"\0", b"7")
_FOLDER = b"5"
_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL, _SPARSE = b"L", b"K", b"x", b"g", b"S"
_NOT_FILES = {b"1": "a hard link", b"2": "a symbolic link", b"3": "a device", b"4": "a device", b"6": "a pipe"}


class Plain:
    """The bytes of a file in order, with their count in ``packed``."""

    def __init__(self, file: BinaryIO) -> None:
        self.packed = 0
        self._file = file

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self.packed += len(piece)
        return piece


class Gunzip:
    """The unpacked bytes of a gzip file (of several streams, too); ``packed`` counts those read from the file.

    ``read`` gives between one and ``size`` bytes, and none at the end. Raises zlib.error on damage, EOFError where the
    file ends early.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = Plain(file)
        self._inflate = zlib.decompressobj(wbits=31)
        self._pending = b""

    @property
    def packed(self) -> int:
        return self._file.packed

    def read(self, size: int) -> bytes:
        while True:
            self._pending = self._pending or self._file.read(READ_AHEAD)
            ended = not self._pending
            if self._inflate.eof:
                self._pending = self._pending.lstrip(b"\0")
                if ended:
                    return b""
                if not self._pending:
                    continue
                self._inflate = zlib.decompressobj(wbits=31)
            piece = self._inflate.decompress(self._pending, size)
            self._pending = self._inflate.unused_data or self._inflate.unconsumed_tail
            if piece:
                return piece
            if ended and not self._inflate.eof:
                raise EOFError("it ends in the middle")


def tar_members(file: BinaryIO, source: Path, limits: Limits, gzipped: bool) -> Iterator[Member]:
    """One Member for each entry of the archive but folders. Raises CutShort where it cannot be read on."""
    stream: Plain | Gunzip = Gunzip(file) if gzipped else Plain(file)
    tar = _Tar(stream, Unpacking(limits, lambda: stream.packed))
    position = 0
    try:
        while entry := tar.next_entry():
            tar.unpacking.count_entry(position)
            if entry.kind != _FOLDER and not entry.path.endswith("/"):
                yield _member(tar, entry, source, position)
            tar.skip_rest()
            position += 1
    except (zlib.error, EOFError, OSError, ValueError) as error:
        raise CutShort("broken-archive", f"The archive is damaged after {position} entries: {shown(error)}.") from error


def _member(tar: _Tar, entry: Header, source: Path, position: int) -> Member:
    try:
        data = tar.data(entry)
    except CutShort:
        raise
    except UnreadableNotice as refusal:
        return Member(source, short_name(entry.path), position, None, refusal)
    return Member(source, short_name(entry.path), position, data)


class _Tar:
    """A tar stream between two entries, or inside one of which ``_left`` bytes are still to come."""

    def __init__(self, stream: Plain | Gunzip, unpacking: Unpacking) -> None:
        self.unpacking = unpacking
        self._stream = stream
        self._left = 0
        self._padding = 0
        self._begun = False

    def next_entry(self) -> Header | None:
        """The next entry, under the long name that blocks before it may give; None at the end mark."""
        path: str | None = None
        pax: dict[str, str] = {}
        while found := self._header():
            self._expect(found.size)
            if found.kind == _LONG_NAME:
                path = self._extension().partition(b"\0")[0].decode("utf-8", "replace")
            elif found.kind == _PAX:
                pax = pax_records(self._extension())
            elif found.kind in (_LONG_LINK, _PAX_GLOBAL):
                self._extension()
            else:
                size = int(pax.get("size", found.size))
                if size < 0:
                    raise ValueError(f"an entry claims {size} bytes")
                self._expect(size)
                sparse = found.kind == _SPARSE or any(key.startswith("GNU.sparse") for key in pax)
                return Header(pax.get("path") or path or found.path, _SPARSE if sparse else found.kind, size, False)
        return None

    def data(self, entry: Header) -> bytes:
        """The bytes of ``entry``. Raises UnreadableNotice where it is no file, or none that may be read."""
        if entry.kind == _SPARSE:
            raise UnreadableNotice("not-a-file", "It is a file with holes (sparse); pack it anew without them.")
        if entry.kind not in _REGULAR:
            what = _NOT_FILES.get(entry.kind, f"an entry of the unknown type {entry.kind!r}")
            raise UnreadableNotice("not-a-file", f"It is {what}, not a file.")
        refuse_by_path(entry.path)
        if entry.size > self.unpacking.limits.member_bytes:
            raise self.unpacking.too_large(entry.size)
        return self.unpacking.collect(self._read)

    def skip_rest(self) -> None:
        while self._left:
            self.unpacking.count(len(self._read(CHUNK)))
        self._exactly(self._padding)
        self._padding = 0

    def _header(self) -> Header | None:
        block = self._exactly(BLOCK)
        self.unpacking.count(BLOCK)
        if not any(block):
            return None
        if not is_header(block):
            raise ValueError("a header of the tar is not one" if self._begun else "it holds no tar")
        self._begun = True
        found = header(block)
        if found.kind == _SPARSE and found.extended:
            while self._exactly(BLOCK)[504]:
                self.unpacking.count(BLOCK)
        return found

    def _expect(self, size: int) -> None:
        self._left = size
        self._padding = -size % BLOCK

    def _extension(self) -> bytes:
        if self._left > MIB:
            raise ValueError(f"a name or an extended header claims {self._left} bytes, and at most {MIB} are read")
        data = self._read(self._left)
        self.unpacking.count(len(data))
        self.skip_rest()
        return data

    def _read(self, size: int) -> bytes:
        piece = self._exactly(min(size, self._left))
        self._left -= len(piece)
        return piece

    def _exactly(self, size: int) -> bytes:
        pieces: list[bytes] = []
        while size:
            piece = self._stream.read(size)
            if not piece:
                raise EOFError("it ends in the middle")
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)
