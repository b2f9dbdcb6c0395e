"""The commands around notices answer what the contract says, and nothing else on standard output."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.capabilities.radar.invented import demo_files, eforms, identifier, tarred, zipped
from tests.surfaces.cli.installation import Done, Installation

DAY = date(2027, 2, 15)
TALLY = {"read", "stored", "unchanged", "superseded", "quarantined", "seconds"}
KINDS = {"planning", "competition", "award", "change", "modification"}

# The contract's N: key -> types of its value. More keys may stand beside these.
TEXT, TEXT_OR_NULL, NUMBER_OR_NULL = (str,), (str, type(None)), (int, type(None))
NOTICE = {
    "file": TEXT, "id": TEXT, "version": TEXT, "publication_number": TEXT_OR_NULL, "publication_date": TEXT_OR_NULL,
    "format": TEXT, "form": TEXT_OR_NULL, "kind": TEXT, "direct": (bool,), "legal_basis": TEXT_OR_NULL,
    "procedure_id": TEXT_OR_NULL, "languages": (list,), "buyers": (list,), "main_cpv": TEXT_OR_NULL, "lots": (list,),
    "results": (list,), "withheld": (list,),
}  # fmt: skip
PARTY = {"name": TEXT, "country": TEXT_OR_NULL, "identifiers": (list,)}
LOT = {
    "id": TEXT, "type": TEXT, "title": (dict,), "description": (dict,), "cpv": (list,), "places": (list,),
    "deadline": TEXT_OR_NULL, "value": (dict, type(None)), "hurdles": (list,),
}  # fmt: skip
RESULT = {
    "lot": TEXT_OR_NULL, "status": TEXT_OR_NULL, "winners": (list,), "tenders_received": NUMBER_OR_NULL,
    "value": (dict, type(None)),
}  # fmt: skip
WITHHELD = {"field": TEXT, "reason": TEXT_OR_NULL, "until": TEXT_OR_NULL}


def shaped(found: dict[str, Any], shape: dict[str, tuple[type, ...]]) -> None:
    assert set(shape) <= set(found), set(shape) - set(found)
    for key, types in shape.items():
        assert type(found[key]) in types, (key, found[key])


def amount(found: dict[str, Any] | None) -> None:
    if found is not None:
        assert set(found) == {"amount", "currency"}
        assert type(found["amount"]) in (int, float) and len(found["currency"]) == 3


def notice_of_contract(found: dict[str, Any]) -> None:
    shaped(found, NOTICE)
    assert found["kind"] in KINDS and found["format"] in {"eforms", "ted", "ocds", "doe-csv"}
    assert found["publication_date"] is None or date.fromisoformat(found["publication_date"])
    assert all(len(language) == 2 and language.islower() for language in found["languages"])
    for party in [*found["buyers"], *(winner for result in found["results"] for winner in result["winners"])]:
        shaped(party, PARTY)
        assert party["country"] is None or (len(party["country"]) == 2 and party["country"].isupper())
    assert found["lots"], "a notice without any has one lot"
    for lot in found["lots"]:
        shaped(lot, LOT)
        amount(lot["value"])
        assert lot["type"] in {"lot", "part", "group"}
        assert lot["deadline"] is None or datetime.fromisoformat(lot["deadline"]).utcoffset() is not None
        assert all(set(hurdle) >= {"kind", "text"} for hurdle in lot["hurdles"])
    for result in found["results"]:
        shaped(result, RESULT)
        amount(result["value"])
    for withheld in found["withheld"]:
        shaped(withheld, WITHHELD)


def tally(done: Done) -> dict[str, int]:
    """The counts of an import; its document has the contract's keys, whole numbers and seconds."""
    found = dict(done.document)
    assert set(found) == TALLY
    assert found.pop("seconds") >= 0
    assert all(type(value) is int for value in found.values())
    return found


def ingested(installation: Installation, *paths: Path) -> dict[str, int]:
    done = installation.run("ingest", *paths, "--no-vectors", "--json")
    assert done.status == 0, done
    return tally(done)


def counts(read: int, stored: int = 0, unchanged: int = 0, superseded: int = 0, quarantined: int = 0) -> dict[str, int]:
    return {
        "read": read, "stored": stored, "unchanged": unchanged, "superseded": superseded, "quarantined": quarantined,
    }  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zipped(tmp_path_factory.mktemp("demo") / "demo.zip", demo_files(11, day=DAY))


def test_show_of_an_archive_needs_no_store(archive: Path, tmp_path: Path) -> None:
    nowhere = Installation(tmp_path / "never made")
    found = nowhere.answer("notice", "show", archive)
    assert set(found) == {"notices"}
    names = set(demo_files(11, day=DAY))
    assert {one["file"] for one in found["notices"]} == {Path(name).name for name in names}
    for one in found["notices"]:
        notice_of_contract(one)
    assert {one["kind"] for one in found["notices"]} == KINDS
    assert any(one["direct"] for one in found["notices"]) and any(one["withheld"] for one in found["notices"])
    assert any(result["winners"] for one in found["notices"] for result in one["results"])
    assert not nowhere.home.exists()


