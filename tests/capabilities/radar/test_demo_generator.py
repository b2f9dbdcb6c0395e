"""The demo's notices: the same for the same seed and day, readable, varied, invented, and built like real files."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from lxml import etree

from startpunkt.capabilities.radar.demo import notices
from startpunkt.core.fields import FIELDS, fields_of
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.reading import read

TODAY = date(2026, 3, 20)  # summer time begins within the deadlines

# Elements of eForms that the real files at hand do not show.
NOT_SEEN_IN_REAL_FILES = {
    ("AllowedSubcontractTerms", "Description"),
    ("SecurityClearanceTerm", "Description"),
    ("LotTender", "FieldsPrivacy"),
    ("ReceivedSubmissionsStatistics", "FieldsPrivacy"),
    ("FieldsPrivacy", "FieldIdentifierCode"),
    ("FieldsPrivacy", "ReasonCode"),
    ("FieldsPrivacy", "PublicationDate"),
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(notices(7, TODAY))


@pytest.fixture(scope="module")
def demo(files: dict[str, bytes]) -> dict[str, Notice]:
    return {name: read(data) for name, data in files.items()}


def test_same_seed_and_day_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert list(notices(7, TODAY)) == list(files.items())


def test_another_seed_gives_other_ids_and_another_day_the_same(demo: dict[str, Notice]) -> None:
    ids = {notice.id for notice in demo.values()}
    assert ids.isdisjoint(read(data).id for _, data in notices(8, TODAY))
    assert ids == {read(data).id for _, data in notices(7, TODAY + timedelta(days=40))}


def test_no_version_occurs_twice(files: dict[str, bytes], demo: dict[str, Notice]) -> None:
    versions = Counter((notice.id, notice.version) for notice in demo.values())
    assert max(versions.values()) == 1
    assert len(files) == len(versions)
    assert sum(notice.version == "02" for notice in demo.values()) == 3


def test_every_kind_is_there(demo: dict[str, Notice]) -> None:
    kinds = Counter(notice.kind for notice in demo.values())
    assert 110 <= kinds["competition"] <= 130
    assert kinds["planning"] >= 12
    assert kinds["change"] == 7
    assert kinds["modification"] == 3
    direct = [notice for notice in demo.values() if notice.direct]
    assert len(direct) == 4
    assert kinds["award"] - len(direct) == 43


def test_four_languages_german_most(demo: dict[str, Notice]) -> None:
    first = Counter(notice.languages[0] for notice in demo.values())
    assert set(first) == {"de", "en", "fr", "pl"}
    assert first.most_common(1)[0][0] == "de"
    bilingual = [notice for notice in demo.values() if len(notice.languages) > 1]
    assert len(bilingual) >= 5
    for notice in bilingual:
        assert set(notice.title) == set(notice.lots[0].description) == set(notice.languages)


def test_every_competition_is_open_unless_it_is_meant_to_be_expired(demo: dict[str, Notice]) -> None:
    now = datetime.combine(TODAY, time(12), UTC)
    competitions = [notice for notice in demo.values() if notice.kind in ("competition", "change")]
    deadlines = [lot.deadline for notice in competitions for lot in notice.lots if lot.type == "lot"]
    assert None not in deadlines
    expired = {
        notice.title[notice.languages[0]]
        for notice in competitions
        for lot in notice.lots
        if lot.deadline and lot.deadline.instant < now
    }
    assert len(expired) == 10
    offsets = {(found.instant.utcoffset(), found.offset_given) for found in deadlines if found}
    assert len({offset for offset, given in offsets if given}) >= 3
    assert {given for _, given in offsets} == {True, False}


def test_lots_parts_and_a_group(demo: dict[str, Notice]) -> None:
    types = Counter(lot.type for notice in demo.values() for lot in notice.lots)
    assert types["lot"] > 100
    assert types["part"] >= 12
    assert types["group"] >= 1
    several = [notice for notice in demo.values() if notice.kind == "competition" and len(notice.lots) > 1]
    assert len(several) >= 10


def test_awards_name_the_winners_and_leave_the_losers_out(demo: dict[str, Notice]) -> None:
    awards = [notice for notice in demo.values() if notice.kind == "award"]
    for notice in awards:
        assert any(result.winners for result in notice.results), notice.title
    assert any(len(result.winners) > 1 for notice in awards for result in notice.results)
    assert any(not result.winners and result.status == "clos-nw" for notice in awards for result in notice.results)
    radar = next(notice for notice in awards if "Transportable low-level surveillance radars" in notice.title.values())
    assert [winner.name for winner in radar.results[0].winners] == [
        "Fjellvarde Sensing AS",
        "Nordfunk Ortungstechnik GmbH",
    ]


def test_chains_lead_to_notices_that_exist(demo: dict[str, Notice]) -> None:
    versions = {f"{notice.id}-{notice.version}": notice for notice in demo.values()}
    changes = [notice for notice in demo.values() if notice.kind == "change"]
    for notice in changes:
        assert versions[notice.corrects[0]].procedure_id == notice.procedure_id
    followers = [notice for notice in demo.values() if notice.kind != "change" and notice.previous]
    assert {notice.kind for notice in followers} == {"competition", "award", "modification"}
    for notice in followers:
        assert set(notice.previous) <= set(versions)


def test_a_withheld_sum_is_no_sum(demo: dict[str, Notice]) -> None:
    (withheld,) = [notice for notice in demo.values() if notice.withheld]
    assert {entry.field for entry in withheld.withheld} == {"win-ten-val", "rec-sub-cou"}
    assert withheld.results[0].winners
    assert withheld.results[0].value is None
    assert withheld.results[0].tenders_received is None


def test_every_sort_of_hurdle_has_words(demo: dict[str, Notice]) -> None:
    hurdles = [hurdle for notice in demo.values() for lot in notice.lots for hurdle in lot.hurdles]
    kinds = {hurdle.kind for hurdle in hurdles}
    assert kinds >= {"economic", "technical", "certificate", "guarantee", "clearance", "reserved", "subcontracting"}
    for hurdle in hurdles:
        assert " " in hurdle.text
        assert "{" not in hurdle.text


def test_fields_and_off_topic_notices_are_mixed(demo: dict[str, Notice]) -> None:
    fields = Counter(field for notice in demo.values() for field in fields_of(notice.main_cpv or ""))
    for field in FIELDS:
        assert fields[field.code] >= 8, field.code


def test_descriptions_differ(demo: dict[str, Notice]) -> None:
    chains = {"announcement", "change", "revision", "modification", "prior"}
    own = [notice for name, notice in demo.items() if name.rpartition("-")[2].removesuffix(".xml") not in chains]
    opening = Counter(" ".join(next(iter(notice.description.values())).split()[:4]) for notice in own)
    assert opening.most_common(1)[0][1] <= 2


def test_codes_currencies_and_addresses(files: dict[str, bytes], demo: dict[str, Notice]) -> None:
    for notice in demo.values():
        for lot in notice.lots:
            assert all(re.fullmatch(r"\d{8}", code) for code in lot.cpv)
    currencies = {lot.value.currency for notice in demo.values() for lot in notice.lots if lot.value}
    assert currencies >= {"EUR", "PLN", "NOK"}
    for name, data in files.items():
        text = data.decode()
        hosts = re.findall(r"@([\w.-]+)", text) + re.findall(r">https?://([\w.-]+)", text)
        assert hosts and all(host.endswith(".example") for host in hosts), name


def test_codes_are_official(shared: Path, demo: dict[str, Notice]) -> None:
    codes = {}
    for name in ("cpv", "nuts"):
        with (shared / f"data/codelists/{name}.csv").open(encoding="utf-8", newline="") as lines:
            codes[name] = {row["code"] for row in csv.DictReader(lines)}
    lots = [lot for notice in demo.values() for lot in notice.lots]
    assert {code for lot in lots for code in lot.cpv} <= codes["cpv"]
    # The United Kingdom has left the list.
    assert {place for lot in lots for place in lot.places} <= codes["nuts"] | {"GB"}


def test_elements_stand_where_real_files_have_them(shared: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(shared / "data/notices/eforms.zip") as archive:
        real = _structure(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    ours = _structure(files.values())
    assert set(ours[0]) - set(real[0]) == NOT_SEEN_IN_REAL_FILES
    wrong = [key for key in ours[1] if real[1][key[0], key[2], key[1]] > real[1][key]]
    assert wrong == []


def _structure(documents: Iterable[bytes]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str, str]]]:
    """(parent, child) pairs, and (parent, child, later sibling) triples, by local name."""
    pairs: Counter[tuple[str, str]] = Counter()
    order: Counter[tuple[str, str, str]] = Counter()
    for document in documents:
        for element in etree.fromstring(document).iter(etree.Element):
            parent = etree.QName(element).localname
            names = list(dict.fromkeys(etree.QName(child).localname for child in element.iterchildren(etree.Element)))
            for position, name in enumerate(names):
                pairs[parent, name] += 1
                order.update((parent, name, later) for later in names[position + 1 :])
    return pairs, order


def test_something_is_due_on_each_day_of_the_first_week(demo: dict[str, Notice]) -> None:
    deadlines = [lot.deadline for notice in demo.values() for lot in notice.lots if notice.kind == "competition"]
    days = {(found.instant.date() - TODAY).days for found in deadlines if found}
    assert set(range(1, 11)) <= days
    assert max(days) > 60


def test_buyers_have_a_history_over_years(demo: dict[str, Notice]) -> None:
    years: dict[str | None, set[int]] = {}
    for notice in demo.values():
        if notice.kind == "award" and notice.publication_date:
            years.setdefault(notice.buyers[0].name, set()).add(notice.publication_date.year)
    assert sum(len(found) >= 2 for found in years.values()) >= 8


def test_countries_and_time_zones_are_many(demo: dict[str, Notice]) -> None:
    buyers = {(notice.buyers[0].country, notice.buyers[0].city) for notice in demo.values()}
    assert {("GB", "London"), ("FI", "Helsinki"), ("PT", "Lisboa")} <= buyers
    assert len({country for country, _ in buyers}) >= 11


def test_a_notice_holds_many_lots(demo: dict[str, Notice]) -> None:
    assert max(len(notice.lots) for notice in demo.values()) == 14
