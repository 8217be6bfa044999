"""Starts the web server for `make run` and for production; the choice of server is ADR 5."""

import argparse
import multiprocessing
import sys
from collections.abc import Callable
from pkgutil import resolve_name

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from services import background
from services.web.warming import warm


def main() -> None:
    """Serve the application until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--threads", type=int, default=2, help="threads in each process")
    chosen = parser.parse_args()
    serve("app:create_app", host=chosen.host, port=chosen.port, workers=chosen.workers, threads=chosen.threads)


def serve(
    factory: str,
    *,
    host: str,
    port: int,
    workers: int,
    threads: int,
    prepare: Callable[[Flask], None] = warm,
    beside: Callable[[Flask], object] = background.start,
) -> None:
    """Serve what `factory`, such as `app:create_app`, makes, until SIGTERM or SIGINT.

    Where the system copies processes, the application is made and prepared once, and the workers share it; each
    then starts what goes on `beside` the answers.
    """
    server = Granian(
        factory,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_access=False,
    )
    if sys.platform != "linux":
        server.serve()
        return
    # From 3.14 on Python starts new processes from nothing, unless it is asked to copy.
    multiprocessing.set_start_method("fork", force=True)
    application: Flask = resolve_name(factory)()
    prepare(application)

    def of_this_process(_factory: str) -> Flask:
        beside(application)
        return application

    server.serve(target_loader=of_this_process)


if __name__ == "__main__":
    main()
