"""Where code lies and how it is cut: sizes, names, imports, docstrings."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "startpunkt"
LONGEST = 300
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "stuff", "shared", "base"}


def modules() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])


def test_modules_are_found() -> None:
    assert PACKAGE / "core" / "notices" / "model.py" in modules()
    assert ROOT / "benchmarks" / "parse.py" in modules()


def test_modules_stay_below_300_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length >= LONGEST} == {}


def test_no_module_or_folder_is_a_drawer_for_odds_and_ends() -> None:
    drawers = [str(path) for path in (one.relative_to(ROOT) for one in modules()) if DRAWERS & {path.stem, *path.parts}]
    assert drawers == []


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert sorted(str(one.relative_to(ROOT)) for one in folders if not (one / "__init__.py").is_file()) == []


def test_an_init_module_is_empty_or_says_what_the_package_is_for() -> None:
    silent = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if path.name == "__init__.py" and text.strip() and not ast.get_docstring(ast.parse(text)):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []


def test_imports_follow_the_one_arrow_and_the_core_is_pure() -> None:
    command = "import importlinter.cli as cli; cli.lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", "pyproject.toml"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
