"""Bytes to an XML tree, or a refusal. Notices come from strangers: nothing is resolved, fetched or expanded."""

from __future__ import annotations

from lxml import etree

from startpunkt.core.notices.errors import UnreadableNotice

MAX_BYTES = 32 * 1024 * 1024
"""No official notice seen is larger than 10 MB; what is larger is refused before it is parsed."""


def parse(data: bytes) -> etree._Element:
    """The root element of ``data``, without comments and processing instructions.

    Raises UnreadableNotice: ``too-large``, ``not-xml``, ``doctype``.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableNotice("too-large", f"The file holds {len(data)} bytes; at most {MAX_BYTES} are read.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableNotice("not-xml", f"The file is not well-formed XML: {error}.") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableNotice("doctype", "The file declares a document type (DOCTYPE); notices never need one.")
    return root
