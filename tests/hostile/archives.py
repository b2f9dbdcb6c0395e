"""Hostile archives. Whatever honest members they hold are XML, but no notices."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from random import Random

from tests.hostile.sorts import Bait, Hostile

MIB = 1024 * 1024
HARMLESS = b"<nothing/>"


def zips(chance: Random, bait: Bait) -> Iterator[Hostile]:
    bomb = b"<a>" + b" " * (200 * 1000 * 1000)
    yield Hostile("zip-bomb", "bomb.zip", _zip([("bomb.xml", bomb)]))
    yield Hostile("zip-bomb", "bombs.zip", _zip([(f"{i}.xml", bomb[: 20 * MIB]) for i in range(20)]))
    yield Hostile("zip-bomb", "disguised.xml", _zip([("a.xml", HARMLESS), ("bomb.xml", bomb[: 31 * MIB])]))
    yield Hostile(
        "zip-bomb", "large.zip", _zip([("large.xml", b"<a>" + chance.randbytes(33 * MIB))], zipfile.ZIP_STORED)
    )
    yield Hostile("overlap", "overlap.zip", _overlapping(300))
    yield Hostile("overlap", "overlap-many.zip", _overlapping(30_000))
    for offset, value in ((22, 5), (22, 5_000), (22, 2**32 - 2), (18, 3), (18, 2**31), (14, 7)):
        yield Hostile("zip-lies", f"lies-{offset}-{value}.zip", _lying(offset, value))
    for bits in (0x1, 0x41):
        data = bytearray(_zip([("a.xml", HARMLESS)]))
        struct.pack_into("<H", data, 6, bits)
        struct.pack_into("<H", data, data.index(b"PK\1\2") + 8, bits)
        yield Hostile("encrypted", f"encrypted-{bits}.zip", bytes(data))
    for kind, inner in _archives().items():
        yield Hostile("nested", f"nested-{kind}.zip", _zip([(f"inner.{kind}", inner), ("inner.xml", inner)]))
    yield Hostile("nested", "nested-deep.zip", _nested(20))
    paths = (
        "../x.xml",
        "../../../x.xml",
        f"{bait.outside}/x.xml",
        "C:\\x.xml",
        "..\\x.xml",
        "a/../../x.xml",
        "\\\\h\\x.xml",
    )
    for index, path in enumerate(paths):
        yield Hostile("zip-paths", f"path-{index}.zip", _zip([(path, HARMLESS)]))
    for mode in (0o120777, 0o020666, 0o060666, 0o010666, 0o140666):
        yield Hostile("zip-links", f"mode-{mode:o}.zip", _moded(mode, bait.outside.encode()))
    yield Hostile("zip-crowd", "empty-members.zip", _directory(100_000, local=True))
    yield Hostile("zip-crowd", "million.zip", _directory(1_000_000, local=False))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield Hostile("zip-odd", f"method-{method}.zip", _zip([("a.xml", HARMLESS)], method))
    yield Hostile("zip-odd", "nothing.zip", _zip([]))
    yield Hostile(
        "zip-odd", "names.zip", _zip([("a\x1b[2J\u202e.xml", HARMLESS), ("n" * 60_000, HARMLESS), ("d/", b"")])
    )
    yield Hostile(
        "zip-odd", "junk.zip", _zip([("__MACOSX/._a.xml", b"\0\5\x16\7"), ("README.txt", b"read me"), ("e", b"")])
    )
    whole = _zip([(f"{i}.xml", HARMLESS * 9) for i in range(9)])
    for cut in sorted(chance.sample(range(4, len(whole)), 8)):
        yield Hostile("zip-damage", f"cut-{cut}.zip", whole[:cut])
    for index in range(20):
        yield Hostile("zip-damage", f"flipped-{index}.zip", _flipped(whole, chance))


def tars(chance: Random, bait: Bait) -> Iterator[Hostile]:
    kinds = (tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, b"Q", b"V")
    for kind in kinds:
        yield Hostile("tar-links", f"kind-{kind.decode()}.tar", _tar([("a.xml", b"", kind, bait.secret)]))
        yield Hostile("tar-links", f"kind-{kind.decode()}.tgz", _gzip(_tar([("a.xml", b"", kind, bait.outside)])))
    for index, path in enumerate(("../x.xml", f"{bait.outside}/x.xml", "a/../../x.xml", "..\\x.xml")):
        yield Hostile("tar-paths", f"path-{index}.tar.gz", _gzip(_tar([(path, HARMLESS, b"0", "")])))
    for kind in (b"L", b"K", b"x", b"g", b"S", b"0"):
        for size in (5 * 10**9, 2**60):
            yield Hostile("tar-claims", f"claim-{kind.decode()}-{size}.tar", _claim(kind, size))
            endless = _gzip_zeros(_claim(kind, size), 40)
            yield Hostile("tar-claims", f"claim-{kind.decode()}-{size}.tar.gz", endless)
    records = (
        b"20 size=-5\n",
        b"22 GNU.sparse.major=1\n",
        b"99999999999 path=a\n",
        b"x",
        b"13 size=" + b"9" * 4 + b"\n",
    )
    for index, record in enumerate((*records, b"11 path=..\n" * 90_000)):
        yield Hostile("tar-claims", f"pax-{index}.tar", _extended(b"x", record) + _tar([("a.xml", HARMLESS, b"0", "")]))
    crowd = _extended(b"x", b"6 a=\n\n" * 150_000)
    yield Hostile("tar-damage", "pax-crowd.tar", crowd + _tar([("a.xml", HARMLESS, b"0", "")]))
    yield Hostile("tar-claims", "names.tgz", _gzip(_extended(b"L", b"n" * MIB) * 300))
    yield Hostile("gzip-bomb", "bomb.tar.gz", _gzip_zeros(_claim(b"0", 10 * 2**30), 320))
    yield Hostile("gzip-bomb", "bomb-named-xml.xml", _gzip_zeros(_claim(b"0", 31 * MIB) + b"<a>", 320))
    for kind, inner in _archives().items():
        yield Hostile("nested", f"nested-{kind}.tar", _tar([(f"inner.{kind}", inner, b"0", "")]))
    packed = _gzip(_tar([(f"{i}.xml", HARMLESS, b"0", "") for i in range(9)]))
    plain = gzip.decompress(packed)
    yield Hostile("gzip-damage", "notice.xml.gz", _gzip(HARMLESS))
    yield Hostile("gzip-damage", "empty.gz", _gzip(b""))
    yield Hostile("gzip-damage", "magic.gz", b"\x1f\x8b")
    for cut in sorted(chance.sample(range(12, len(packed) - 9), 6)):
        yield Hostile("gzip-damage", f"cut-{cut}.tar.gz", packed[:cut])
    for cut in sorted(chance.sample(range(520, 9 * 1024), 6)):
        yield Hostile("tar-damage", f"cut-{cut}.tar", plain[:cut])
    for index in range(10):
        yield Hostile("gzip-damage", f"flipped-{index}.tar.gz", packed[:3] + _flipped(packed[3:], chance))
        yield Hostile("tar-damage", f"flipped-{index}.tar", plain[:512] + _flipped(plain[512:], chance))


def _archives() -> dict[str, bytes]:
    tar = _tar([("a.xml", HARMLESS, b"0", "")])
    return {"zip": _zip([("a.xml", HARMLESS)]), "tar": tar, "tgz": _gzip(tar), "gz": _gzip(HARMLESS)}


def _zip(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return whole.getvalue()


def _nested(depth: int) -> bytes:
    data = HARMLESS
    for _ in range(depth):
        data = _zip([("inner.zip", data)])
    return data


def _moded(mode: int, data: bytes) -> bytes:
    info = zipfile.ZipInfo("a.xml")
    info.external_attr = mode << 16
    info.create_system = 3
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(info, data)
    return whole.getvalue()


def _overlapping(times: int) -> bytes:
    """One packed kernel that every entry of the list of contents claims as its own."""
    whole = _zip([("a.xml", b"<a>" + b" " * (31 * MIB))])
    start, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    contents = whole[start:end] * times
    return whole[:start] + contents + _end(times, len(contents), start)


def _lying(offset: int, value: int) -> bytes:
    """One field of the first member (14 CRC, 18 packed size, 22 size) is a lie, in both of its headers."""
    data = bytearray(_zip([("a.xml", HARMLESS * 40)]))
    struct.pack_into("<L", data, offset, value)
    struct.pack_into("<L", data, data.index(b"PK\1\2") + offset + 2, value)
    return bytes(data)


def _directory(count: int, local: bool) -> bytes:
    """A zip of so many empty members; without ``local`` headers only their list."""
    contents, files = bytearray(), bytearray()
    for index in range(count):
        name = b"%07d.xml" % index
        fields = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0)
        contents += b"PK\1\2\x14\0" + fields + struct.pack("<3H2L", 0, 0, 0, 0, len(files)) + name
        if local:
            files += b"PK\3\4" + fields + name
    if not local:
        files += b"PK\3\4"
    return bytes(files + contents) + _end(count, len(contents), len(files))


def _end(count: int, size: int, start: int) -> bytes:
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    where = struct.pack("<4sLQL", b"PK\6\7", 0, start + size, 1)
    return wide + where + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def _tar(entries: list[tuple[str, bytes, bytes, str]]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, data, kind, target in entries:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, target, len(data)
            archive.addfile(info, io.BytesIO(data))
    return whole.getvalue()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _claim(kind: bytes, size: int) -> bytes:
    """A single header that promises ``size`` bytes."""
    info = tarfile.TarInfo("a.xml")
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


def _extended(kind: bytes, data: bytes) -> bytes:
    return _claim(kind, len(data)) + data + b"\0" * (-len(data) % 512)


def _gzip_zeros(start: bytes, times: int) -> bytes:
    """``start`` and ``times`` 32 MiB of zeros, as gzip streams one after another."""
    return _gzip(start) + _gzip(b"\0" * (32 * MIB)) * times


def _flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
