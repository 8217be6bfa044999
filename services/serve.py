"""Starts the web server for `make run` and for production; the choice of server is ADR 5."""

import argparse

from granian import Granian
from granian.constants import Interfaces


def main() -> None:
    """Serve the application until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--threads", type=int, default=4, help="threads in each process")
    chosen = parser.parse_args()
    serve("app:create_app", host=chosen.host, port=chosen.port, workers=chosen.workers, threads=chosen.threads)


def serve(factory: str, *, host: str, port: int, workers: int, threads: int) -> None:
    """Serve what `factory`, such as `app:create_app`, makes, until SIGTERM or SIGINT."""
    Granian(
        factory,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
