import gzip
from collections.abc import Callable, Iterator

import pytest
import zstandard
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session
from werkzeug.test import Client, TestResponse

from app import create_app
from services.database import engine_for
from services.models import Dataset, Location
from services.settings import Settings
from services.web.delivery import KEEP_MARK, Delivery
from tests.conftest import Clock


class Counted:
    """A program that answers how often it was asked, in a language that may be kept or not."""

    def __init__(self) -> None:
        self.asked = 0
        self.language: str | None = "en"
        self.status = "200 OK"
        self.size = 1_000
        self.meanwhile: Callable[[], object] = lambda: None
        self.cookie: str | None = None

    def __call__(self, _environ: object, start_response: Callable[..., object]) -> list[bytes]:
        self.asked += 1
        number = self.asked
        self.meanwhile()
        mark = [(KEEP_MARK, self.language)] if self.language else []
        cookie = [("Set-Cookie", self.cookie)] if self.cookie else []
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *mark, *cookie])
        return [f"answer {number} ".encode() + b"." * self.size]


@pytest.fixture
def program() -> Counted:
    return Counted()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = engine_for(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def visitor(program: Counted, engine: Engine, at_city_time: Clock) -> Client:
    at_city_time("2026-11-25T10:00")
    return Client(Delivery(program, engine, megabytes=1), TestResponse, use_cookies=False)


def write(session: Session) -> None:
    session.execute(update(Dataset).values(version=Dataset.version + 1))
    session.commit()


def number(answer: TestResponse) -> str:
    return answer.text.split()[1]


def test_a_page_is_made_once_a_minute(visitor: Client, at_city_time: Clock) -> None:
    first = [number(visitor.get("/en/")) for _ in range(3)]
    at_city_time("2026-11-25T10:01")

    assert (first, number(visitor.get("/en/"))) == (["1", "1", "1"], "2")


def test_a_page_is_made_anew_after_anything_is_written(visitor: Client, session: Session) -> None:
    visitor.get("/en/")
    write(session)

    assert number(visitor.get("/en/")) == "2"


def test_a_page_that_was_being_made_while_something_was_written_is_not_kept(
    visitor: Client, program: Counted, session: Session
) -> None:
    def somebody_else_writes_and_reads() -> None:
        program.meanwhile = lambda: None
        write(session)
        visitor.get("/en/other")

    program.meanwhile = somebody_else_writes_and_reads
    visitor.get("/en/")

    assert number(visitor.get("/en/")) == "3"


@pytest.mark.parametrize(("first", "second"), [("/en/", "/ja/"), ("/en/?q=a", "/en/?q=b"), ("/en/", "/en/?page=2")])
def test_each_address_has_a_page_of_its_own(visitor: Client, first: str, second: str) -> None:
    assert [number(visitor.get(address)) for address in (first, second, first)] == ["1", "2", "1"]


@pytest.mark.parametrize("other", ["http://other.example", "https://localhost"])
def test_no_host_is_sent_the_page_of_another(visitor: Client, other: str) -> None:
    first, second = visitor.get("/en/"), visitor.get("/en/", base_url=other)

    assert number(first) != number(second)


@pytest.mark.parametrize("query", ["lat=35.5&lon=139.5", "q=x&lat=35.5", "lon=139.5"])
def test_a_position_is_never_kept(visitor: Client, query: str) -> None:
    assert [number(visitor.get(f"/en/?{query}")) for _ in range(2)] == ["1", "2"]


@pytest.mark.parametrize(
    "changed", [{"language": None}, {"status": "404 Not Found"}, {"status": "500 Oh"}, {"size": 200_000}]
)
def test_what_is_not_for_everybody_not_right_or_too_large_is_not_kept(
    visitor: Client, program: Counted, changed: dict[str, object]
) -> None:
    program.__dict__.update(changed)

    assert [number(visitor.get("/en/")) for _ in range(2)] == ["1", "2"]


def test_the_pages_asked_for_longest_ago_make_room_for_others(visitor: Client, program: Counted) -> None:
    program.size = 100_000
    for address in ("/1", "/2", "/3", "/4", "/1", "/5"):
        visitor.get(address)

    assert [number(visitor.get(address)) for address in ("/1", "/5", "/2")] == ["1", "5", "6"]


def test_without_room_every_page_is_made(program: Counted, engine: Engine) -> None:
    visitor = Client(Delivery(program, engine, megabytes=0), TestResponse)

    assert [number(visitor.get("/en/")) for _ in range(2)] == ["1", "2"]


def test_without_a_database_nothing_is_kept(program: Counted, tmp_path: object) -> None:
    visitor = Client(
        Delivery(program, engine_for(f"sqlite:///{tmp_path}/none.db"), megabytes=1), TestResponse, use_cookies=False
    )

    assert [number(visitor.get("/en/")) for _ in range(2)] == ["1", "2"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("br", None),
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("zstd;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("GZIP", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("*;q=oh,,", None),
    ],
)
def test_a_page_is_packed_as_its_reader_likes_best(visitor: Client, accepted: str, encoding: str | None) -> None:
    answer = visitor.get("/en/", headers={"Accept-Encoding": accepted})

    unpack = {None: bytes, "gzip": gzip.decompress, "zstd": zstandard.ZstdDecompressor().decompress}
    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack[encoding](answer.data).startswith(b"answer 1 ")
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_short_answer_is_not_packed(visitor: Client, program: Counted) -> None:
    program.size = 10

    assert "Content-Encoding" not in visitor.get("/en/", headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_page_already_is_told_so(visitor: Client, tags: str) -> None:
    tag = visitor.get("/en/").headers["ETag"]

    again = visitor.get("/en/", headers={"If-None-Match": tags.format(tag)})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag


def test_an_older_page_is_sent_anew(visitor: Client, session: Session) -> None:
    tag = visitor.get("/en/").headers["ETag"]
    write(session)

    assert visitor.get("/en/", headers={"If-None-Match": tag}).status_code == 200


def test_each_packing_has_a_tag_of_its_own(visitor: Client) -> None:
    answers = [visitor.get("/en/", headers={"Accept-Encoding": accepted}) for accepted in ("gzip", "zstd", "")]

    assert len({answer.headers["ETag"] for answer in answers}) == 3


def test_head_is_answered_as_get_without_the_body(visitor: Client) -> None:
    full, head = visitor.get("/en/"), visitor.head("/en/")

    assert head.data == b""
    assert dict(head.headers) == dict(full.headers)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_the_mark_of_a_page_never_leaves_the_house(visitor: Client, method: str) -> None:
    assert KEEP_MARK not in visitor.open("/en/", method=method).headers


def test_only_what_is_read_is_kept_and_tagged(visitor: Client) -> None:
    sent = [visitor.post("/en/") for _ in range(2)]

    assert [number(answer) for answer in sent] == ["1", "2"]
    assert "ETag" not in sent[0].headers


@pytest.mark.parametrize("cookie", ["", "lang=ja", "xlang=en", "lang=english"])
def test_the_language_of_a_page_is_remembered_for_the_next_visit(visitor: Client, cookie: str) -> None:
    answer = visitor.get("/en/", headers={"Cookie": cookie})

    assert answer.headers["Set-Cookie"] == "lang=en; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"


@pytest.mark.parametrize("cookie", ["lang=en", "a=1; lang=en", "lang=en;b=2"])
def test_a_language_that_is_remembered_already_is_not_sent_again(visitor: Client, cookie: str) -> None:
    assert "Set-Cookie" not in visitor.get("/en/", headers={"Cookie": cookie}).headers


def test_shared_caches_may_not_keep_a_page(visitor: Client) -> None:
    assert visitor.get("/en/").headers["Cache-Control"] == "private, no-cache"


@pytest.fixture
def directory(database_url: str) -> FlaskClient:
    return create_app(Settings(database_url=database_url)).test_client()


def test_a_page_of_the_directory_shows_a_change_at_once(directory: FlaskClient, session: Session) -> None:
    before = directory.get("/en/locations/lounge-midori").text
    session.execute(
        update(Location).where(Location.slug == "lounge-midori").values(website="https://example.org/new")
    )
    write(session)

    assert "https://example.org/new" not in before
    assert "https://example.org/new" in directory.get("/en/locations/lounge-midori").text


@pytest.mark.parametrize("path", ["/", "/locations.geojson", "/locations/lounge-midori", "/wards/14113"])
def test_the_directory_s_pages_are_packed_and_tagged(directory: FlaskClient, path: str) -> None:
    packed = {"Accept-Encoding": "zstd"}
    answer = directory.get(f"/en{path}", headers=packed)
    again = directory.get(f"/en{path}", headers={**packed, "If-None-Match": answer.headers["ETag"]})

    assert answer.headers["Content-Encoding"] == "zstd"
    assert again.status_code == 304


def test_an_answer_with_a_cookie_is_kept_for_nobody_else(program: Counted, visitor: Client) -> None:
    program.cookie = "staff=somebody"

    first, second = visitor.get("/en/"), visitor.get("/en/")

    assert first.text != second.text
