"""The reference pages name what the code holds, all of it and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import HurdleKind, Lot, Notice, Party, Result
from startpunkt.surfaces.cli.main import cli
from startpunkt.surfaces.cli.reference import FAILURES, leaves, reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "reference"
SOURCE = ROOT / "src" / "startpunkt"
NOTICE_PARTS = ("core/notices", "core/intake", "capabilities/radar/intake")


def page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def rows(text: str) -> list[str]:
    """The words in code letters in the first column of the tables in ``text``."""
    cells = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def test_every_command_says_when_it_fails() -> None:
    assert set(FAILURES) == {path for path, _ in leaves(cli)}


def test_the_command_reference_is_what_the_commands_say() -> None:
    """After a change: ``python -m startpunkt.surfaces.cli.reference > docs/reference/commands.md``."""
    assert page("commands.md") == reference()


def test_every_command_with_an_answer_in_json_is_described() -> None:
    answering = {path for path, command in leaves(cli) if any("--json" in one.opts for one in command.params)}
    assert set(rows(page("answers.md"))) == answering


def variables() -> set[str]:
    """Variables of the environment that are read or set in the sources."""
    spelled = re.compile(r"""environ(?:\.(?:get|setdefault|pop)\(|\[)\s*["'](\w+)["']""")
    return {name for path in SOURCE.rglob("*.py") for name in spelled.findall(path.read_text(encoding="utf-8"))}


def test_the_environment_is_read_in_a_way_this_test_sees() -> None:
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        plain = re.findall(r"""environ(?:\.(?:get|setdefault|pop)\(|\[)\s*["']\w+["']""", text)
        handed_on = re.findall(r"\{\*\*os\.environ,", text)  # to a process of our own: nothing is read here
        assert len(plain) + len(handed_on) == len(re.findall(r"\bgetenv\b|\benviron\b", text)), path


def test_every_variable_of_the_environment_is_a_setting_that_is_described() -> None:
    described = rows(page("settings.md"))
    assert sorted(described) == sorted(variables())


def calls(*parts: str) -> Iterator[tuple[str, ast.Call]]:
    for part in parts:
        for path in sorted((SOURCE / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield node.func.id, node


def codes(names: set[str], *parts: str) -> set[str]:
    """The first plain text among the arguments of each call of ``names``: the code of an error."""
    found = set()
    for name, call in calls(*parts):
        if name in names:
            words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found.update(word for word in words[:1] if re.fullmatch(r"[a-z]+(-[a-z]+)*", word))
    return found


def section(heading: str) -> str:
    return page("errors.md").split(f"## {heading}\n")[1].split("\n## ")[0]


def test_every_reason_for_a_refusal_is_described() -> None:
    raised = codes({"UnreadableNotice", "CutShort", "Refusal", "RefusedRow"}, *NOTICE_PARTS)
    shown = codes({"UnreadableNotice"}, "surfaces")
    assert sorted(rows(section("Of a notice or an archive"))) == sorted(raised | shown)


def test_every_error_of_a_command_is_described() -> None:
    given = codes({"CommandError", "_complain"}, "surfaces")
    described = set(rows(section("Of a command")))
    assert described | {"unreadable"} == given


def test_no_refusal_has_a_code_that_this_test_cannot_see() -> None:
    for name, call in calls(*NOTICE_PARTS):
        if name in {UnreadableNotice.__name__, "CutShort"}:
            first = call.args[0]
            assert isinstance(first, ast.Constant), ast.unparse(call)
            assert codes_are_words(first.value), ast.unparse(call)


def codes_are_words(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", value) is not None


def test_every_key_of_a_notice_is_described() -> None:
    from startpunkt.core.notices.document import notice_document

    party = Party("A")
    document = notice_document(
        Notice(
            "1", "01", "eforms", "16", "award", buyers=(party,), lots=(Lot("L"),), results=(Result("L", "selec-w"),)
        ),
        "a.xml",
    )
    text = page("notices.md")
    parts = {
        "Notice": document,
        "Lot": document["lots"][0],
        "Result": document["results"][0],
    }
    for heading, part in parts.items():
        assert rows(text.split(f"\n## {heading}\n")[1].split("\n## ")[0]) == order_of(text, heading, part)
    described = re.findall(r"`(\w+)`", text.split("\n## Party\n")[1].split("\n## ")[0])
    assert described == list(document["buyers"][0])


def order_of(text: str, heading: str, part: dict[str, object]) -> list[str]:
    """The keys of ``part`` in the order in which the page lists them, and those it forgets at the end."""
    listed = rows(text.split(f"\n## {heading}\n")[1].split("\n## ")[0])
    return [key for key in listed if key in part] + [key for key in part if key not in listed]


def test_every_kind_of_hurdle_is_described() -> None:
    sentence = page("notices.md").split("Kinds of hurdles:")[1].split(". ")[0]
    assert re.findall(r"`([\w-]+)`", sentence) == list(HurdleKind.__args__)
