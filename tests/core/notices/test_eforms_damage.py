"""Damaged notices are refused as unreadable or read with gaps; no other error ever leaves the reader."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from startpunkt.core.notices import eforms
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.xml import parse

BAD_TEXTS = [None, "", " ", "-1", "unpublished", "x" * 5000, "9" * 400, "1e999999999", "NaN", "Infinity", "0001-01-01"]
BAD_TEXTS += ["9999-12-31+14:00", "25:61:61", "٣٤", "²", "\u200b", "LOT-0001", "ORG-0001", "TPO-0001", "true", "-0.0"]


def attempt(root: etree._Element) -> bool:
    try:
        found = eforms.read(root)
    except UnreadableNotice as refused:
        assert refused.code in {"no-identifier", "unknown-form"}
        return False
    assert isinstance(found, Notice)
    assert isinstance(hash((found.id, found.buyers, found.results, found.withheld)), int)
    return True


def damage(root: etree._Element, chance: random.Random) -> None:
    """Delete, move, duplicate, rename or overwrite one element."""
    elements = list(root.iter())[1:]
    if not elements:
        return
    element, other = chance.choice(elements), chance.choice(elements)
    parent = element.getparent()
    deed = chance.randrange(6)
    if deed == 0 and parent is not None:
        parent.remove(element)
    elif deed == 1:
        other.append(copy.deepcopy(element))
    elif deed == 2:
        element.tag = other.tag
    elif deed == 3:
        element.attrib.clear()
        element.set("languageID", chance.choice(["", "??", "DEU", "x" * 300]))
        element.set("currencyID", chance.choice(["", "EUR", "EURO", "€"]))
    elif deed == 4:
        for child in list(element):
            element.remove(child)
    else:
        element.text = chance.choice(BAD_TEXTS)


def test_damaged_real_notices_raise_nothing_but_unreadable(shared: Path) -> None:
    chance = random.Random(20250301)
    readable = total = 0
    with ZipFile(shared / "data/notices/eforms.zip") as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            original = parse(archive.read(name))
            for _ in range(12):
                root = copy.deepcopy(original)
                for _ in range(chance.choice([1, 3, 30])):
                    damage(root, chance)
                readable += attempt(root)
                total += 1
    assert total > 1000
    assert readable > total * 0.7


def test_bad_text_in_every_leaf_of_every_kind(shared: Path) -> None:
    """Each bad text once in all leaves of the same name, for every name that the files use."""
    chance = random.Random(7)
    with ZipFile(shared / "data/notices/eforms.zip") as archive:
        names = chance.sample([name for name in archive.namelist() if name.endswith(".xml")], 12)
        for name in names:
            original = parse(archive.read(name))
            for tag in sorted({str(leaf.tag) for leaf in original.iter() if len(leaf) == 0}):
                root = copy.deepcopy(original)
                bad = chance.choice(BAD_TEXTS)
                for leaf in root.iter(tag):
                    leaf.text = bad
                attempt(root)


def test_truncated_and_flipped_bytes_raise_nothing_but_unreadable(shared: Path) -> None:
    chance = random.Random(99)
    with ZipFile(shared / "data/notices/eforms.zip") as archive:
        names = chance.sample([name for name in archive.namelist() if name.endswith(".xml")], 40)
        for name in names:
            data = archive.read(name)
            for _ in range(10):
                broken = bytearray(data)
                for _ in range(chance.choice([1, 5])):
                    broken[chance.randrange(len(broken))] = chance.randrange(256)
                cut = bytes(broken if chance.random() < 0.7 else broken[: chance.randrange(len(broken))])
                try:
                    root = parse(cut)
                except UnreadableNotice as refused:
                    assert refused.code in {"not-xml", "doctype", "too-large"}
                    continue
                tag = etree.QName(root)
                if eforms.is_eforms(tag.namespace, tag.localname):
                    attempt(root)
