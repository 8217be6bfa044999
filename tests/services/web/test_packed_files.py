from collections.abc import Callable

import pytest
import zstandard
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from services.web.packed_files import PackedFiles
from services.web.rendering import static_url

KEPT = {"Accept-Encoding": "zstd"}


class Files:
    """A program with one file, which notes how it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []

    def __call__(self, environ: dict[str, str], start_response: Callable[..., object]) -> list[bytes]:
        self.asked.append(environ)
        found = environ["PATH_INFO"].endswith("site.css")
        start_response("200 OK" if found else "404 Not Found", [("Content-Type", "text/css")])
        return [b"p { margin: 0 } " * 100]


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def visitor(files: Files) -> Client:
    return Client(PackedFiles(files, "/static/1a2b/"), TestResponse, use_cookies=False)


def test_a_file_is_asked_for_and_packed_once(visitor: Client, files: Files) -> None:
    first, second = (visitor.get("/static/1a2b/site.css", headers=KEPT) for _ in range(2))

    assert first.data == second.data
    assert zstandard.decompress(first.data) == b"p { margin: 0 } " * 100
    assert len(files.asked) == 1


def test_what_one_reader_has_already_is_nothing_to_the_next(visitor: Client, files: Files) -> None:
    visitor.get("/static/1a2b/site.css", headers={"If-None-Match": '"old"', "Range": "bytes=0-3"})

    assert visitor.get("/static/1a2b/site.css").status_code == 200
    assert not {"HTTP_IF_NONE_MATCH", "HTTP_RANGE"} & files.asked[0].keys()


@pytest.mark.parametrize("path", ["/static/site.css", "/en/", "/static/1a2b/missing.css"])
def test_nothing_else_is_kept(visitor: Client, files: Files, path: str) -> None:
    for _ in range(2):
        visitor.get(path)

    assert len(files.asked) == 2


def test_the_program_s_own_files_are_packed_and_kept_for_ever(client: FlaskClient) -> None:
    answer = client.get(static_url("css/site.css"), headers=KEPT)

    assert answer.headers["Content-Encoding"] == "zstd"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.data) < len(zstandard.decompress(answer.data)) / 2
