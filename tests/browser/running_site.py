"""The real program over the first records, served by the real server in a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from services.settings import ROOT

KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
"""What the server's process gets of our environment; a developer's own settings must not change a test."""
START_S = 120


@contextmanager
def running(records: Path, folder: Path, *, root: Path = ROOT) -> Iterator[str]:
    """Serve a copy of `records`, put into `folder`, while the block lasts; gives the address of the site.

    `root` is the program's own folder.
    """
    database, port = folder / "madoguchi.db", free_port()
    shutil.copy(records, database)
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {"DATABASE_URL": f"sqlite:///{database}", "PSEUDO_LANGUAGE": "1"}
    command = [sys.executable, "-m", "services.serve", "--port", str(port), "--workers", "1"]
    with (folder / "server.log").open("w+") as log:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", server, folder / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(START_S)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers. Raises `RuntimeError` with what it wrote when it does not."""
    last_try = time.monotonic() + START_S
    while time.monotonic() < last_try and server.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - our own server.
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
