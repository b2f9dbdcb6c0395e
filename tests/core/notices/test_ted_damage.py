"""Damaged TED notices are refused as unreadable or read with gaps; no other error ever leaves the reader."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from startpunkt.core.notices import ted
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.ted.tree import LOCAL
from startpunkt.core.notices.xml import parse
from tests.core.notices.ted_samples import BODY, R208, TITLES, bought, form, frame, old_form, read

TEXTS = [
    "",
    " ",
    "-1",
    "NaN",
    "1e999999999",
    "9" * 400,
    "0000-00-00",
    "99:99",
    "٣٤٣٤٣٤٣٤",
    "²",
    "2020/S 1-",
    "x" * 5000,
]
ATTRIBUTES = ["CODE", "VALUE", "LG", "CATEGORY", "FORM", "CURRENCY", "DOC_ID", "PUBLICATION"]
CODES = {"no-identifier", "no-form"}


def damage(root: etree._Element, chance: random.Random) -> None:
    """Delete, move, duplicate, blank, rename or overwrite one element."""
    elements = list(root.iter())
    element, other = chance.choice(elements), chance.choice(elements)
    parent = element.getparent()
    deed = chance.randrange(6)
    if deed == 0 and parent is not None:
        parent.remove(element)
    elif deed == 1:
        other.append(copy.deepcopy(element if len(element) < 50 else etree.Element("P")))
    elif deed == 2 and parent is not None:
        element.tag = other.tag
    elif deed == 3:
        name = chance.choice(ATTRIBUTES)
        if chance.random() < 0.5:
            element.attrib.pop(name, None)
        else:
            element.set(name, chance.choice(TEXTS))
    elif deed == 4:
        for child in list(element) if parent is not None else []:
            element.remove(child)
    else:
        element.text = chance.choice(TEXTS)


def attempt(root: etree._Element) -> bool:
    try:
        found = ted.read(root)
    except UnreadableNotice as refused:
        assert refused.code in CODES
        return False
    assert isinstance(found, Notice)
    assert found.lots
    return True


def test_damaged_real_notices_raise_nothing_but_unreadable(shared: Path) -> None:
    chance = random.Random(20160418)
    readable = total = 0
    with ZipFile(shared / "data/notices/ted-legacy.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        for name in chance.sample(names, 250):
            data = archive.read(name)
            if len(data) > 200_000:
                continue
            for _ in range(4):
                root = parse(data)
                for _ in range(chance.choice([1, 5, 40])):
                    damage(root, chance)
                total += 1
                readable += attempt(root)
    assert 0.5 * total < readable < total


def test_truncated_notices_are_not_xml() -> None:
    whole = frame(form(BODY + bought()), titles=TITLES)
    for length in range(0, len(whole) - 1, 7):
        try:
            attempt(parse(whole[:length]))
        except UnreadableNotice as refused:
            assert refused.code in ("not-xml", "empty")
        else:
            raise AssertionError(length)


def test_damaged_small_notices_of_both_generations() -> None:
    chance = random.Random(7)
    samples = [frame(form(BODY + bought("<OBJECT_DESCR/>")), titles=TITLES), frame(old_form("<CPV/>"), namespace=R208)]
    outcomes = set()
    for _ in range(1500):
        root = parse(chance.choice(samples))
        for _ in range(chance.choice([1, 3, 10])):
            damage(root, chance)
        outcomes.add(attempt(root))
    assert outcomes == {True, False}


def test_bad_dates_and_numbers_become_gaps() -> None:
    found = read(form(bought("<OBJECT_DESCR/>", cpv="٣٤٣٤٣٤٣٤")), data='<ORIGINAL_CPV CODE="?"/>', kind="")
    assert (found.main_cpv, found.lots[0].cpv) == (None, ())
    dated = frame(form(bought())).replace(b"20200102", b"20201399")
    assert ted.read(parse(dated)).publication_date is None


def test_comments_and_instructions_are_passed_over() -> None:
    text = frame(form(BODY + bought())).replace(b"<TITLE>", b"<!-- t --><?pi x?><TITLE>")
    text = text.replace(b"<OBJECT_CONTRACT>", b"<!-- o --><OBJECT_CONTRACT>")
    assert ted.read(etree.fromstring(text)).title == {"de": "Rotoren"}


def test_strangers_names_do_not_fill_the_memory() -> None:
    many = "".join(f"<N{number}/>" for number in range(20_000))
    assert read(form(bought() + many)).title == {"de": "Rotoren"}
    assert len(LOCAL) <= 4096
