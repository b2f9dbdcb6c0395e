"""What lies in the repository: no traces of a machine, no addresses of registries, no large files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 1024 * 1024

LARGE = {
    # Mean vectors and a vector for each CPV code, which matching needs offline: computing them takes the labels of the
    # CPV and thousands of real notices, neither of which may lie here.
    "src/startpunkt/core/matching/reference.npz": 2 * LARGEST,
}

# Put together here, so that this file does not hold what it looks for.
TRACES = ["/" + "work/", "/" + "root/", "/" + "tmp/wt", "pypi" + ".org", "files.python" + "hosted"]


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The files under version control that are there."""
    try:
        listed = git("ls-files", "-z")
    except FileNotFoundError:
        pytest.skip("git is not installed")
    if listed.returncode:
        pytest.skip(f"this is no checkout of git: {listed.stderr.strip()}")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_folder_of_some_machine_or_the_host_of_a_registry(tracked: list[Path]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {trace}"
        for path in tracked
        for trace in TRACES
        if trace.encode() in path.read_bytes()
    ]
    assert found == []


def test_files_are_small(tracked: list[Path]) -> None:
    sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked}
    assert {name: size for name, size in sizes.items() if size >= LARGE.get(name, LARGEST)} == {}
    assert set(LARGE) <= set(sizes), "an exception for a file that is gone: take it out"


@pytest.mark.parametrize("name", ["build", "runtime", "dev"])
def test_pinned_requirements_hold_versions_and_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.split(r"\n(?=\S)", text.strip())
    assert pins
    for pin in pins:
        first, _, rest = pin.partition("\n")
        assert re.match(r"[a-z0-9.-]+(\[[a-z0-9,-]+\])?==[^ ;\\]+( ; [^\\]+)? \\$", first), first
        assert rest
        assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in rest.splitlines()), first


def test_every_package_that_is_asked_for_is_pinned() -> None:
    def names(file: str) -> set[str]:
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        return {found.lower() for found in re.findall(r"^([A-Za-z][\w.-]*)", text, re.MULTILINE)}

    for name in ("build", "runtime", "dev"):
        assert names(f"{name}.in") - names(f"{name}.txt") == set()
