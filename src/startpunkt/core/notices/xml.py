"""Bytes to an XML tree, or a refusal. Notices come from strangers: nothing is resolved, fetched or expanded."""

from __future__ import annotations

import re
import threading

from lxml import etree

from startpunkt.core.notices.errors import UnreadableNotice, shown

MAX_BYTES = 32 * 1024 * 1024
"""No official notice seen is larger than 10 MB; what is larger is refused before it is parsed."""

MAX_NODES = 1_500_000
"""At most so many elements, attributes and texts, counted generously: about 190 MB as a tree. The largest real notice
at hand (2.8 MB) counts 202,000. Without this limit 32 MiB of ``<a/>`` would become more than a gigabyte."""

_of_thread = threading.local()
_DECLARED = re.compile(rb"""<\?xml[ \t\r\n][^<>]{0,200}?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']([\w.-]{1,40})["']""")
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}
# Encodings in which '<' is always and only the byte 0x3C. Others (UTF-7, EBCDIC, shift states) could hide markup.
_OTHERS = re.compile(r"iso-8859-\d{1,2}|windows-125\d")
_DOCTYPE = re.compile(rb"(?>[ \t\r\n]++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE", re.DOTALL)


def parse(data: bytes) -> etree._Element:
    """The root element of ``data``, without comments and processing instructions.

    Raises UnreadableNotice: ``empty``, ``too-large``, ``encoding``, ``doctype``, ``not-xml``.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableNotice("too-large", f"The file holds {len(data)} bytes; at most {MAX_BYTES} are read.")
    text = _as_utf8(data).strip()
    if not text:
        raise UnreadableNotice("empty", "The file is empty; fetch it again from its source.")
    # The parser would skip a second byte order mark, and the check for a DOCTYPE would look at the wrong place.
    if not text.startswith(b"<"):
        raise UnreadableNotice("not-xml", "The file is not XML: it does not begin with '<'.")
    if _DOCTYPE.match(text):
        raise UnreadableNotice("doctype", "The file declares a document type (DOCTYPE); notices never need one.")
    _refuse_crowds(text)
    try:
        return etree.fromstring(text, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableNotice("not-xml", f"The file is not well-formed XML: {shown(error)}.") from error


def _parser() -> etree.XMLParser:
    """This thread's parser: making one takes a tenth of the time of a short notice."""
    parser: etree.XMLParser | None = getattr(_of_thread, "parser", None)
    if parser is None:
        # The encoding is stated, so that the parser cannot understand the bytes otherwise than the checks did.
        parser = _of_thread.parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
    return parser


def _as_utf8(data: bytes) -> bytes:
    """``data`` in UTF-8 without a byte order mark, read in the encoding that its first bytes show or it declares."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:]
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<"):
        raise UnreadableNotice("encoding", "The file is written in UTF-32; notices are read in UTF-8 or UTF-16.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _recoded(data, "utf-16")
    if data[:2] in (b"<\0", b"\0<"):
        return _recoded(data, "utf-16-le" if data[0] else "utf-16-be")
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if encoding in _UTF8:
        return data
    if not _OTHERS.fullmatch(encoding):
        raise UnreadableNotice(
            "encoding", f"The file declares the encoding {encoding!r}, which is not read here; save it as UTF-8."
        )
    return _recoded(data, encoding)


def _recoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except (UnicodeError, LookupError) as error:
        raise UnreadableNotice("encoding", f"The file is not the {encoding} that it says: {shown(error)}.") from error


def _refuse_crowds(text: bytes) -> None:
    # Each '<' opens at most one element after at most one text; each '=' gives at most one attribute with one text.
    # A short file cannot hold too many, so that nearly all notices are spared the count.
    if 2 * len(text) <= MAX_NODES:
        return
    nodes = 2 * (text.count(b"<") + text.count(b"="))
    if nodes > MAX_NODES:
        raise UnreadableNotice(
            "too-large", f"The file can hold {nodes} elements, attributes and texts; at most {MAX_NODES} are read."
        )
