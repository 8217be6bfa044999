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
from bench.servers import Server, loaded, private_megabytes, running

_FROM_ANYWHERE = Path(__file__).with_name("different.lua")
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
    print(
        f"{'server':28}{'kept /s':>9}{'p99 ms':>8}{'made /s':>9}{'p99 ms':>8}{'MB each':>9}{'first s':>9}{'lost':>6}"
    )
    for name in chosen.names or SERVERS:
        print(f"{name:28}{_tried(SERVERS[name], {'DATABASE_URL': city.url})}", flush=True)


def _tried(command: tuple[str, ...], settings: Mapping[str, str]) -> str:
    with running(command, settings=settings, ready="/healthz") as server:
        kept = loaded(server.address + "/en/?speaks=en")
        made = loaded(server.address + "/en/", script=_FROM_ANYWHERE)
        megabytes = mean(private_megabytes(pid) for pid in server.workers())
        lost = _lost_at_the_end(server)
    figures = f"{kept.a_second:9,.0f}{kept.p99_ms:8.1f}{made.a_second:9,.0f}{made.p99_ms:8.1f}"
    return f"{figures}{megabytes:9.0f}{server.first_answer_s:9.2f}{lost:6}"


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
