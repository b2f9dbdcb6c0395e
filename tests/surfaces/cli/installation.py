"""An installation of its own for tests: a home, the real command in a process of its own, and a look into its store."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from startpunkt.foundation.store.embedded import Embedded

ROOT = Path(__file__).resolve().parents[3]

CLIENT = """
import sys
from startpunkt.foundation.store.lifecycle import ensure_running
ensure_running()
print("ready", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything beside it fails."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The contract's error: one document with one sentence, nothing else on standard output."""
        assert set(self.document) == {"error"}, self.out
        found: dict[str, str] = self.document["error"]
        assert set(found) == {"code", "message"}
        assert "\n" not in found["message"] and "Traceback" not in self.err, self.err
        return found


@contextmanager
def fresh_installation() -> Iterator[Installation]:
    """A new home whose server runs meanwhile, ends afterwards, and leaves nothing behind.

    Not below pytest's folder: run as root, the server has an account of its own, and the next pytest shuts it out.
    """
    with tempfile.TemporaryDirectory(prefix="startpunkt-tests-") as folder:
        made = Installation(Path(folder).resolve() / "startpunkt")
        with made.held():
            yield made
        assert made.server_ends(), "the server stayed after its last client"


@dataclass(frozen=True)
class Installation:
    """One home and the commands run on it."""

    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """The variables that a command gets; ``DATABASE_URL`` only where a test sets it."""
        ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        return {**inherited, "STARTPUNKT_HOME": str(self.home), "PYTHONPATH": str(ROOT / "src"), **more}

    def start(self, *arguments: str | Path, **more: Any) -> subprocess.Popen[str]:
        """Start ``startpunkt`` and return at once."""
        command = [sys.executable, "-m", "startpunkt", *map(str, arguments)]
        return subprocess.Popen(
            command, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
        )

    def run(self, *arguments: str | Path, given: str = "", **variables: str) -> Done:
        """Run ``startpunkt`` to its end; ``given`` is its standard input."""
        done = subprocess.run(
            [sys.executable, "-m", "startpunkt", *map(str, arguments)],
            env=self.environment(**variables), input=given, capture_output=True, text=True, timeout=280, check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    def answer(self, *arguments: str | Path) -> Any:
        """The document of a command that succeeds."""
        done = self.run(*arguments, "--json")
        assert done.status == 0, (arguments, done)
        return done.document

    @property
    def server(self) -> Embedded:
        """The embedded server of this home."""
        return Embedded(self.home / "postgresql")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the server running meanwhile, as another client does."""
        client = subprocess.Popen(
            [sys.executable, "-c", CLIENT],
            env=self.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert client.stdin is not None and client.stdout is not None
        try:
            assert client.stdout.readline() == "ready\n"
            yield
        finally:
            client.stdin.close()
            client.wait(30)
            client.stdout.close()

    def connect(self) -> psycopg.Connection[Any]:
        """A connection to the running server."""
        password = (self.home / "secrets" / "store-password").read_text(encoding="ascii")
        server = self.server
        return psycopg.connect(
            host=str(server.socket_folder), port=5432, user="startpunkt", password=password, dbname="postgres"
        )

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What ``query`` finds; the server must run."""
        with self.connect() as connection:
            return connection.execute(query.encode(), values or None).fetchall()

    def server_ends(self, seconds: float = 30) -> bool:
        """Whether the server and its keeper, which writes to the home until it ends, are gone within ``seconds``."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.server.postmaster() is None and self._unkept():
                return True
            time.sleep(0.1)  # a poll of another process's state, bounded by ``seconds``
        return False

    def _unkept(self) -> bool:
        with (self.home / "postgresql" / "keeper.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True
