"""The folder that holds everything an installation owns: the store, its secrets, nothing else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs


def home() -> Path:
    """``STARTPUNKT_HOME``, or the user's data folder. Created on first use, readable by its owner."""
    named = os.environ.get("STARTPUNKT_HOME")
    folder = Path(named).expanduser() if named else Path(platformdirs.user_data_dir("startpunkt", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder.resolve()


def secret(name: str) -> str:
    """The random secret ``name`` of this home: made once, 256 bits, readable by its owner alone."""
    path = home() / "secrets" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        # Two processes may start at once: each writes a file of its own, and the first link wins for both.
        draft = path.with_name(f"{name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text(encoding="ascii")
