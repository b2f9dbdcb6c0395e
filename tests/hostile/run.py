"""``python -m tests.hostile.run parse|read FOLDER SECRET`` reads every file as an import does and reports on it.

It runs in a process of its own, whose memory is then that of the reading alone.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from startpunkt.core.intake.members import members
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.xml import parse


def peak_mb() -> int:
    """The most memory this process has held since it began, without what its parent held before the fork."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) // 1024


def report(step: str, folder: Path, secret: str) -> list[dict[str, Any]]:
    """Run this module on ``folder`` in a process of its own: for each file its answers, seconds and the peak so far."""
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    command = [sys.executable, "-m", "tests.hostile.run", step, str(folder), secret]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def main(step: str, folder: Path, secret: str) -> None:
    read = importlib.import_module("startpunkt.core.notices.reading").read if step == "read" else _parsed
    files = []
    for path in sorted(folder.iterdir()):
        before = time.perf_counter()
        answers: Counter[str] = Counter()
        for member in members(path):
            answers[_answer(member, read, secret)] += 1
        files.append({"name": path.name, "answers": answers, "seconds": time.perf_counter() - before, "mb": peak_mb()})
    print(json.dumps(files))


def _answer(member, read, secret) -> str:  # type: ignore[no-untyped-def]
    assert (member.data is None) != (member.refusal is None)
    assert member.name.isprintable() and len(member.name) <= 255
    try:
        if member.refusal:
            raise member.refusal
        return "LEAK" if secret in str(read(member.data)) else "read"
    except UnreadableNotice as refusal:
        assert 10 < len(str(refusal)) < 400 and str(refusal).isprintable(), str(refusal)
        return refusal.code


def _parsed(data: bytes) -> str:
    return str(etree.tostring(parse(data), encoding="unicode"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
