"""Hostile single files: what is no XML, XML that attacks its parser, and XML that is no notice."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.hostile.sorts import Bait, Hostile

MIB = 1024 * 1024
NOTICE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:'
    'ContractNotice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
    '<cbc:ID schemeName="notice-id">5e0c1f3a-0000-4000-8000-000000000001</cbc:ID><cbc:Note>Prüfgerät</cbc:Note>'
    "</ContractNotice>\n"
)


def markup(chance: Random, bait: Bait) -> Iterator[Hostile]:
    """What the parser must refuse."""
    for maker in (_doctypes, _entities, _external, _crowds, _giants, _encodings, _damage, _names):
        for index, data in enumerate(maker(chance, bait)):
            yield Hostile(maker.__name__.strip("_"), f"{maker.__name__.strip('_')}-{index}.xml", data)
    for name, data in _no_xml(chance):
        yield Hostile("no-xml", name, data)


def foreign(chance: Random, bait: Bait) -> Iterator[Hostile]:
    """Well-formed XML of other trades, some of it with instructions to fetch something: no reader knows the root."""
    addresses = (f"http://127.0.0.1:{bait.port}/x", f"file://{bait.secret}", bait.secret)
    for index, address in enumerate(addresses):
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>'
        yield Hostile("fetching", f"xinclude-{index}.xml", f"<list>{include}</list>".encode())
        yield Hostile("fetching", f"xinclude-root-{index}.xml", include.encode())
        sheet = f'<?xml-stylesheet type="text/xsl" href="{address}"?><list/>'
        yield Hostile("fetching", f"stylesheet-{index}.xml", sheet.encode())
        schema = f'<l xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="urn:l {address}"/>'
        yield Hostile("fetching", f"schema-{index}.xml", schema.encode())
    roots = (
        "svg",
        "rss",
        "html",
        "Envelope",
        "Invoice",
        "NOTICE_LIST",
        "ted_export",
        "TED-EXPORT",
        "contractnotice",
        "a",
    )
    for root in roots:
        yield Hostile(
            "foreign", f"{root}.xml", f'<{root} id="{chance.random()}"><title>No notice</title></{root}>'.encode()
        )
    yield Hostile(
        "foreign", "other-namespace.xml", b'<ContractNotice xmlns="urn:example:other"><ID>1</ID></ContractNotice>'
    )
    yield Hostile("foreign", "long-root.xml", b"<" + b"a" * 49_000 + b"/>")
    yield Hostile("foreign", "no-namespace.xml", b"<ContractNotice><ID>1</ID></ContractNotice>")
    yield Hostile("foreign", "ids.xml", b"<r>" + b"".join(b'<a xml:id="a%d"/>' % i for i in range(200_000)) + b"</r>")
    yield Hostile("foreign", "prefixes.xml", b"<r " + b" ".join(b'xmlns:p%d="u"' % i for i in range(200_000)) + b"/>")
    yield Hostile("foreign", "attributes.xml", b"<r " + b" ".join(b'a%d=""' % i for i in range(200_000)) + b"/>")


def _doctypes(chance: Random, bait: Bait) -> Iterator[bytes]:
    text = "<!DOCTYPE a><a/>"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp037", "utf-7"):
        yield text.encode(encoding)
        yield f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    yield b"+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-"
    yield b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-'
    for mark in (b"\xef\xbb\xbf" * 2, b"\xff\xfe\xff\xfe", b"\xef\xbb\xbf\xff\xfe"):
        yield mark + (text.encode("utf-16-le") if b"\xff" in mark else text.encode())
    for before in ("\n", "<!-- <a> -->", "<?x <a>?>", "<!---->" * 5000, "<?x?><!-- ?> --> \t\r\n"):
        yield (before + text).encode()
    yield b"<!DOCTYPE html><html><body>Checking your browser</body></html>"
    yield b"<!doctype html><html><body>Checking your browser</body></html>"
    yield NOTICE.replace("?>\n", "?>\n<!DOCTYPE ContractNotice>", 1).encode()


def _entities(chance: Random, bait: Bait) -> Iterator[bytes]:
    for depth in (3, 9, 30):
        laughs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, depth))
        yield f'<!DOCTYPE a [<!ENTITY e0 "ha">{laughs}]><a>&e{depth - 1};</a>'.encode()
        yield f'<!DOCTYPE a [<!ENTITY e0 "ha">{laughs}]><a b="&e{depth - 1};"/>'.encode()
    yield f'<!DOCTYPE a [<!ENTITY e "{"x" * 100_000}">]><a>{"&e;" * 100_000}</a>'.encode()
    yield b'<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>'
    yield b'<!DOCTYPE a [<!ATTLIST a b CDATA "' + b"x" * 100_000 + b'">]><a/>'
    yield b"<a>&undeclared;</a>"
    yield b"<a>" + b"&#x110000;" * chance.randint(1, 9) + b"</a>"


def _external(chance: Random, bait: Bait) -> Iterator[bytes]:
    addresses = (
        f"http://127.0.0.1:{bait.port}/x",
        f"ftp://127.0.0.1:{bait.port}/x",
        f"file://{bait.secret}",
        bait.secret,
        "file:///dev/zero",
    )
    for address in addresses:
        yield f'<!DOCTYPE a [<!ENTITY e SYSTEM "{address}">]><a>&e;</a>'.encode()
        yield f'<!DOCTYPE a [<!ENTITY % e SYSTEM "{address}"> %e;]><a/>'.encode()
        yield f'<!DOCTYPE a SYSTEM "{address}"><a/>'.encode()
        yield f'<!DOCTYPE a PUBLIC "-//X//Y" "{address}"><a/>'.encode("utf-16")


def _crowds(chance: Random, bait: Bait) -> Iterator[bytes]:
    for crowd in (b"<a/>", b"<a/>x", b'<a b="x"/>', b"<?a?>", b"<!---->", b'<a xmlns="u"/>', b"<![CDATA[x]]>"):
        yield b"<r>" + crowd * (chance.randint(760_000, 800_000)) + b"</r>"
    yield b"<r>" + b"<a/>" * (8 * MIB - 8) + b"</r>"
    yield ("<r>" + "<a/>" * 1_000_000 + "</r>").encode("utf-16")
    yield b"<r " + b" ".join(b'a%d=""' % i for i in range(800_000)) + b"/>"


def _giants(chance: Random, bait: Bait) -> Iterator[bytes]:
    for depth in (300, 2_000, 100_000, 300_000):
        yield b"<a>" * depth + b"</a>" * depth
    long = b"x" * (20 * MIB)
    yield b"<a>" + long + b"</a>"
    yield b'<a b="' + long + b'"/>'
    yield b"<a><![CDATA[" + long + b"]]></a>"
    yield b"<a><!--" + long + b"--></a>"
    yield b"<a>" + b" " * (32 * MIB) + b"</a>"
    yield b" " * (33 * MIB)


def _encodings(chance: Random, bait: Bait) -> Iterator[bytes]:
    for label in ("UTF-16", "UCS-4", "EBCDIC-CP-US", "UTF-7", "ISO-2022-JP", "x-user-defined", "iso-8859-12", "idna"):
        yield NOTICE.replace("UTF-8", label).encode()
    for encoding in ("latin-1", "cp1252", "cp037", "utf-32"):
        yield NOTICE.encode(encoding)
    letter = "ü".encode()
    for bad in (
        b"\xff",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xc3",
        b"\xf4\x90\x80\x80",
        b"\0",
        b"\x01",
    ):
        yield NOTICE.encode().replace(letter, bad, 1)
    yield NOTICE.encode("utf-16")[:-1]
    yield "\ufeff\ud800<a/>".encode("utf-16-le", "surrogatepass")


def _damage(chance: Random, bait: Bait) -> Iterator[bytes]:
    whole = NOTICE.strip().encode()
    for cut in sorted(chance.sample(range(1, len(whole) - 1), 20)):
        yield whole[:cut]
    for _ in range(10):
        start = chance.randrange(40, len(whole) - 40)
        yield whole[:start] + chance.choice((b"<", b"&", b"</x>", b"<a b=c>", b"]]>\0")) + whole[start:] + b"<"
    yield whole + whole
    yield whole + b"trailing"


def _names(chance: Random, bait: Bait) -> Iterator[bytes]:
    yield b"<" + b"a" * 60_000 + b"/>"
    yield b"<" + b"a" * 49_000 + b"></b>"
    yield b"<a " + b"b" * 60_000 + b'=""/>'
    yield b'<a b="" b=""/>'
    yield b'<a xmlns:xml="urn:other"/>'
    yield b"<r>" + b"<p:a/>" * 100_000 + b"</r>"
    yield b'<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>'
    yield b"<-a/>"
    yield b'<a xml:id="1" xml:id="1"/>'


def _no_xml(chance: Random) -> Iterator[tuple[str, bytes]]:
    yield "empty.xml", b""
    yield "mark.xml", b"\xef\xbb\xbf"
    yield "mark16.xml", b"\xff\xfe"
    yield "blank.xml", b" \r\n\t" * 100
    yield "release.json", b'{"releases": [{"ocid": "ocds-0", "tender": {"title": "<a/>"}}]}'
    yield "table.csv", b"noticeIdentifier,noticeVersion\n1,01\n"
    yield "page.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    yield "image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + chance.randbytes(64)
    yield "image.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + chance.randbytes(64)
    yield "image.gif", b"GIF89a" + chance.randbytes(64)
    yield "program.xml", b"\x7fELF\x02\x01\x01" + chance.randbytes(200)
    yield "script.xml", b"#!/bin/sh\necho <a/>\n"
    yield "page.html", b"<html><head><meta charset=utf-8><title>Human?</title></head><br></html>"
    yield "text.xml", b"ContractNotice"
    yield "seven.7z", b"7z\xbc\xaf\x27\x1c\0\x04" + chance.randbytes(64)
    yield "packed.xz", b"\xfd7zXZ\0\0\x04" + chance.randbytes(64)
    for index in range(15):
        yield f"random-{index}.xml", b"\x90" + chance.randbytes(chance.randint(1, 5_000))
