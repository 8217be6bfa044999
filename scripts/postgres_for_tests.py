"""Finds a PostgreSQL with PostGIS for the tests, or starts one of its own that leaves nothing behind."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from scripts.system_packages import CannotInstall, install

VARIABLE = "TEST_POSTGRES_URL"
USUAL = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "postgres"
WAIT_S = "60"


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server that tests may use while the block lasts. Raises `CannotInstall`.

    The server of the setting is taken as it is; otherwise the usual one of this machine, if it has PostGIS;
    otherwise a temporary one, whose programs are installed first where that is possible.
    """
    if given := os.environ.get(VARIABLE):
        yield given
    elif is_usable(USUAL):
        yield USUAL
    else:
        with temporary(programs()) as address:
            yield address


def is_usable(address: str) -> bool:
    """Return whether a server answers there, lets databases be made, and has PostGIS."""
    wanted = """
        SELECT FROM pg_available_extensions, pg_roles
        WHERE name = 'postgis' AND rolname = current_user AND rolsuper
    """
    try:
        with psycopg.connect(address.replace("+psycopg", ""), connect_timeout=3) as connection:
            return connection.execute(wanted).fetchone() is not None
    except psycopg.OperationalError:
        return False


def programs() -> Path:
    """Return the folder of the newest PostgreSQL that has PostGIS, after installing what is missing."""
    if newest() is None:
        install("postgresql", "postgresql-contrib", "postgis", what_for="PostgreSQL, for the tests on it,")
    version = newest()
    if version is None:
        raise CannotInstall(f"PostgreSQL was installed, but {PROGRAMS} has no programs of it")
    if not Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
        install(f"postgresql-{version}-postgis-3", what_for="PostGIS, for the tests on PostgreSQL,")
    return PROGRAMS / str(version) / "bin"


def newest() -> int | None:
    """Return the newest version of PostgreSQL whose programs are installed."""
    versions = [int(path.parent.parent.name) for path in PROGRAMS.glob("[0-9]*/bin/initdb")]
    return max(versions, default=None)


@contextmanager
def temporary(bin_folder: Path) -> Iterator[str]:
    """Run a server over an empty folder on a free port of this machine, and remove both afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-postgres-"))
    cluster, port = folder / "cluster", free_port()
    # Nobody else's socket folder, and no waiting for the disk: the data live for minutes.
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    try:
        as_owner(bin_folder / "initdb", "-D", cluster, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        as_owner(
            bin_folder / "pg_ctl", "-D", cluster, "-l", folder / "log", "-w", "-t", WAIT_S, "-o", options, "start"
        )
        try:
            print(f"Started PostgreSQL {bin_folder.parent.name} for the tests on port {port}.", flush=True)
            yield re.sub(r":\d+/", f":{port}/", USUAL)
        finally:
            as_owner(bin_folder / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def as_owner(*command: str | Path) -> None:
    """Run a program of PostgreSQL, which refuses to run as root. Raises `CannotInstall` with what it said."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", OWNER, "--", *words]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd="/")
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise CannotInstall(f"PostgreSQL for the tests cannot be started: {said}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
