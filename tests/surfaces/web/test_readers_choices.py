"""What a reader chooses: her time zone, light or dark; and what the operator says of herself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from startpunkt.foundation.actors.models import Person
from startpunkt.surfaces.web.operator import Operator, operator
from tests import cast


def zone(client: Client) -> str:
    return client.get("/help/").content.decode().split('data-zone="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", "Europe/Berlin"), ("Asia/Kolkata", "Asia/Kolkata"), ("../../etc/passwd", "Europe/Berlin"),
        ("Mars/Olympus", "Europe/Berlin"), ("A" * 5000, "Europe/Berlin"),
    ],
)  # fmt: skip
def test_times_are_those_of_the_browser_where_its_zone_is_one(client: Client, said: str, shown: str) -> None:
    client.cookies["timezone"] = said
    assert zone(client) == shown


def test_the_chosen_zone_counts_more_than_the_browsers(client: Client, db: None) -> None:
    client.force_login(cast.person("Ada"))
    client.cookies["timezone"] = "Asia/Kolkata"
    answer = client.post("/settings/", {"name": "Ada Lichtenberg", "time_zone": "America/New_York"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/settings/")
    assert Person.objects.get().name == "Ada Lichtenberg"
    assert zone(client) == "America/New_York"


def test_a_zone_that_is_none_is_not_saved(client: Client, db: None) -> None:
    client.force_login(cast.person("Ada"))
    assert client.post("/settings/", {"name": "Ada", "time_zone": "Mars/Olympus"}).status_code == 422
    assert Person.objects.get().time_zone == ""


def test_settings_are_for_people_with_an_account(client: Client, db: None) -> None:
    assert client.get("/settings/").headers["Location"] == "/account/login/?next=/settings/"


def test_light_and_dark_are_kept_and_forgotten(client: Client) -> None:
    assert client.post("/settings/theme/", {"theme": "dark", "next": "/help/"}).headers["Location"] == "/help/"
    assert 'data-theme="dark"' in client.get("/help/").content.decode()
    assert client.post("/settings/theme/", {"theme": "", "next": "//elsewhere.example"}).headers["Location"] == "/"
    assert "data-theme" not in client.get("/help/").content.decode()


def test_the_operators_file_fills_the_legal_notice(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "operator.toml"
    monkeypatch.setenv("STARTPUNKT_OPERATOR", str(file))
    assert "operator.toml" in client.get("/legal/").content.decode()
    file.write_text('name = "Verein <Nord>"\naddress = "Musterweg 1"\nemail = "post@example.org"\n', encoding="utf-8")
    page = client.get("/legal/").content.decode()
    assert "Verein &lt;Nord&gt;" in page
    assert "operator.toml" not in page


@pytest.mark.parametrize("text", ["name = ", 'name = "\xff"'])
def test_a_broken_file_counts_as_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    file = tmp_path / "operator.toml"
    file.write_bytes(text.encode("latin-1"))
    monkeypatch.setenv("STARTPUNKT_OPERATOR", str(file))
    assert operator() == Operator()


def test_the_page_for_lost_connections_is_kept_by_the_browser(client: Client) -> None:
    script = client.get("/service-worker.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert '"/offline/"' in script.content.decode()
    assert client.get("/offline/").status_code == 200
    assert client.get("/manifest.webmanifest").json()["start_url"] == "/"
