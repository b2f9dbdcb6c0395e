"""The header blocks of a tar archive (POSIX ustar and pax, GNU long names, the old v7 form).

The standard library's tarfile is not used: it keeps a record of every member, reads a long name of any declared size
into memory, and several of its versions loop for ever on crafted headers.
"""

from __future__ import annotations

from dataclasses import dataclass

BLOCK = 512
_CHECKSUM = slice(148, 156)


@dataclass(frozen=True, slots=True)
class Header:
    """One header block. ``kind`` is its type flag (``b"0"`` a regular file), ``size`` the bytes that follow."""

    path: str
    kind: bytes
    size: int
    extended: bool


def is_header(block: bytes) -> bool:
    """Whether ``block`` is a tar header: its checksum holds, whatever the dialect."""
    return len(block) == BLOCK and _number(block[_CHECKSUM]) == sum(block) - sum(block[_CHECKSUM]) + 8 * 32


def header(block: bytes) -> Header:
    """Read a block for which ``is_header`` holds. Raises ValueError on a size that is none."""
    size = _number(block[124:136])
    if size is None:
        raise ValueError(f"the size {block[124:136]!r} in a header of the tar is not a number")
    path = _text(block[:100])
    prefix = _text(block[345:500]) if block[257:263] == b"ustar\0" else ""
    return Header(f"{prefix}/{path}" if prefix else path, block[156:157], size, extended=block[482] != 0)


def pax_records(data: bytes) -> dict[str, str]:
    """The records ``LENGTH KEY=VALUE\\n`` of a pax header. Raises ValueError on anything else."""
    records = {}
    start = 0
    while start < len(data):
        space = data.find(b" ", start, start + 10)
        length = data[start:space] if space > start else b""
        end = start + int(length) if length.isdigit() else 0
        if not start < space < end <= len(data):
            raise ValueError("a pax header of the tar is damaged")
        key, _, value = data[space + 1 : end - 1].partition(b"=")
        records[key.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
        start = end
    return records


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "replace")


def _number(field: bytes) -> int | None:
    """Octal digits, or GNU's binary form (first bit set) for what is too large for them; None where neither."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if not digits:
        return 0
    return int(digits, 8) if digits.isdigit() and not digits.strip(b"01234567") else None
