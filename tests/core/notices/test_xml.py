"""The guarded parser: what it reads, in which encodings, and that no document type gets past it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.xml import MAX_BYTES, MAX_NODES, parse

TEXT = "Prüfgerät €"


def _code(data: bytes) -> str:
    with pytest.raises(UnreadableNotice) as refused:
        parse(data)
    return refused.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-15"]
)
def test_the_encodings_that_notices_come_in(encoding: str) -> None:
    label = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig").upper()}"?>'
    assert parse(f'{label}<a b="{TEXT}">{TEXT}</a>'.encode(encoding)).text == TEXT


def test_without_a_declaration_the_text_is_utf_8() -> None:
    root = parse(f"\n<a b='{TEXT}'><!-- c --><?p i?>{TEXT}</a>".encode())
    assert (root.text, root.get("b"), len(root)) == (TEXT, TEXT, 0)


def test_a_document_type_in_the_text_is_mere_text() -> None:
    assert parse(b"<a><![CDATA[<!DOCTYPE html>]]></a>").text == "<!DOCTYPE html>"


@pytest.mark.parametrize("label", ["utf-7", "ISO-2022-JP", "cp037", "utf-32", "UTF-16", "iso-8859-12", "rot13"])
def test_a_declared_encoding_that_could_hide_markup_is_refused(label: str) -> None:
    assert _code(f'<?xml version="1.0" encoding="{label}"?><a/>'.encode()) == "encoding"


def test_size_is_limited_in_bytes_and_in_nodes() -> None:
    assert _code(b"<a>" + b" " * MAX_BYTES + b"</a>") == "too-large"
    most = MAX_NODES // 2 - 2
    assert len(parse(b"<a>" + b"<b/>" * most + b"</a>")) == most
    assert _code(b"<a>" + b"<b/>" * (most + 1) + b"</a>") == "too-large"


_PIECES = st.sampled_from(
    [
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY e 'x'>]>",
        "<!-- -->",
        "<?p?>",
        "<a>&e;</a>",
        "<a/>",
        "\ufeff",
        " ",
        "<!--",
        "x",
    ]
)


@given(
    pieces=st.lists(_PIECES, max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"]),
    label=st.sampled_from(["", "utf-8", "utf-16", "utf-7", "cp037", "latin-1"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]),
)
def test_no_tree_ever_has_a_document_type(pieces: list[str], encoding: str, label: str, mark: bytes) -> None:
    declaration = f'<?xml version="1.0" encoding="{label}"?>' if label else ""
    try:
        root = parse(mark + (declaration + "".join(pieces)).encode(encoding, "replace"))
    except UnreadableNotice:
        return
    assert root.getroottree().docinfo.doctype == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_a_tree_or_a_refusal(data: bytes) -> None:
    try:
        parse(b"<" + data)
    except UnreadableNotice as refusal:
        assert str(refusal).isprintable()
