"""The promises of docs, held through the door that users come in by: HTTP, on the first records of the city."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from services.settings import Settings
from tests.conftest import Clock

SLUGS = """
lounge-aoba lounge-hodogaya lounge-konan lounge-kohoku lounge-tsuzuki lounge-kanazawa lounge-tsurumi lounge-naka
lounge-minami lounge-izumi lounge-midori lounge-isogo lounge-kanagawa center-multicultural center-japanese-learning
passport-yokohama passport-center-minami city-hall yoke yioc pref-multilingual ward-tsurumi ward-kanagawa ward-nishi
ward-naka ward-minami ward-hodogaya ward-isogo ward-kanazawa ward-kohoku ward-totsuka ward-konan ward-asahi
ward-midori ward-seya ward-sakae ward-izumi ward-aoba ward-tsuzuki
""".split()  # noqa: SIM905 - as the contract lists them.
CARD = re.compile(r'<li class="card" data-slug="([^"]+)"')

Features = list[dict[str, Any]]
Ask = Callable[..., Features]


@pytest.fixture(scope="module")
def visitor(first_records: Path) -> FlaskClient:
    """Somebody who only looks."""
    return create_app(Settings(database_url=f"sqlite:///{first_records}")).test_client()


@pytest.fixture
def ask(visitor: FlaskClient) -> Ask:
    """Ask as the map does; every page of the answer."""

    def features(**parameters: str) -> Features:
        found: Features = []
        for page in ("1", "2"):
            answer = visitor.get("/en/locations.geojson", query_string={**parameters, "page": page})
            if answer.status_code == 400 and page == "2":
                break
            assert answer.status_code == 200, answer.text
            found += answer.get_json(force=True)["features"]
        return found

    return features


@pytest.fixture
def told(ask: Ask) -> Callable[..., dict[str, Any]]:
    """What is told of one location at a local time."""

    def properties(slug: str, when: str, **parameters: str) -> dict[str, Any]:
        found = ask(when=when, **parameters)
        return next(dict(feature["properties"]) for feature in found if feature["id"] == slug)

    return properties


Told = Callable[..., dict[str, Any]]


def slugs(features: Features) -> list[str]:
    return [feature["id"] for feature in features]


def test_the_directory_holds_the_39_locations(ask: Ask) -> None:
    assert len(SLUGS) == 39
    assert sorted(slugs(ask())) == sorted(SLUGS)


def test_without_a_position_centers_come_first_then_lounges_by_ward(ask: Ask) -> None:
    kinds = [feature["properties"]["kind"] for feature in ask()]
    lounges = [feature["properties"]["ward"] for feature in ask(kind="lounge")]

    assert list(dict.fromkeys(kinds)) == [
        "consultation_center",
        "lounge",
        "japanese_learning_center",
        "passport_center",
        "ward_office",
        "city_office",
        "other",
    ]
    assert lounges == sorted(lounges)


@pytest.mark.parametrize(
    "parameters",
    [
        {"lat": "35.51476", "lon": "139.53974"},
        {"q": "中山"},
        {"q": "なかやま"},
        {"q": "ナカヤマ"},
        {"q": "Nakayama"},
        {"q": "나카야마"},
        {"q": "226-0019"},
    ],
)
def test_around_nakayama_the_nearest_lounge_is_midori_s(ask: Ask, parameters: dict[str, str]) -> None:
    found = ask(kind="lounge", **parameters)
    distances = [feature["properties"]["distance_m"] for feature in found]

    assert found[0]["id"] == "lounge-midori"
    assert distances == sorted(distances)


@pytest.mark.parametrize("q", ["磯子", "いそご", "Isogo", "磯子駅", "磯子区"])
def test_near_isogo_the_nearest_lounge_is_isogo_s(ask: Ask, q: str) -> None:
    assert ask(kind="lounge", q=q)[0]["id"] == "lounge-isogo"


@pytest.mark.parametrize(
    ("when", "speaks", "expected"),
    [
        ("2026-11-25T10:00", "es", ("now", "2026-11-25T17:00:00+09:00", None)),
        ("2026-11-25T18:00", "en", ("now", "2026-11-25T21:00:00+09:00", None)),
        ("2026-11-25T18:00", "es", ("later", None, "2026-11-26T09:00:00+09:00")),
        ("2026-11-25T16:59", "es", ("now", "2026-11-25T17:00:00+09:00", None)),
        ("2026-11-25T17:00", "es", ("later", None, "2026-11-26T09:00:00+09:00")),
        ("2026-11-25T10:00", "vi", ("no", None, None)),
    ],
)
def test_tsurumi_speaks_by_its_timetable(
    told: Told, when: str, speaks: str, expected: tuple[str, str | None, str | None]
) -> None:
    spoken = told("lounge-tsurumi", when, speaks=speaks)["speaks"]

    assert (spoken["state"], spoken["until"], spoken["next"]) == expected


@pytest.mark.parametrize(
    ("slug", "when", "expected"),
    [
        ("lounge-tsurumi", "2026-11-25T20:59", ("open", "21:00")),
        ("lounge-tsurumi", "2026-11-25T21:00", ("closed", None)),
        # A day between two holidays is one too: 国民の休日.
        ("lounge-tsurumi", "2026-09-22T10:00", ("open", "17:00")),
        ("lounge-tsurumi", "2026-09-22T17:00", ("closed", None)),
        # The substitute of a holiday on a Sunday.
        ("lounge-tsurumi", "2026-05-06T10:00", ("open", "17:00")),
        ("lounge-midori", "2026-11-24T10:00", ("closed", None)),
        ("lounge-midori", "2026-11-25T20:59", ("open", "21:00")),
        ("lounge-kanagawa", "2027-01-01T12:00", ("closed", None)),
        ("lounge-kanagawa", "2027-01-02T12:00", ("unknown", None)),
        ("lounge-kanagawa", "2026-12-30T12:00", ("unknown", None)),
        ("lounge-kanagawa", "2026-11-24T19:59", ("open", "20:00")),
        # The third Monday is a holiday, so the next day that is none is closed instead.
        ("lounge-tsuzuki", "2026-09-21T12:00", ("open", "18:00")),
        ("lounge-tsuzuki", "2026-09-24T12:00", ("closed", None)),
        ("lounge-tsuzuki", "2026-09-25T12:00", ("open", "20:00")),
        ("lounge-tsuzuki", "2026-10-19T12:00", ("closed", None)),
        ("lounge-aoba", "2026-11-22T12:00", ("closed", None)),
        ("lounge-aoba", "2026-11-29T12:00", ("open", "17:00")),
        ("lounge-naka", "2026-11-25T10:00", ("unknown", None)),
        ("lounge-konan", "2026-11-25T10:00", ("unknown", None)),
        ("ward-midori", "2026-11-14T10:00", ("open", "12:00")),
        ("ward-midori", "2026-11-28T10:00", ("open", "12:00")),
        ("ward-midori", "2026-11-07T10:00", ("closed", None)),
        ("ward-midori", "2026-11-21T10:00", ("closed", None)),
        ("ward-midori", "2026-10-31T10:00", ("closed", None)),
        ("ward-midori", "2026-11-23T10:00", ("closed", None)),
        ("ward-midori", "2026-12-29T10:00", ("closed", None)),
        ("ward-midori", "2026-12-28T10:00", ("open", "17:00")),
        ("center-multicultural", "2026-11-14T12:59", ("open", "13:00")),
        ("center-multicultural", "2026-11-07T12:00", ("closed", None)),
        ("pref-multilingual", "2026-11-25T12:30", ("closed", None)),
        ("pref-multilingual", "2026-11-25T13:00", ("open", "17:15")),
    ],
)
def test_places_are_open_by_their_rules_and_the_law_s_holidays(
    told: Told, slug: str, when: str, expected: tuple[str, str | None]
) -> None:
    answer = told(slug, when)
    until = answer["until"] and answer["until"][11:16]

    assert (answer["open"], until) == expected


def test_unknown_hours_are_never_said_to_be_closed(told: Told) -> None:
    for hour in range(24):
        assert told("lounge-naka", f"2026-11-25T{hour:02}:00", kind="lounge")["open"] == "unknown"


def test_the_last_reception_of_the_center_is_said(visitor: FlaskClient, at_city_time: Clock) -> None:
    at_city_time("2026-11-25T10:00")

    page = visitor.get("/en/?kind=consultation_center").text

    assert "Last reception: 16:30" in re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=visa",
        "q=Nakayama",
        "q=弘明寺",
        "q=MY+Plaza",
        "q=ビザ 中山 ネパール語",
        "lat=35.45&lon=139.63",
        "ward=14104",
        "kind=lounge",
        "topic=japanese_class",
        "speaks=es",
        "speaks=es&lat=35.507&lon=139.677",
        "speaks=zh-hans&when=any",
        "when=2026-11-22T03:00&speaks=en",
        "page=2",
        "page=2&speaks=pt&q=Tsurumi",
        "q=zzzzqq",
    ],
)
def test_each_parameter_means_the_same_on_the_page_and_on_the_map(visitor: FlaskClient, query: str) -> None:
    asked = f"{query}&when=2026-11-25T10:00" if "when=" not in query else query
    page = visitor.get(f"/en/?{asked}")
    places = visitor.get(f"/en/locations.geojson?{asked}")

    assert (page.status_code, places.status_code) == (200, 200)
    assert CARD.findall(page.text) == slugs(places.get_json(force=True)["features"])


@pytest.mark.parametrize(
    "query",
    ["lat=91&lon=0", "lat=1", "ward=x", "kind=x", "topic=x", "speaks=x", "when=x", "page=0", "page=9", "q=%00"],
)
def test_an_impossible_value_is_a_400_alike_on_the_page_and_on_the_map(visitor: FlaskClient, query: str) -> None:
    page, places = visitor.get(f"/en/?{query}"), visitor.get(f"/en/locations.geojson?{query}")

    problem = places.get_json(force=True)
    assert (page.status_code, places.status_code) == (400, 400)
    assert places.content_type == "application/problem+json"
    assert f">{problem['parameter']}<" in page.text


def test_help_by_phone_stands_where_nobody_near_speaks_it(visitor: FlaskClient) -> None:
    asked = {"lat": "35.4669", "lon": "139.4886", "speaks": "ne", "when": "2026-11-25T10:00"}
    answer = visitor.get("/en/locations.geojson", query_string=asked).get_json(force=True)

    assert answer["phone_help"]["slug"] == "center-multicultural"
    assert answer["phone_help"]["phone"] == "045-222-1209"
    assert 'class="phone-help"' in visitor.get("/en/", query_string=asked).text


def test_nobody_is_hidden_by_the_language_that_was_asked_for(ask: Ask) -> None:
    states = [feature["properties"]["speaks"]["state"] for feature in ask(speaks="es", when="2026-11-25T10:00")]

    assert len(states) == 39
    assert states == sorted(states, key=["now", "later", "unknown", "no"].index)


def test_geojson_is_as_the_standard_and_the_contract_say(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/locations.geojson?kind=lounge&q=中山")
    first = answer.get_json(force=True)["features"][0]

    assert answer.content_type == "application/geo+json"
    assert first["geometry"] == {"type": "Point", "coordinates": [139.539888, 35.516011]}
    assert first["properties"]["url"] == "/en/locations/lounge-midori"
    assert visitor.get(first["properties"]["url"]).status_code == 200


def test_whoever_reports_a_mistake_gets_the_address_that_says_what_became_of_it(
    client: FlaskClient, at_city_time: Clock
) -> None:
    at_city_time("2026-11-25T10:00")
    stamp = re.findall(r'name="stamp" value="([^"]+)"', client.get("/ne/report/lounge-midori").text)[0]
    at_city_time("2026-11-25T10:01")

    answer = client.post("/ne/report/lounge-midori", data={"stamp": stamp, "about": "hours", "text": ""})

    assert answer.status_code == 303
    assert re.fullmatch("/ne/reports/[0-9A-Z]{4}-[0-9A-Z]{4}", answer.location)
    assert client.get(answer.location).status_code == 200
