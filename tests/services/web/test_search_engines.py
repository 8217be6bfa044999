import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import create_app
from services.languages import offered
from services.models import Listing, Location
from services.settings import Settings
from services.web import search_engines
from tests.conftest import Clock

HERE = "https://madoguchi.example"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def app(database_url: str) -> Flask:
    return create_app(Settings(database_url=database_url, pseudo_language=True, public_url=HERE))


def addresses(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/xml; charset=utf-8")
    return [loc.text or "" for loc in ET.fromstring(answer.text).iter(f"{SITEMAPS}loc")]  # noqa: S314 - our own.


def test_the_index_has_two_sitemaps_a_language_and_none_of_the_test_language(client: FlaskClient) -> None:
    expected = [f"{HERE}/sitemap-{language.slug}-{part}.xml" for language in offered() for part in (1, 2)]

    assert addresses(client, "/sitemap.xml") == expected


def test_the_first_holds_the_site_s_own_pages_and_the_second_the_locations(client: FlaskClient) -> None:
    own, locations = addresses(client, "/sitemap-en-1.xml"), addresses(client, "/sitemap-en-2.xml")

    assert own[:2] == [f"{HERE}/en/", f"{HERE}/en/?topic=consultation"]
    assert own[-4:] == [f"{HERE}/en/{path}" for path in ("wards/14118", "about", "accessibility", "privacy")]
    assert len(locations) == 39
    assert f"{HERE}/en/locations/lounge-midori" in locations
    assert not set(own) & set(locations)


def test_many_locations_are_spread_over_files(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_engines, "LOCATIONS_A_FILE", 20)

    files = [path.removeprefix(HERE) for path in addresses(client, "/sitemap.xml") if "/sitemap-en-" in path]

    assert files == ["/sitemap-en-1.xml", "/sitemap-en-2.xml", "/sitemap-en-3.xml"]
    assert [len(addresses(client, path)) for path in files[1:]] == [20, 19]


def test_a_directory_without_locations_still_has_its_pages(client: FlaskClient, session: Session) -> None:
    session.execute(delete(Listing))
    for location in session.query(Location):
        session.delete(location)
    session.commit()

    assert addresses(client, "/sitemap.xml")[0] == f"{HERE}/sitemap-ja-easy-1.xml"
    assert addresses(client, "/sitemap-en-1.xml")[0] == f"{HERE}/en/"


@pytest.mark.parametrize("name", ["en-0", "en-3", "xx-1", "x-rtl-1", "en", "en-1x"])
def test_a_part_that_is_not_there_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-en-1.xml", "/robots.txt"])
def test_answers_may_be_kept_for_an_hour(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "public, max-age=3600"


def test_a_sitemap_is_packed_and_known_again(client: FlaskClient) -> None:
    first = client.get("/sitemap-en-1.xml", headers={"Accept-Encoding": "gzip"})
    again = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}

    assert first.headers["Content-Encoding"] == "gzip"
    assert client.get("/sitemap-en-1.xml", headers=again).status_code == 304


def test_what_changed_says_when(client: FlaskClient, session: Session, at_city_time: Clock) -> None:
    at_city_time("2026-11-25T10:00")
    page = client.get("/sitemap-en-2.xml").text
    saved = re.search(r"lounge-midori</loc><lastmod>([\d-]+)<", page)

    location = session.query(Location).filter_by(slug="lounge-midori").one()
    assert saved is not None
    assert saved[1] == location.saved_at.astimezone().date().isoformat()
    assert (
        "lastmod"
        not in client.get("/sitemap-en-1.xml").text.partition("/en/accessibility</loc>")[2].partition("</url>")[0]
    )


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/en/", True),
        ("/ja/locations/lounge-midori", True),
        ("/en/?topic=work", True),
        ("/staff/hours", False),
        ("/desk", False),
        ("/signin", False),
        ("/en/r/ABC", False),
        ("/en/report/lounge-midori", False),
        ("/ja-easy/reports/ABC", False),
    ],
)
def test_robots_may_read_what_is_for_everybody(client: FlaskClient, path: str, *, may: bool) -> None:
    answer = client.get("/robots.txt")
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())

    assert answer.content_type == "text/plain; charset=utf-8"
    assert robots.can_fetch("Googlebot", HERE + path) is may
    assert robots.site_maps() == [f"{HERE}/sitemap.xml"]
