"""Links lead somewhere, and the commands in the examples exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from startpunkt.core.matching.profile import profile_from_toml
from startpunkt.surfaces.cli.main import cli
from tests.docs.pages import ROOT, blocks, examples, pages

LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMES = [str(page.relative_to(ROOT)) for page in pages()]


def anchors(page: Path) -> set[str]:
    """The headings of a page as addresses spell them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", NAMES)
def test_links_within_the_repository_lead_somewhere(name: str) -> None:
    page = ROOT / name
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        there = (page.parent / path) if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_documentation_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        targets = LINK.findall(page.read_text(encoding="utf-8")) if page.suffix == ".md" else []
        waiting += [(page.parent / target.partition("#")[0]).resolve() for target in targets if ":" not in target]
    lost = [name for name in NAMES if (ROOT / name).resolve() not in {page.resolve() for page in seen}]
    assert lost == []


def named(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and what is left for it."""
    command: click.Command = cli
    rest = list(words)
    while isinstance(command, click.Group):
        assert rest, f"{words}: the group {command.name} needs a command"
        assert rest[0] in command.commands, f"{words}: there is no command {rest[0]!r}"
        command = command.commands[rest.pop(0)]
    return command, rest


@pytest.mark.parametrize("name", [name for name in NAMES if examples(ROOT / name)])
def test_examples_name_commands_and_options_that_exist(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in examples(ROOT / name):
        command, rest = named(words)
        # Whether the files exist is another matter.
        for parameter in command.params:
            if isinstance(parameter.type, click.Path):
                monkeypatch.setattr(parameter.type, "exists", False)
        with click.Context(command, info_name=command.name) as context:
            parsed = command.make_parser(context).parse_args(list(rest))[0]
            for parameter in command.get_params(context):
                if parameter.name in parsed and not getattr(parameter, "prompt", None):
                    parameter.type_cast_value(context, parsed[parameter.name])


def test_the_pages_show_every_command() -> None:
    shown = {named(words)[0].callback for name in NAMES for words in examples(ROOT / name)}
    assert {command.callback for command in every(cli)} <= shown


def every(group: click.Group) -> list[click.Command]:
    found: list[click.Command] = []
    for command in group.commands.values():
        found += every(command) if isinstance(command, click.Group) else [command]
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if blocks(ROOT / name, "toml")])
def test_profiles_in_examples_are_profiles(name: str) -> None:
    for block in blocks(ROOT / name, "toml"):
        if "factory" not in tomllib.loads(block):
            assert profile_from_toml(block.encode()).text
