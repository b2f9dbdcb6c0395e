"""The one entrance: bytes of an official notice in, Notice out."""

from __future__ import annotations

from lxml import etree

from startpunkt.core.notices import eforms, ted
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.xml import parse


def read(data: bytes) -> Notice:
    """The notice in ``data``, its format recognised by content. Raises UnreadableNotice."""
    root = parse(data)
    name = etree.QName(root)
    if eforms.is_eforms(name.namespace, name.localname):
        return eforms.read(root)
    if ted.is_ted(name.namespace, name.localname):
        return ted.read(root)
    raise UnreadableNotice(
        "unknown-format", f"The root element {name.localname!r} belongs to no format that is read here."
    )
