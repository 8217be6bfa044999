import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from services import directory
from services.languages import ENGLISH, Language, offered
from services.settings import Settings

# One for each rule, and a code that has a meaning of each kind.
BAD_QUERIES = (
    "topic=nonsense",
    "kind=nonsense",
    "speaks=nonsense",
    "ward=nonsense",
    "topic=legal&topic=work",
    "page=0",
    "page=9999",
    f"q={'a' * 201}",
    "q=a%00b",
    "lat=35.5",
    "lat=north&lon=east",
    "when=tomorrow",
)
ENGLISH_WORDS = re.compile(r"\b(?:the|from|than|only|one of|together)\b", re.IGNORECASE)


@pytest.fixture
def without_database(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(database_url=f"sqlite:///{tmp_path}/no-tables.db")).test_client()


@pytest.fixture
def broken(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A visitor of a program with a mistake in it."""

    def wrong(*_args: object, **_values: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(directory, "freshness", wrong)
    monkeypatch.setattr("services.web.residents.find", wrong)
    return client


def problem_of(answer: TestResponse) -> dict[str, Any]:
    assert answer.content_type == "application/problem+json"
    members: dict[str, Any] = answer.get_json(force=True)
    assert members["status"] == answer.status_code
    return members


@pytest.mark.parametrize(
    "address", ["/en/nope", "/en/locations/nope", "/en/wards/99999", "/xx/", "/xx/about", "/EN/"]
)
def test_an_address_of_nothing_gets_a_page_that_leads_back(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert "This page does not exist" in answer.text
    assert 'href="/en/"' in answer.text


@pytest.mark.parametrize("address", ["/en/locations/nope.geojson", "/en/nope.geojson", "/api/nope", "/hsds/nope"])
def test_programs_are_told_of_nothing_in_their_own_words(client: FlaskClient, address: str) -> None:
    assert problem_of(client.get(address))["title"] == "Not Found"


@pytest.mark.parametrize("path", ["/en/", "/en/locations.geojson"])
def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient, path: str) -> None:
    answer = client.post(path)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_bad_parameter_is_named_alike_to_people_and_programs(client: FlaskClient) -> None:
    page, told = client.get("/en/?topic=cooking"), problem_of(client.get("/en/locations.geojson?topic=cooking"))

    assert page.status_code == told["status"] == 400
    assert told["parameter"] == "topic"
    assert "cooking" in told["detail"]
    assert "medical" in told["allowed"]
    assert '<bdi dir="ltr">medical</bdi>' in page.text
    assert ">topic<" in page.text


@pytest.mark.parametrize("query", BAD_QUERIES)
@pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
def test_people_read_in_their_language_what_a_parameter_may_be(
    client: FlaskClient, language: Language, query: str
) -> None:
    page = client.get(f"/{language.slug}/?{query}")

    said = page.text.partition("<dl")[2].partition("</dl>")[0].rpartition("<dd>")[2].strip()
    assert page.status_code == 400
    assert said != "</dd>"
    assert language is ENGLISH or ENGLISH_WORDS.search(re.sub(r"<code>.*?</code>", "", said)) is None


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "{{ 7 * 7 }}", "%(name)s"])
def test_what_a_bad_value_holds_is_shown_and_never_run(client: FlaskClient, value: str) -> None:
    page = client.get("/en/", query_string={"topic": value})

    assert page.status_code == 400
    assert "<script>alert" not in page.text
    assert "49" not in page.text.split("<code>")[2]


@pytest.mark.parametrize(
    ("address", "language"), [("/x-rtl/nope", "ar-XB"), ("/en/nope", "en"), ("/nope/nope", "ja")]
)
def test_a_failure_speaks_the_language_of_the_address_or_the_visitor_s(
    client: FlaskClient, address: str, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": "ja"})

    assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("address", ["/en/", "/en/about", "/x-rtl/about"])
def test_a_mistake_of_ours_gets_the_page_that_leans_on_nothing(broken: FlaskClient, address: str) -> None:
    answer = broken.get(address)

    assert answer.status_code == 500
    assert "This is our mistake, not yours." in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_mistake_of_ours_tells_programs_no_details(broken: FlaskClient) -> None:
    told = problem_of(broken.get("/en/locations.geojson"))

    assert told["status"] == 500
    assert "mistake of ours" not in str(told)


def test_without_catalogues_the_page_of_a_mistake_still_stands(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.web.translating.CATALOGUES", Path("/nowhere"))
    monkeypatch.setattr("services.web.rendering.Catalogue", missing)

    answer = client.get("/en/")

    assert answer.status_code == 500
    assert "表示できませんでした" in answer.text


def missing(_language: object) -> None:
    raise FileNotFoundError("no catalogue")


@pytest.mark.parametrize("address", ["/en/", "/en/locations/lounge-midori", "/en/wards/14113", "/en/about"])
def test_without_a_database_people_are_asked_to_come_again(without_database: FlaskClient, address: str) -> None:
    answer = without_database.get(address)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "Something went wrong" in answer.text


def test_without_a_database_programs_are_asked_to_come_again(without_database: FlaskClient) -> None:
    answer = without_database.get("/en/locations.geojson")

    assert problem_of(answer)["status"] == 503
    assert answer.headers["Retry-After"] == "10"


def test_a_database_that_comes_back_is_used_again(app: Flask, client: FlaskClient, database_url: str) -> None:
    path = Path(database_url.removeprefix("sqlite:///"))
    away = path.with_suffix(".away")
    app.extensions["database"].engine.dispose()
    path.rename(away)

    gone = client.get("/en/")
    app.extensions["database"].engine.dispose()
    path.unlink(missing_ok=True)
    away.rename(path)

    assert (gone.status_code, client.get("/en/").status_code) == (503, 200)


def test_the_reason_is_written_in_the_log(without_database: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    without_database.get("/en/")

    assert "the database did not answer: no such table" in caplog.text


def test_a_file_that_is_no_database_is_no_mistake_of_ours(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"not a database " * 1_000)
    visitor = create_app(Settings(database_url=f"sqlite:///{tmp_path}/broken.db")).test_client()

    assert visitor.get("/en/").status_code == 503
    assert visitor.get("/en/locations/lounge-midori").status_code == 503


def test_a_missing_slash_is_added_on_whatever_host_was_asked(client: FlaskClient) -> None:
    answer = client.get("/en?q=Nakayama", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 308
    assert answer.headers["Location"] == "/en/?q=Nakayama"