def test_show_of_a_file_takes_its_values_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_bytes(eforms(1, "07", title="Radar &amp; Optik", amount="1250000.50"))
    (found,) = Installation(tmp_path / "none").answer("notice", "show", file)["notices"]
    notice_of_contract(found)
    assert (found["file"], found["id"], found["version"]) == ("one.txt", identifier(1), "07")
    assert found["lots"][0]["title"] == {"de": "Radar & Optik"}
    assert found["lots"][0]["value"] == {"amount": 1250000.5, "currency": "EUR"}
    assert found["lots"][0]["deadline"] == "2099-03-31T12:00:00+02:00"
    assert found["lots"][0]["places"] == [] and found["publication_number"] is None


def test_show_of_what_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<a>")
    done = Installation(tmp_path / "none").run("notice", "show", broken, "--json")
    assert done.status == 1
    assert str(broken) in done.error["message"]


def test_show_of_a_mixed_archive_shows_what_it_can(tmp_path: Path) -> None:
    mixed = zipped(tmp_path / "mixed.zip", {"good.xml": eforms(2), "bad.xml": b"<a>"})
    done = Installation(tmp_path / "none").run("notice", "show", mixed, "--json")
    assert done.status == 0
    assert [one["file"] for one in done.document["notices"]] == ["good.xml"]
    assert "bad.xml" in done.err


