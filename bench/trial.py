"""Tries web servers on the same pages: `python -m bench.trial NAME …`; the choice it led to is ADR 5."""

import argparse
import signal
from collections.abc import Mapping
from os import kill
from pathlib import Path
from statistics import mean
from threading import Thread
from time import perf_counter, sleep
from urllib.error import URLError

from bench.cities import sqlite_city
from bench.servers import Load, Server, loaded, private_megabytes, running

_FROM_ANYWHERE = Path(__file__).with_name("different.lua")
_TIMES = 3
_GRANIAN = ("-m", "services.serve", "--workers", "2", "--port", "{port}", "--threads")
_GUNICORN = (
    "-m",
    "gunicorn",
    "app:create_app()",
    "--workers",
    "2",
    "--bind",
    "127.0.0.1:{port}",
    "--log-level",
    "error",
)
SERVERS: Mapping[str, tuple[str, ...]] = {
    "granian-1": (*_GRANIAN, "1"),
    "granian-2": (*_GRANIAN, "2"),
    "granian-4": (*_GRANIAN, "4"),
    "gunicorn-sync": _GUNICORN,
    "gunicorn-sync-preload": (*_GUNICORN, "--preload"),
    "gunicorn-gthread-4": (*_GUNICORN, "--threads", "4"),
    "gunicorn-gthread-4-preload": (*_GUNICORN, "--threads", "4", "--preload"),
}


def main() -> None:
    """Print one line a server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="servers to try; by default all")
    parser.add_argument("--places", type=int, default=100_000)
    chosen = parser.parse_args()
    city = sqlite_city(chosen.places)
    heads = ("kept /s", "CPU ms", "made /s", "CPU ms", "p99 ms", "MB each", "first s", "lost")
    print(f"{'server':28}" + "".join(f"{head:>9}" for head in heads))
    for name in chosen.names or SERVERS:
        figures = _tried(SERVERS[name], {"DATABASE_URL": city.url})
        print(
            f"{name:28}" + "".join(f"{figure:9,.3g}" if figure < 1_000 else f"{figure:9,.0f}" for figure in figures)
        )


def _tried(command: tuple[str, ...], settings: Mapping[str, str]) -> tuple[float, ...]:
    with running(command, settings=settings, ready="/healthz") as server:
        kept, kept_ms = _loaded(server, "/en/?speaks=en")
        made, made_ms = _loaded(server, "/en/", script=_FROM_ANYWHERE)
        megabytes = mean(private_megabytes(pid) for pid in server.workers())
        lost = _lost_at_the_end(server)
    return kept.a_second, kept_ms, made.a_second, made_ms, made.p99_ms, megabytes, server.first_answer_s, lost


def _loaded(server: Server, path: str, script: Path | None = None) -> tuple[Load, float]:
    """Return the best of a few loads, and an answer's processor time, which a busy machine changes less."""
    loads, each_ms = [], []
    for _ in range(_TIMES):
        before_s = server.processor_s()
        loads.append(loaded(server.address + path, script=script, times=1))
        each_ms.append(1_000 * (server.processor_s() - before_s) / loads[-1].answers)
    return max(loads, key=lambda load: load.a_second), min(each_ms)


def _lost_at_the_end(server: Server) -> int:
    """Ask for pages one after another while the server is told to stop; return how many began and were cut off."""
    lost: list[str] = []
    asker = Thread(target=_ask_until_refused, args=(server, lost))
    asker.start()
    sleep(0.2)
    kill(server.pid, signal.SIGTERM)
    asker.join()
    return len(lost)


def _ask_until_refused(server: Server, lost: list[str]) -> None:
    until = perf_counter() + 10
    while perf_counter() < until:
        try:
            server.body("/en/?lat=35.46&lon=139.62&speaks=en")
        except URLError as refused:
            if not isinstance(refused.reason, ConnectionRefusedError):
                lost.append(str(refused))
            return
        except OSError as cut:
            lost.append(str(cut))
            return


if __name__ == "__main__":
    main()
