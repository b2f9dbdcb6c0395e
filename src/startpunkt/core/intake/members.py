"""The one entrance: a file, a folder or an archive in, candidates for notices out, one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from startpunkt.core.intake.tarheader import BLOCK, is_header
from startpunkt.core.intake.tars import tar_members
from startpunkt.core.intake.unpacking import CutShort, Limits, Member, short_name
from startpunkt.core.intake.zips import zip_members
from startpunkt.core.notices.errors import UnreadableNotice, shown

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
# Without O_NONBLOCK the opening of a pipe that nobody writes to would never return.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def members(path: Path, limits: Limits | None = None) -> Iterator[Member]:
    """The candidates for notices in ``path``, in a stable order.

    A folder is read with all its folders, sorted by name, its files first. Links in it are not followed: what they
    lead to is read under its own name, or refused where it lies outside. Zip, tar and gzipped tar are
    known by their first bytes, whatever their name, and only at the outermost level. Any other file is one member.
    Whatever cannot be read is a Member with a refusal; no exception is raised for it. One member is held in memory at
    a time, and nothing is written.
    """
    bounds = limits or Limits()
    if not os.path.isdir(path):
        yield from _from_file(path, bounds)
        return
    for found in _walk(path):
        if isinstance(found, Member):
            yield found
        else:
            yield from _from_file(found, bounds)


def _walk(top: Path) -> Iterator[Path | Member]:
    """Files below ``top``, and refusals of what is neither a file nor a folder."""
    root = os.path.join(os.path.realpath(top), "")
    waiting = [str(top)]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield _refused(Path(here), _cannot_open(error))
            continue
        folders = []
        for entry in entries:
            if entry.is_symlink():
                if not os.path.join(os.path.realpath(entry.path), "").startswith(root):
                    yield _refused(
                        Path(entry.path), UnreadableNotice("path-outside", "It is a link that leads out of the folder.")
                    )
            elif entry.is_dir():
                folders.append(entry.path)
            else:
                yield Path(entry.path)
        waiting.extend(reversed(folders))


def _from_file(path: Path, limits: Limits) -> Iterator[Member]:
    position = 0
    found = False
    try:
        with _opened(path) as file:
            for member in _from_open(file, path, limits):
                position, found = member.position + 1, True
                yield member
    except UnreadableNotice as refusal:
        yield _refused(path, refusal, position)
    except (OSError, ValueError) as error:
        yield _refused(path, _cannot_open(error), position)
    else:
        if not found:
            yield _refused(
                path, UnreadableNotice("empty", "The archive holds no file; fetch it again from its source.")
            )


def _from_open(file: BinaryIO, path: Path, limits: Limits) -> Iterator[Member]:
    head = file.read(BLOCK)
    file.seek(0)
    if head.startswith(_ZIP):
        yield from zip_members(file, path, limits)
    elif head.startswith(_GZIP) or is_header(head):
        yield from tar_members(file, path, limits, gzipped=head.startswith(_GZIP))
    else:
        data = file.read(limits.member_bytes + 1)
        if len(data) > limits.member_bytes:
            raise CutShort("too-large", f"The file holds more than the {limits.member_bytes} bytes of one notice.")
        yield Member(path, short_name(str(path)), 0, data)


def _opened(path: Path) -> BinaryIO:
    number = os.open(path, _READ)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise UnreadableNotice("not-a-file", "It is a pipe, a socket or a device, not a file.")
    return os.fdopen(number, "rb")


def _cannot_open(error: OSError | ValueError) -> UnreadableNotice:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else shown(error)
    return UnreadableNotice("cannot-open", f"It cannot be read: {reason}.")


def _refused(path: Path, refusal: UnreadableNotice, position: int = 0) -> Member:
    return Member(path, short_name(str(path)), position, None, refusal)
