import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from geodata.wards import wards
from services.languages import offered
from services.models import Location
from tests.conftest import Clock

LANGUAGES = [language.slug for language in offered(with_pseudo=True)]
PATHS = [
    "/",
    "/?q=Nakayama&speaks=es",
    "/?q=弘明寺",
    "/?q=Nakayma",
    "/?q=zzzzqq",
    "/?lat=35.5&lon=139.6&when=any",
    "/?page=2",
    "/?kind=ward_office&when=2026-09-22T10:00",
    "/locations/lounge-midori",
    "/locations/center-multicultural",
    "/locations/passport-yokohama",
    "/wards/14113",
    "/wards/14110",
    "/about",
    "/accessibility",
    "/privacy",
]


@pytest.mark.parametrize(
    ("accepted", "cookie", "expected"),
    [
        ("", None, "/en/"),
        ("ja,en;q=0.5", None, "/ja/"),
        ("zh-TW,zh;q=0.9,en;q=0.8", None, "/zh-hant/"),
        ("zh-SG,en;q=0.8", None, "/zh-hans/"),
        ("yue,en;q=0.8", None, "/zh-hant/"),
        ("cmn-Hans-CN,en;q=0.8", None, "/zh-hans/"),
        ("pt-PT,ja;q=0.5", None, "/pt/"),
        ("tl,en;q=0.1", None, "/tl/"),
        ("fil-PH,en;q=0.1", None, "/tl/"),
        ("in,en;q=0.1", None, "/id/"),
        ("de,es;q=0.1", None, "/es/"),
        ("en", "ne", "/ne/"),
        ("ja", "ja-easy", "/ja-easy/"),
        ("ja", "klingon", "/ja/"),
    ],
)
def test_a_visitor_is_sent_to_a_language_by_cookie_then_by_browser(
    client: FlaskClient, accepted: str, cookie: str | None, expected: str
) -> None:
    if cookie:
        client.set_cookie("lang", cookie)

    answer = client.get("/", headers={"Accept-Language": accepted})

    assert (answer.status_code, answer.headers["Location"]) == (302, expected)
    assert answer.headers["Vary"] == "Accept-Language, Cookie"


def test_the_language_that_was_read_last_is_remembered(client: FlaskClient) -> None:
    client.get("/ja-easy/")

    assert client.get("/").headers["Location"] == "/ja-easy/"


@pytest.mark.parametrize("slug", ["xx", "my", "EN", "en-US", "favicon.ico"])
def test_a_language_that_is_not_offered_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/{slug}/").status_code == 404


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("slug", LANGUAGES)
def test_every_page_is_there_in_every_language(client: FlaskClient, slug: str, path: str) -> None:
    answer = client.get(f"/{slug}{path}")

    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("code", [ward.code for ward in wards()])
def test_every_ward_has_a_page_and_a_map(client: FlaskClient, code: str) -> None:
    page, places = client.get(f"/en/wards/{code}"), client.get(f"/en/wards/{code}.geojson")

    shown = [feature["id"] for feature in places.get_json(force=True)["features"]]
    assert (page.status_code, places.status_code) == (200, 200)
    assert [page.text.index(f"/en/locations/{slug}") for slug in shown]


@pytest.mark.parametrize(
    "path", ["/locations/nope", "/locations/nope.geojson", "/wards/99999", "/wards/1411", "/wards/99999.geojson"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/en{path}").status_code == 404


def test_what_was_typed_is_shown_and_never_run(client: FlaskClient) -> None:
    page = client.get("/en/", query_string={"q": '"><script>alert(1)</script>'}).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_one_location_has_a_map_of_its_own(client: FlaskClient) -> None:
    places = client.get("/en/locations/lounge-midori.geojson").get_json(force=True)

    assert [feature["id"] for feature in places["features"]] == ["lounge-midori"]
    assert places["features"][0]["properties"]["url"] == "/en/locations/lounge-midori"


def test_a_notice_shows_from_the_day_it_begins(client: FlaskClient, at_city_time: Clock) -> None:
    notice = 'class="notice'
    at_city_time("2026-08-31T23:59")
    before = client.get("/en/locations/lounge-tsurumi").text
    at_city_time("2026-09-01T00:00")

    assert notice not in before
    assert notice in client.get("/en/locations/lounge-tsurumi").text
    assert notice not in client.get("/en/locations/lounge-midori").text


def test_the_answer_is_for_the_moment_of_the_request(client: FlaskClient, at_city_time: Clock) -> None:
    pages = []
    for local in ("2026-11-25T20:59", "2026-11-25T21:00"):
        at_city_time(local)
        places = client.get("/en/locations/lounge-tsurumi.geojson").get_json(force=True)
        pages.append(places["features"][0]["properties"]["open"])

    assert pages == ["open", "closed"]


@pytest.mark.parametrize("path", ["/en", "/en/about/"])
def test_an_address_with_a_slash_too_many_or_too_few_leads_on_or_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in {308, 404}


def test_a_passport_center_without_services_has_a_page(client: FlaskClient, session: Session) -> None:
    center = session.scalars(select(Location).where(Location.slug == "passport-yokohama")).one()
    center.services.clear()
    session.commit()

    assert client.get("/en/locations/passport-yokohama").status_code == 200
