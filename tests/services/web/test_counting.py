from collections import Counter

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.usage import Counts, Tally
from services.web.counting import COUNT_MARK, is_reader
from tests.conftest import Clock

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"}
LOUNGE = "/pt/locations/lounge-midori"


@pytest.fixture
def tally(app: Flask, at_city_time: Clock) -> Tally:
    at_city_time("2026-11-25T10:00")
    found: Tally = app.extensions["tally"]
    return found


def views(tally: Tally) -> dict[tuple[str, str], int]:
    return dict(tally.taken().views)


def test_a_location_is_counted_in_the_language_in_which_it_is_read_kept_pages_too(
    client: FlaskClient, tally: Tally
) -> None:
    for _ in range(3):
        client.get(LOUNGE, headers=BROWSER)

    assert views(tally) == {("lounge-midori", "pt"): 3}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example.org)"},
        {"User-Agent": "curl/8.5.0"},
        BROWSER | {"Sec-Purpose": "prefetch"},
    ],
)
def test_programs_and_pages_loaded_on_suspicion_are_not_counted(
    client: FlaskClient, tally: Tally, headers: dict[str, str]
) -> None:
    client.get(LOUNGE, headers=headers)

    assert views(tally) == {}


@pytest.mark.parametrize(
    "address", ["/pt/", "/pt/locations/nowhere", f"{LOUNGE}/card", f"{LOUNGE}.geojson", "/pt/about"]
)
def test_other_addresses_are_no_view_of_a_location(client: FlaskClient, tally: Tally, address: str) -> None:
    client.get(address, headers=BROWSER)

    assert tally.taken() == Counts(Counter(), Counter())


def test_asking_for_the_headers_alone_is_no_view(client: FlaskClient, tally: Tally) -> None:
    client.head(LOUNGE, headers=BROWSER)

    assert views(tally) == {}


def test_words_that_find_nothing_are_counted_each_time(client: FlaskClient, tally: Tally) -> None:
    for _ in range(2):
        client.get("/en/?q=Zzzzqq", headers=BROWSER)

    assert dict(tally.taken().searches) == {("zzzzqq", "en"): 2}


@pytest.mark.parametrize("query", ["q=Nakayama", "q=zzzzqq+090-1234-5678", "q=zzzzqq@example.org", "q="])
def test_what_finds_something_or_may_be_somebodys_own_is_not(client: FlaskClient, tally: Tally, query: str) -> None:
    client.get(f"/en/?{query}", headers=BROWSER)

    assert tally.taken() == Counts(Counter(), Counter())


def test_words_of_any_script_come_through(client: FlaskClient, tally: Tally) -> None:
    client.get("/en/", query_string={"q": "ёжзцщ ヌヌヌヌ"}, headers=BROWSER)

    ((words, _),) = tally.taken().searches
    assert "ヌ" in words or "ぬ" in words


@pytest.mark.parametrize("address", [LOUNGE, "/en/?q=zzzzqq"])
def test_the_mark_never_leaves_the_house(client: FlaskClient, address: str) -> None:
    for method in ("GET", "HEAD"):
        assert COUNT_MARK not in client.open(address, method=method, headers=BROWSER).headers


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (BROWSER["User-Agent"], True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1", True),
        ("Mozilla/5.0 AppleWebKit/537.36 (compatible; Examplebot/2.1)", False),
        ("Mozilla/5.0 HeadlessChrome/140.0", False),
        ("python-requests/2.32", False),
        ("", False),
    ],
)
def test_a_reader_is_told_from_a_program_by_its_name(name: str, *, expected: bool) -> None:
    assert is_reader(name) is expected
