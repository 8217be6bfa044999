"""What Flask and the same server give at most: one page of fixed bytes, served with the program's own settings.

Run: python -m bench.fixed_bytes --size 9000 --port 8000
"""

import argparse
from os import environ

from flask import Flask, Response

from services.serve import serve

_SIZE = "BENCH_FIXED_BYTES"


def create_app() -> Flask:
    """Return an application that answers everything with the same bytes."""
    body = b"x" * int(environ[_SIZE])
    app = Flask(__name__, static_folder=None)

    @app.get("/")
    def fixed() -> Response:
        """Answer with the bytes."""
        return Response(body, content_type="text/html; charset=utf-8")

    return app


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, required=True, help="bytes of the answer")
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    environ[_SIZE] = str(chosen.size)
    serve(
        "bench.fixed_bytes:create_app",
        host="127.0.0.1",
        port=chosen.port,
        workers=2,
        threads=1,
        prepare=lambda _app: None,
        beside=lambda _app: None,
    )


if __name__ == "__main__":
    main()
