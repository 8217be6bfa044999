from collections.abc import Iterator

import pytest
from flask import Flask, g

from app import create_app
from services.languages import ENGLISH, JAPANESE
from services.settings import Settings
from services.web.addresses import address, find_address, public_address


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/en/"):
        g.language = ENGLISH
        yield


def test_an_address_is_in_the_page_s_language() -> None:
    assert address("residents.location", slug="lounge-midori") == "/en/locations/lounge-midori"


def test_another_language_can_be_named() -> None:
    assert address("residents.about", lang="ja") == "/ja/about"


def test_a_remembered_address_is_not_that_of_another_language() -> None:
    first = address("residents.about")
    g.language = JAPANESE

    assert (first, address("residents.about")) == ("/en/about", "/ja/about")


def test_addresses_outside_the_languages_have_none() -> None:
    assert address("maps.shell") == "/map.js"


def test_an_address_is_right_where_the_program_stands_under_a_folder(app: Flask) -> None:
    with app.test_request_context("/en/", base_url="http://localhost/madoguchi"):
        g.language = ENGLISH

        assert address("residents.about") == "/madoguchi/en/about"


@pytest.mark.parametrize(
    ("given", "changed", "expected"),
    [
        ({}, {}, "/en/"),
        ({"page": "2"}, {}, "/en/"),
        ({"q": "中山 & visa", "page": "2"}, {}, "/en/?q=%E4%B8%AD%E5%B1%B1+%26+visa"),
        ({"q": "visa"}, {"q": None}, "/en/"),
        ({"q": "visa", "speaks": "es"}, {"q": "Nakayama", "lat": None}, "/en/?q=Nakayama&speaks=es"),
        ({"kind": "lounge"}, {"page": "2"}, "/en/?kind=lounge&page=2"),
    ],
)
def test_a_changed_search_starts_at_page_one(
    given: dict[str, str], changed: dict[str, str | None], expected: str
) -> None:
    assert find_address(given, **changed) == expected


def test_a_full_address_has_the_host_of_the_request() -> None:
    assert public_address("/en/about") == "http://localhost/en/about"


@pytest.mark.parametrize("folder", ["", "/madoguchi"])
def test_a_full_address_has_the_site_of_the_setting(database_url: str, folder: str) -> None:
    app = create_app(Settings(database_url=database_url, public_url=f"https://city.example{folder}"))

    with app.test_request_context("/en/", base_url=f"http://10.0.0.1{folder}"):
        assert public_address(f"{folder}/en/about") == f"https://city.example{folder}/en/about"


def test_the_address_of_a_report_holds_its_code() -> None:
    codes = ["K7M4-0XP0", "W0RK-THXK", "no code?&"]

    assert [address("residents.report_state", report_code=code) for code in codes] == [
        "/en/reports/K7M4-0XP0",
        "/en/reports/W0RK-THXK",
        "/en/reports/no%20code%3F&",
    ]
