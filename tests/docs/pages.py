"""The pages of the documentation, and the commands in them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def pages() -> list[Path]:
    """Every page of the repository."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(page: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind, in their order, without the indentation they have in lists."""
    found = re.findall(rf"^( *)```{kind}\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return ["\n".join(line.removeprefix(indent) for line in body.splitlines()) for indent, body in found]


def examples(page: Path) -> list[list[str]]:
    """The words behind ``startpunkt`` of each command in a block marked ``sh``; what is redirected is left out."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    return [shlex.split(line.partition(" > ")[0])[1:] for line in lines if line.startswith("startpunkt ")]
