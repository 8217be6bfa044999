"""Servers under measurement: started as processes of their own on a free port, and what wrk says of them."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ, sysconf
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import Request, urlopen

from services.settings import ROOT

ACCEPTED = "gzip, deflate, br, zstd"
"""What today's browsers say they take."""
_PATIENCE_S = 30
_SECONDS = 3
_CONNECTIONS = 8
_TO_MS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    pid: int
    address: str
    first_answer_s: float
    """From the start of the process to its first answer."""

    def workers(self) -> list[int]:
        """Return the processes that answer: the first one's children, or itself where it has none."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        found = [int(pid) for pid in children if "tracker" not in _command_line(int(pid))]
        return found or [self.pid]

    def processor_s(self) -> float:
        """Return the processor time that the server has taken so far, all its processes together."""
        return sum(_processor_s(pid) for pid in {self.pid, *self.workers()})

    def body(self, path: str) -> bytes:
        """Return one answer as it goes over the wire."""
        asked = Request(self.address + path, headers={"Accept-Encoding": ACCEPTED})  # noqa: S310 - our own server.
        with urlopen(asked, timeout=_PATIENCE_S) as answer:  # noqa: S310 - the same.
            body: bytes = answer.read()
        return body


@dataclass(frozen=True, slots=True)
class Load:
    """What a server gave under load."""

    a_second: float
    p99_ms: float
    answers: int


@contextmanager
def serving(module: str, *arguments: str, settings: Mapping[str, str], ready: str = "/healthz") -> Iterator[Server]:
    """Run `python -m module` with a port of its own until the block ends; `ready` is asked until it answers."""
    command = ("-m", module, *arguments, "--port", "{port}")
    with running(command, settings=settings, ready=ready) as server:
        yield server


@contextmanager
def running(command: Sequence[str], *, settings: Mapping[str, str], ready: str) -> Iterator[Server]:
    """Run Python with these arguments, in which `{port}` stands for a free port, until the block ends."""
    port = free_port()
    arguments = [argument.format(port=port) for argument in command]
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env={**environ, **settings}, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address + ready)
        yield Server(process.pid, address, perf_counter() - started)
    finally:
        process.terminate()
        process.wait(_PATIENCE_S)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    until = perf_counter() + _PATIENCE_S
    while perf_counter() < until:
        try:
            with urlopen(url, timeout=_PATIENCE_S):  # noqa: S310 - our own server.
                return
        except URLError:
            if process.poll() is not None:
                raise SystemExit(f"the server ended by itself with {process.returncode}") from None
            sleep(0.005)
    raise SystemExit(f"no answer from {url} in {_PATIENCE_S} s")


def loaded(url: str, *, script: Path | None = None, times: int = 3) -> Load:
    """Ask `url` as fast as it answers, or what a wrk `script` names, a few times; return the best.

    The machine is shared with the one who asks, and perhaps with others: the best run is disturbed least.
    """
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed; on Debian: apt-get install wrk")
    return max((_load_once(url, script) for _ in range(times)), key=lambda load: load.a_second)


def _load_once(url: str, script: Path | None) -> Load:
    options = ["-t1", f"-c{_CONNECTIONS}", f"-d{_SECONDS}s", "--latency", "-H", f"Accept-Encoding: {ACCEPTED}"]
    if script is not None:
        options += ["-s", str(script)]
    command = ["wrk", *options, url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{url} fails under load:\n{said}")
    number, unit = re.findall(r"99%\s+([\d.]+)(us|ms|s)", said)[0]
    a_second = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    return Load(a_second, float(number) * _TO_MS[unit], int(re.findall(r"(\d+) requests in", said)[0]))


def private_megabytes(pid: int) -> float:
    """Return the memory that a process shares with nobody.

    Pages of the database's file that SQLite looks at through a map are the system's, which takes them back at will.
    """
    kilobytes, is_database = 0, False
    for line in Path(f"/proc/{pid}/smaps").read_text(encoding="utf-8").splitlines():
        if not line.split(maxsplit=1)[0].endswith(":"):
            is_database = line.endswith((".db", ".db-shm"))
        elif line.startswith(("Private_Clean:", "Private_Dirty:")) and not is_database:
            kilobytes += int(line.split()[1])
    return kilobytes / 1024


def _processor_s(pid: int) -> float:
    # The fields behind the process's name, which may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / sysconf("SC_CLK_TCK")


def _command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
