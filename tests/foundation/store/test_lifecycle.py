"""The embedded server lives as long as its clients, however they end."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

CLIENT = """
import sys
from startpunkt.foundation.store.lifecycle import ensure_running
from startpunkt.foundation.store.embedded import Embedded
import psycopg
ensure_running()
server = Embedded.of_home()
with psycopg.connect(**server.settings) as connection:
    print(connection.execute("SELECT 6 * 7").fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home with a blank"


def client(home: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "STARTPUNKT_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-c", CLIENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "42\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait(30)
    assert process.stdout is not None
    process.stdout.close()


def server_pid(home: Path) -> int | None:
    try:
        return int((home / "postgresql" / "data" / "postmaster.pid").read_text().splitlines()[0])
    except FileNotFoundError:
        return None


def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)  # a poll of another process's state, bounded by ``seconds``
    return False


def test_server_ends_within_seconds_after_its_last_client(home: Path) -> None:
    first, second = client(home), client(home)
    pid = server_pid(home)
    ended(first)
    assert not eventually(lambda: server_pid(home) != pid, 5), "one client was left"
    ended(second)
    assert eventually(lambda: server_pid(home) is None, 60)
    home.rename(home.with_name("moved"))
    ended(client(home.with_name("moved")))


def test_server_ends_after_a_killed_client(home: Path) -> None:
    process = client(home)
    process.send_signal(signal.SIGKILL)
    ended(process)
    assert eventually(lambda: server_pid(home) is None, 60)


def test_server_whose_keeper_was_killed_is_adopted(home: Path) -> None:
    first = client(home)
    pid = server_pid(home)
    keepers = subprocess.run(
        ["pgrep", "-f", f"startpunkt.foundation.store.keeper {home}"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert len(keepers) == 1
    os.kill(int(keepers[0]), signal.SIGKILL)
    second = client(home)
    assert server_pid(home) == pid
    ended(first)
    ended(second)
    assert eventually(lambda: server_pid(home) is None, 60)


def test_killed_server_starts_again(home: Path) -> None:
    first = client(home)
    pid = server_pid(home)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    second = client(home)
    assert server_pid(home) not in (None, pid)
    ended(first)
    ended(second)


def test_secrets_are_readable_by_their_owner_alone(home: Path) -> None:
    ended(client(home))
    for path in (home / "secrets").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE((home / "secrets").stat().st_mode) == 0o700
