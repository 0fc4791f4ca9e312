"""The database that the suite runs on: SQLite, or with TEST_DATABASE=postgres a PostgreSQL cluster of its own.

A plugin, because the settings read DATABASE_URL before any conftest.py is loaded. The cluster lives in a temporary
folder, listens on a socket in it only, and dies with the process that started it, even where that is killed.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import pytest

SERVER_FOLDERS = [Path("/usr/lib/postgresql/15/bin")]
SUPERUSER = "portal"
START_SECONDS = 60
# A test cluster may lose everything at a power cut; in return it never waits for the disk.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}
PR_SET_PDEATHSIG = 1


def find_program(name: str) -> str:
    """Find one of PostgreSQL's server programs; Debian keeps them out of the PATH."""
    folders = os.pathsep.join([*map(str, SERVER_FOLDERS), os.environ.get("PATH", "")])
    program = shutil.which(name, path=folders)
    if program is None:
        raise pytest.UsageError(f"TEST_DATABASE=postgres needs {name}: apt-get install postgresql-15")
    return program


def server_account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root; there the account of Debian's package runs it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


class Cluster:
    """A PostgreSQL cluster in a temporary folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        account = server_account()
        os.chown(self.folder, account.pw_uid, account.pw_gid)
        is_root = os.geteuid() == 0
        self.user = account.pw_uid if is_root else None
        self.group = account.pw_gid if is_root else None
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://{SUPERUSER}@/{self.folder}/postgres"

    def start(self) -> None:
        initdb = [
            find_program("initdb"),
            "--pgdata",
            str(self.data),
            "--username",
            SUPERUSER,
            "--auth",
            "trust",
        ]
        subprocess.run(
            [*initdb, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            user=self.user,
            group=self.group,
        )
        command = [find_program("postgres"), "-D", str(self.data), "-k", str(self.folder)]
        for name, value in OPTIONS.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                preexec_fn=die_with_parent,
                start_new_session=True,
                user=self.user,
                group=self.group,
            )
        self.wait_until_ready(self.server)

    def wait_until_ready(self, server: subprocess.Popen[bytes]) -> None:
        ready = [find_program("pg_isready"), "--quiet", "--host", str(self.folder), "--username", SUPERUSER]
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run(ready, check=False).returncode:
            if server.poll() is not None or time.monotonic() > deadline:
                raise pytest.UsageError(f"PostgreSQL did not start:\n{self.log.read_text()}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self.server is not None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(timeout=START_SECONDS)
        shutil.rmtree(self.folder)


cluster_key = pytest.StashKey[Cluster]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Settle the settings' environment before pytest-django reads them; xdist's workers inherit it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for name in ("DEMO", "DATABASE_URL", "SITE_URL", "SECRET_KEY"):
            os.environ.pop(name, None)
        os.environ["DEBUG"] = "1"
        if os.environ.get("TEST_DATABASE", "sqlite") == "postgres":
            cluster = Cluster()
            early_config.stash[cluster_key] = cluster
            early_config.add_cleanup(cluster.stop)
            cluster.start()
            os.environ["DATABASE_URL"] = cluster.url
    return (yield)


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {'PostgreSQL' if cluster_key in config.stash else 'SQLite'}"
