"""khal, a calendar of somebody else, as the second program that opens our files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def opened_by_khal(data: bytes, folder: Path, zone: str) -> str:
    """What khal prints of a calendar file for a reader in ``zone``: start, title, description."""
    (folder / "calendar").mkdir(parents=True, exist_ok=True)
    (folder / "deadline.ics").write_bytes(data)
    (folder / "config").write_text(
        f"[calendars]\n[[own]]\npath = {folder / 'calendar'}\n[locale]\nlocal_timezone = {zone}\n"
        f"default_timezone = {zone}\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        encoding="utf-8",
    )
    names = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}
    done = subprocess.run(
        [
            sys.executable, "-m", "khal", "-c", str(folder / "config"), "printics",
            "-f", "{start-long-full} | {title} | {description}", str(folder / "deadline.ics"),
        ],
        env=os.environ | {name: str(path) for name, path in names.items()} | {"LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("\n")[2]  # the first line counts the events
