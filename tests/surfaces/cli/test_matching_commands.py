"""``match`` and ``search`` answer what the contract says, the same for the same question."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from startpunkt.capabilities.radar.demo import notices, organisations
from startpunkt.core.notices.reading import read
from tests.capabilities.radar.invented import eforms, identifier, zipped
from tests.surfaces.cli.installation import Installation

MATCH = {
    "rank", "score", "notice", "publication_number", "file", "lot", "kind", "language", "title", "buyer", "country",
    "deadline", "reasons",
}  # fmt: skip
REASONS = {"meaning", "words", "field", "cpv", "buyer", "place", "value", "deadline"}
TEXT = "Wir bauen Radare und Kameras, die kleine Drohnen früh erkennen und verfolgen."


@pytest.fixture(scope="module")
def stored(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demo with its organisations, and three notices of our own."""
    loaded = installation.run("demo", "--load-only")
    assert loaded.status == 0, loaded
    own = {
        "1.xml": eforms(1, title="Drohnenabwehr am Flugplatz", description="Kleine Drohnen früh erkennen."),
        "2.xml": eforms(2, title="Sonderprüfung", description="Prüfung der Wasserzähler im Rathaus."),
        "3.xml": eforms(3, title="Kantine", description="Betrieb einer Kantine mit Mittagstisch."),
    }
    archive = zipped(tmp_path_factory.mktemp("own") / "own.zip", own)
    assert installation.answer("ingest", archive)["stored"] == 3
    return installation


@pytest.fixture(scope="module")
def everything(stored: Installation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stored.answer("match", "--text", TEXT, "--all", "--limit", "1000")["matches"]
    return found


def of_contract(matches: list[dict[str, Any]]) -> None:
    assert [match["rank"] for match in matches] == list(range(1, len(matches) + 1))
    scores = [match["score"] for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len({match["notice"] for match in matches}) == len(matches), "one lot a notice"
    for match in matches:
        assert set(match) == MATCH
        assert isinstance(match["title"], str) and match["title"]
        assert all(set(reason) == {"kind", "text", "quote", "weight"} for reason in match["reasons"])
        assert {reason["kind"] for reason in match["reasons"]} <= REASONS
        weights = [reason["weight"] for reason in match["reasons"]]
        assert all(0 <= weight <= 1 for weight in weights)
        assert sum(weights) == pytest.approx(1, abs=0.001) or not any(weights), match
        assert any(reason["kind"] == "deadline" for reason in match["reasons"]) == (match["deadline"] is not None)


def instant(match: dict[str, Any]) -> datetime:
    found = datetime.fromisoformat(match["deadline"])
    assert found.utcoffset() is not None
    return found


def test_text_finds_open_competitions_and_the_same_again(stored: Installation) -> None:
    first = stored.run("match", "--text", TEXT, "--json")
    assert first.status == 0
    matches = first.document["matches"]
    of_contract(matches)
    assert len(matches) == 20
    assert all(match["kind"] == "competition" and instant(match) > datetime.now(UTC) for match in matches)
    assert any(reason["quote"] for reason in matches[0]["reasons"])
    assert identifier(1) in [match["notice"] for match in matches[:3]]
    assert stored.run("match", "--text", TEXT, "--json").out == first.out


def test_all_ranks_every_visible_notice(stored: Installation, everything: list[dict[str, Any]]) -> None:
    of_contract(everything)
    newest: dict[str, str] = {}
    monday = date.today().toordinal() - date.today().weekday()  # noqa: DTZ011 -- as the demo reckons
    for _, data in notices(1, date.fromordinal(monday)):
        notice = read(data)
        newest[notice.id] = max(notice.version, newest.get(notice.id, ""))
    assert {match["notice"] for match in everything} == {*newest, *(identifier(number) for number in (1, 2, 3))}
    assert {"award", "competition", "planning"} <= {match["kind"] for match in everything}


def test_on_country_and_limit_narrow_the_same_ranking(stored: Installation, everything: list[dict[str, Any]]) -> None:
    deadlines = sorted(match["deadline"][:10] for match in everything if match["deadline"])
    day = deadlines[len(deadlines) // 3]
    begin = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    found = stored.answer("match", "--text", TEXT, "--on", day, "--country", "pl", "--country", "FR", "--limit", "7")[
        "matches"
    ]
    of_contract(found)
    wanted = {
        (match["notice"], match["score"])
        for match in everything
        if match["kind"] == "competition" and match["country"] in {"PL", "FR"} and instant(match) > begin
    }
    assert len(found) == min(7, len(wanted)) > 2
    assert {match["country"] for match in found} <= {"PL", "FR"}
    assert {(match["notice"], match["score"]) for match in found} <= wanted


def test_a_profile_weighs_fields_places_and_values(stored: Installation, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(
        f'text = "{TEXT}"\nfields = ["sensors", "unmanned"]\nregions = ["DE"]\nvalue_min = 1000\nvalue_max = 90000000\n'
    )
    found = stored.answer("match", "--profile", profile, "--limit", "40")["matches"]
    of_contract(found)
    assert {"meaning", "words", "field", "cpv", "place", "value"} <= {
        reason["kind"] for match in found for reason in match["reasons"]
    }


def test_an_organisation_is_matched_by_its_stored_profile(stored: Installation, tmp_path: Path) -> None:
    company = next(one for one in organisations() if not one.references)
    known = company.profiles[0]
    found = stored.answer("match", "--organisation", company.slug, "--limit", "5")["matches"]
    of_contract(found)
    profile = tmp_path / "same.toml"
    profile.write_text(
        f'text = """{known.text}"""\nfields = {list(known.fields)}\nregions = {list(known.regions)}\n'
        f"countries = {list(known.countries)}\nvalue_min = {known.value_min}\nvalue_max = {known.value_max}\n"
    )
    assert tomllib.loads(profile.read_text())["text"] == known.text
    assert stored.answer("match", "--profile", profile, "--limit", "5")["matches"] == found


def test_what_cannot_be_asked_is_one_error(stored: Installation, tmp_path: Path) -> None:
    unknown = stored.run("match", "--organisation", "no-such-company", "--json")
    assert unknown.status == 1 and "no-such-company" in unknown.error["message"]
    profile = tmp_path / "bad.toml"
    profile.write_text('text = "Radar"\nfields = ["alchemy"]\n')
    refused = stored.run("match", "--profile", profile, "--json")
    assert refused.status == 1 and "alchemy" in refused.error["message"]


def test_search_finds_compounds_by_their_parts(stored: Installation) -> None:
    hits = stored.answer("search", "Abwehr", "--limit", "50")["hits"]
    assert identifier(1) in {hit["notice"] for hit in hits}
    for hit in hits:
        assert set(hit) == {"notice", "lot", "title", "language", "snippet"}
        assert all(isinstance(hit[key], str) for key in ("notice", "lot", "title", "language", "snippet"))
    assert len(stored.answer("search", "Abwehr", "--limit", "1")["hits"]) == 1


def test_search_finds_stems_and_asks_for_every_word(stored: Installation) -> None:
    found = {hit["notice"]: hit["snippet"] for hit in stored.answer("search", "Prüfungen Wasserzähler")["hits"]}
    assert found == {identifier(2): "Prüfung der Wasserzähler im Rathaus."}
    assert stored.answer("search", "Wasserzähler Mittagstisch")["hits"] == []