def test_a_home_that_cannot_be_made_is_one_error() -> None:
    done = Installation(Path("/proc/no-home")).run("search", "Radar", "--json")
    assert done.status == 1
    assert "/proc/no-home" in done.error["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest",),
        ("ingest", "/no/such/file.zip"),
        ("ingest", "--no-such-option", "."),
        ("quarantine", "show", "seven"),
        ("no-such-command",),
        ("match",),
        ("match", "--text", "Radar", "--organisation", "x"),
        ("search", "Radar", "--limit", "0"),
    ],
)
def test_wrong_usage_is_status_two_and_one_error(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = Installation(tmp_path / "none").run(*arguments, "--json")
    assert done.status == 2
    assert done.error["code"] == "usage"
    assert not (tmp_path / "none").exists()


def test_errors_for_people_are_on_standard_error(tmp_path: Path) -> None:
    done = Installation(tmp_path / "none").run("ingest", "/no/such/file.zip")
    assert (done.status, done.out) == (2, "")
    assert "/no/such/file.zip" in done.err and "Traceback" not in done.err


def test_quarantine_lists_shows_and_retries(installation: Installation, tmp_path: Path) -> None:
    broken = tmp_path / "unfinished.xml"
    broken.write_bytes(b"<ContractNotice><\xc3\xa4>")
    done = installation.run("ingest", broken, "--no-vectors", "--json")
    assert done.status == 1, "nothing could be read"
    assert tally(done) == counts(1, quarantined=1)
    listed = installation.answer("quarantine", "list")["quarantined"]
    (entry,) = [one for one in listed if one["file"] == "unfinished.xml"]
    assert {"id", "file", "code", "reason"} <= set(entry)
    shown = installation.answer("quarantine", "show", str(entry["id"]))
    assert shown == entry
    assert shown["reason"].endswith(".") and shown["size"] == len(broken.read_bytes())
    assert installation.run("quarantine", "show", str(entry["id"]), "--bytes").out.encode() == broken.read_bytes()
    retried = installation.run("quarantine", "retry", "--json")
    assert retried.status == 0
    assert tally(retried) == counts(len(listed), quarantined=len(listed))
    assert installation.answer("quarantine", "list")["quarantined"][-1]["reason"] == listed[-1]["reason"]
    missing = installation.run("quarantine", "show", "987654321", "--json")
    assert missing.status == 1 and "987654321" in missing.error["message"]


def test_second_import_finds_everything_unchanged(installation: Installation, archive: Path) -> None:
    many = len(demo_files(11, day=DAY))
    first = ingested(installation, archive)
    replaced = first["superseded"]
    assert first == counts(many, stored=many, superseded=replaced) and replaced > 0
    assert ingested(installation, archive) == counts(many, unchanged=many)


def test_files_folders_and_archives_are_known_by_content(installation: Installation, tmp_path: Path) -> None:
    made = {f"{number}.xml": eforms(number) for number in range(100, 110)}
    names = list(made)
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    (folder / "0.xml").write_bytes(made[names[0]])
    (folder / "deeper" / "1.data").write_bytes(made[names[1]])
    (folder / "broken.xml").write_bytes(b"<ContractNotice>")
    zip_file = zipped(tmp_path / "looks-like.tar.gz", {name: made[name] for name in names[2:5]})
    tar_file = tarred(tmp_path / "looks-like.zip", {f"./x/{name}": made[name] for name in names[5:8]})
    plain = tmp_path / "plain.zip"
    plain.write_bytes(made[names[8]])
    assert ingested(installation, folder, zip_file, tar_file, plain) == counts(10, stored=9, quarantined=1)
    everything = tarred(tmp_path / "all.tar.gz", made)
    assert ingested(installation, everything) == counts(10, stored=1, unchanged=9)
    (file,) = installation.rows("SELECT file FROM radar_notice WHERE notice_id = %s", identifier(105))
    assert file == ("105.xml",)


def test_newer_version_supersedes_and_an_older_one_does_not(installation: Installation, tmp_path: Path) -> None:
    first = zipped(tmp_path / "1.zip", {"a1": eforms(201, "01", "Alter Zylvoran"), "b2": eforms(202, "02")})
    second = zipped(tmp_path / "2.zip", {"a2": eforms(201, "02", "Neuer Zylvoran"), "b1": eforms(202, "01")})
    assert ingested(installation, first) == counts(2, stored=2)
    assert ingested(installation, second) == counts(2, stored=2, superseded=1)
    newest = installation.rows(
        "SELECT version FROM radar_notice WHERE newest AND notice_id IN (%s, %s)", identifier(201), identifier(202)
    )
    assert newest == [("02",), ("02",)]
    shown = installation.answer("notice", "show", identifier(201))["notices"]
    assert [one["version"] for one in shown] == ["02", "01"]
    assert installation.answer("search", "alter Zylvoran")["hits"] == []
    (hit,) = installation.answer("search", "Zylvoran")["hits"]
    assert (hit["notice"], hit["title"]) == (identifier(201), "Neuer Zylvoran")


def test_stored_notices_are_shown_by_id_and_publication_number(installation: Installation, archive: Path) -> None:
    ingested(installation, archive)
    rows = installation.rows(
        "SELECT notice_id, publication_number FROM radar_notice WHERE publication_number LIKE 'DEMO-%' LIMIT 1"
    )
    from_path = {
        (one["id"], one["version"]): one
        for one in Installation(Path("/nowhere")).answer("notice", "show", archive)["notices"]
    }
    for notice_id, number in rows:
        (by_number,) = installation.answer("notice", "show", number)["notices"]
        assert by_number == from_path[by_number["id"], by_number["version"]]
        assert by_number in installation.answer("notice", "show", notice_id)["notices"]
    unknown = installation.run("notice", "show", "000000-1900", "--json")
    assert unknown.status == 1 and "000000-1900" in unknown.error["message"]


def test_codelists_are_loaded_from_files(installation: Installation, tmp_path: Path) -> None:
    good = tmp_path / "cpv.csv"
    good.write_text('code,de,en\n38000000,"Geräte, fein",Instruments\n35125000,Überwachung,Surveillance\n')
    loaded = installation.answer("codelists", "load", good)
    assert loaded == {"loaded": {str(good): 2}}
    assert ("Geräte, fein",) in installation.rows("SELECT de FROM radar_codelabel WHERE code = '38000000'")
    bad = tmp_path / "bad.csv"
    bad.write_text("code,de\n1,a\n")
    done = installation.run("codelists", "load", bad, "--json")
    assert done.status == 1
    assert "'en'" in done.error["message"] and str(bad) in done.error["message"]


def test_doctor_reports_each_check(installation: Installation) -> None:
    found = installation.answer("doctor")
    assert found["ok"] is True
    assert {"python", "home", "store", "encoder", "contents"} == {check["name"] for check in found["checks"]}
    assert all(check["ok"] and check["detail"] for check in found["checks"])
    assert {check["name"]: check["detail"] for check in found["checks"]}["home"] == str(installation.home)


def test_staff_is_created_once_and_with_a_strong_password(installation: Installation) -> None:
    create = ("admin", "create", "--email", "staff@startpunkt.example", "--password-stdin", "--json")
    weak = installation.run(*create, given="password1234\n")
    assert weak.status == 1 and weak.error["code"] == "account"
    assert installation.rows("SELECT count(*) FROM actors_person") == [(0,)]
    secret = "seven tall kites over Hainbruck"
    done = installation.run(*create, given=f"{secret}\n")
    assert (done.status, done.document) == (0, {"created": "staff@startpunkt.example"})
    again = installation.run(*create, given=f"{secret}\n")
    assert again.status == 1 and "staff@startpunkt.example" in again.error["message"]
    ((password, is_staff),) = installation.rows("SELECT password, is_staff FROM actors_person")
    assert password.startswith("argon2") and secret not in password and is_staff


def test_a_store_that_cannot_be_reached_is_one_error(tmp_path: Path) -> None:
    nowhere = Installation(tmp_path / "home")
    done = nowhere.run("search", "Radar", "--json", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.status == 1
    assert done.error["code"] == "store" and "DATABASE_URL" in done.error["message"]
