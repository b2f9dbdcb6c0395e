"""Candidates out of files, folders and archives: what is found, what is refused, and that nothing else ever happens."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startpunkt.core.intake.members import members
from startpunkt.core.intake.unpacking import Limits, Member

NOTICES = {f"folder/{number}.xml": f"<notice>{number}</notice>".encode() * (number + 1) for number in range(30)}


def _zip(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", b"")
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


def _tar(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=form) as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return whole.getvalue()


def _read(path: Path, data: bytes, limits: Limits | None = None) -> list[Member]:
    path.write_bytes(data)
    return list(members(path, limits))


def _codes(found: list[Member]) -> list[str | None]:
    return [member.refusal.code if member.refusal else None for member in found]


FORMS = {
    "zip": _zip(NOTICES),
    "tar": _tar(NOTICES),
    "gnu": _tar(NOTICES, tarfile.GNU_FORMAT),
    "ustar": _tar(NOTICES, tarfile.USTAR_FORMAT),
    "tgz": gzip.compress(_tar(NOTICES)),
    "two-streams": gzip.compress(_tar(NOTICES)[:5_000]) + gzip.compress(_tar(NOTICES)[5_000:]) + b"\0" * 512,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_archive_gives_its_members_in_order_whatever_its_name(tmp_path: Path, form: str) -> None:
    found = _read(tmp_path / "misnamed.pdf", FORMS[form])
    assert [member.data for member in found] == list(NOTICES.values())
    assert [member.name for member in found] == [f"{number}.xml" for number in range(30)]
    assert [member.position for member in found] == list(range(1, 31)), "the folder counts as an entry"
    assert {member.source for member in found} == {tmp_path / "misnamed.pdf"}


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_and_foreign_names_in_a_tar(tmp_path: Path, form: int) -> None:
    name = "y" * 200 + "/" + "Prüfgerät" * 20 + ".xml"
    assert [member.name for member in _read(tmp_path / "a", _tar({name: b"<a/>"}, form))] == ["Prüfgerät" * 20 + ".xml"]


def test_a_plain_file_is_one_member_whatever_it_holds(tmp_path: Path) -> None:
    for data in (b"", b"<a/>", b"%PDF", b"\0" * 2_000, b"<a/>" + _zip(NOTICES)):
        (member,) = _read(tmp_path / "x.zip", data)
        assert (member.name, member.position, member.data, member.refusal) == ("x.zip", 0, data, None)


def test_a_folder_is_read_in_order_and_no_link_is_followed_out_of_it(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "outside"
    (inside / "b" / "c").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.xml").write_bytes(b"<secret/>")
    (inside / "z.xml").write_bytes(b"<z/>")
    (inside / "a.zip").write_bytes(_zip({"m.xml": b"<m/>"}))
    (inside / "b" / "c" / "d.xml").write_bytes(b"<d/>")
    (inside / "b" / "again").symlink_to(inside)
    (inside / "b" / "z.xml").symlink_to(inside / "z.xml")
    (inside / "b" / "out").symlink_to(outside)
    (inside / "b" / "out.xml").symlink_to(outside / "secret.xml")
    found = list(members(inside))
    assert [member.data for member in found if member.data] == [b"<m/>", b"<z/>", b"<d/>"]
    assert [(member.name, member.refusal.code) for member in found if member.refusal] == [
        ("out", "path-outside"),
        ("out.xml", "path-outside"),
    ]


def test_a_folder_deeper_than_any_recursion(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1_500):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x").write_bytes(b"<a/>")
    assert [member.data for member in members(tmp_path)] == [b"<a/>"]
    for _ in range(1_501):
        for left in deep.iterdir():
            left.unlink() if left.is_file() else left.rmdir()
        deep = deep.parent


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    codes: list[str | None] = []
    thread = threading.Thread(target=lambda: codes.extend(_codes(list(members(tmp_path)))), daemon=True)
    thread.start()
    thread.join(10)
    assert codes == ["not-a-file"]
    assert _codes(list(members(Path("/dev/zero")))) == ["not-a-file"]
    assert _codes(list(members(tmp_path / "gone.xml"))) == ["cannot-open"]
    assert _codes(list(members(Path("a\0b")))) == ["cannot-open"]


def test_one_bad_member_does_not_cost_the_others(tmp_path: Path) -> None:
    data = bytearray(_zip({"a.xml": b"<a/>", "b.xml": b"<b/>" * 9, "c.xml": b"<c/>"}))
    data[data.index(b"b.xml") + 6] ^= 0xFF
    found = _read(tmp_path / "a", bytes(data))
    assert _codes(found) == [None, "broken-member", None]
    assert found[2].data == b"<c/>"


def test_a_cut_archive_says_how_far_it_was_read(tmp_path: Path) -> None:
    whole = _tar({"a.xml": b"<a/>", "b.xml": b"<b/>"}, tarfile.USTAR_FORMAT)
    found = _read(tmp_path / "cut.tar", whole[: 512 * 4 + 2])
    assert [(member.name, member.data) for member in found] == [("a.xml", b"<a/>"), ("cut.tar", None)]
    assert "after 2 entries" in str(found[-1].refusal)


@pytest.mark.parametrize("form", ["zip", "tar", "tgz"])
def test_the_limits_hold_on_what_is_really_unpacked(tmp_path: Path, form: str) -> None:
    files = {"long.xml": b"<a>" + b"x" * 5_000_000, "short.xml": b"<b/>"}
    data = {"zip": _zip(files), "tar": _tar(files), "tgz": gzip.compress(_tar(files))}[form]
    path = tmp_path / "a"
    assert _codes(_read(path, data)) == [None if form == "tar" else "ratio", None]
    assert _codes(_read(path, data, Limits(ratio=10_000))) == [None, None]
    assert _codes(_read(path, data, Limits(ratio=10_000, member_bytes=5_000_002))) == ["too-large", None]
    assert _codes(_read(path, data, Limits(ratio=10_000, total_bytes=2_000_000))) == ["too-large"]
    assert _codes(_read(path, data, Limits(ratio=10_000, members=2)))[-1] == "too-many"
    assert _codes(_read(path, data, Limits(ratio=10_000, members=3))) == [None, None]


def test_members_that_are_no_notices_are_named(tmp_path: Path) -> None:
    files = {
        "README.txt": b"read",
        "e": b"",
        "i.zip": _zip({}),
        "16.xml": "<ä/>".encode("utf-16"),
        "g.gz": gzip.compress(b""),
    }
    expected = ["not-xml", "empty", "nested-archive", None, "nested-archive"]
    assert _codes(_read(tmp_path / "a", _zip(files))) == expected
    assert _codes(_read(tmp_path / "a", _tar(files))) == expected


def _is_orderly(found: list[Member]) -> bool:
    positions = [member.position for member in found]
    return (
        bool(found) and positions == sorted(positions) and all((m.data is None) != (m.refusal is None) for m in found)
    )


@settings(max_examples=150, deadline=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\0", b"\x1f\x8b"]),
    rest=st.binary(max_size=2_000),
)
def test_any_bytes_give_members_or_refusals(tmp_path: Path, start: bytes, rest: bytes) -> None:
    assert _is_orderly(_read(tmp_path / "any", start + rest))


@settings(max_examples=300, deadline=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from(["zip", "tar", "gnu", "tgz"]), data=st.data())
def test_any_damage_to_an_archive_gives_members_or_refusals(tmp_path: Path, form: str, data: st.DataObject) -> None:
    changed = bytearray(FORMS[form])
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    assert _is_orderly(_read(tmp_path / "any", bytes(changed[: data.draw(st.integers(1, len(changed)))])))


@settings(max_examples=200, deadline=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds=st.lists(st.tuples(st.sampled_from(b"LKxgS05"), st.binary(max_size=40)), max_size=5))
def test_any_headers_of_a_tar_give_members_or_refusals(tmp_path: Path, kinds: list[tuple[int, bytes]]) -> None:
    whole = b""
    for kind, content in kinds:
        info = tarfile.TarInfo("a.xml")
        info.type, info.size = bytes([kind]), len(content)
        whole += info.tobuf(tarfile.GNU_FORMAT) + content + b"\0" * (-len(content) % 512)
    assert _is_orderly(_read(tmp_path / "any", whole))


def test_the_real_archives_are_read_whole(shared: Path) -> None:
    for path in sorted((shared / "data" / "notices").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            expected = [(info.filename.rpartition("/")[2], archive.read(info)) for info in archive.infolist()]
        assert [(member.name, member.data) for member in members(path)] == expected
