from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import directory, listings
from services.finding import FindQuery, find
from services.openformats.geojson import answer_collection, collection_of
from tests.timetables_for_tests import tokyo

NAKAYAMA = Point(35.51476, 139.53974)
WEDNESDAY = tokyo("2026-11-25 10:00")

Answered = Callable[..., dict[str, Any]]


class Urls(dict[str, str]):
    def __missing__(self, slug: str) -> str:
        return f"/en/locations/{slug}"


@pytest.fixture
def answered(session: Session) -> Answered:
    """The answer on a Wednesday at ten, unless the test says otherwise."""

    def collection(reader: str = "en", **query: object) -> dict[str, Any]:
        found = find(session, FindQuery(**{"at": WEDNESDAY, **query}))
        return answer_collection(found, reader, Urls())

    return collection


def feature(collection: dict[str, Any], slug: str) -> dict[str, Any]:
    return next(found for found in collection["features"] if found["id"] == slug)


def test_it_is_a_collection_of_features_with_a_number_each(answered: Answered) -> None:
    collection = answered()

    assert collection["type"] == "FeatureCollection"
    assert {found["type"] for found in collection["features"]} == {"Feature"}
    assert [found["properties"]["number"] for found in collection["features"]] == list(range(1, 21))
    assert [found["properties"]["slug"] for found in collection["features"]] == [
        found["id"] for found in collection["features"]
    ]


def test_the_second_page_numbers_on(answered: Answered) -> None:
    collection = answered(page=2)

    assert (collection["page"], collection["pages"], collection["total"]) == (2, 2, 39)
    assert [found["properties"]["number"] for found in collection["features"]] == list(range(21, 40))


def test_a_point_has_its_longitude_first(answered: Answered) -> None:
    geometry = feature(answered(kind="lounge"), "lounge-midori")["geometry"]

    assert geometry == {"type": "Point", "coordinates": [139.539888, 35.516011]}


def test_what_has_no_point_has_no_geometry_and_no_distance(session: Session, answered: Answered) -> None:
    lounge = directory.location_by_slug(session, "lounge-midori")
    lounge.lat = lounge.lon = None
    listings.refresh(session, [lounge])

    found = feature(answered(kind="lounge", start=NAKAYAMA), "lounge-midori")

    assert found["geometry"] is None
    assert found["properties"]["distance_m"] is None
    assert found["properties"]["number"] == 13


def test_a_feature_has_exactly_the_contract_s_properties(answered: Answered) -> None:
    promised = "slug kind name name_ja ward topics languages phone url distance_m open until next_open speaks number"

    assert set(answered()["features"][0]["properties"]) == set(promised.split())


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-25 10:00", ("open", "2026-11-25T21:00:00+09:00", None)),
        ("2026-11-25 21:00", ("closed", None, "2026-11-26T09:00:00+09:00")),
        ("2026-09-22 16:59", ("open", "2026-09-22T17:00:00+09:00", None)),
        ("2026-12-29 10:00", ("unknown", None, "2027-01-05T09:00:00+09:00")),
    ],
)
def test_openings_are_told_with_times_and_their_offset(
    answered: Answered, at: str, expected: tuple[str, str | None, str | None]
) -> None:
    told = feature(answered(kind="lounge", at=tokyo(at)), "lounge-tsurumi")["properties"]

    assert (told["open"], told["until"], told["next_open"]) == expected


@pytest.mark.parametrize(
    ("speaks", "at", "expected"),
    [
        ("es", "2026-11-25 10:00", ("now", "counter", "2026-11-25T17:00:00+09:00", None)),
        ("en", "2026-11-25 18:00", ("now", "counter", "2026-11-25T21:00:00+09:00", None)),
        ("es", "2026-11-25 18:00", ("later", "counter", None, "2026-11-26T09:00:00+09:00")),
        ("ne", "2026-11-25 10:00", ("no", None, None, None)),
    ],
)
def test_a_language_is_told_with_its_state_channel_and_times(
    answered: Answered, speaks: str, at: str, expected: tuple[str | None, ...]
) -> None:
    told = feature(answered(kind="lounge", speaks=speaks, at=tokyo(at)), "lounge-tsurumi")["properties"]["speaks"]

    assert told["language"] == speaks
    assert (told["state"], told["channel"], told["until"], told["next"]) == expected


def test_without_a_language_nothing_is_told_of_one(answered: Answered) -> None:
    assert {str(found["properties"]["speaks"]) for found in answered()["features"]} == {"None"}


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("en", "Tsurumi International Lounge"),
        ("vi", "Phòng Giao lưu Quốc tế Tsurumi"),
        ("ja", "鶴見国際交流ラウンジ"),
        ("ja-easy", "鶴見国際交流ラウンジ"),
    ],
)
def test_a_name_is_in_the_reader_s_best_language_and_never_holds_readings(
    answered: Answered, reader: str, name: str
) -> None:
    told = feature(answered(reader, kind="lounge"), "lounge-tsurumi")["properties"]

    assert (told["name"].replace(" ", ""), told["name_ja"]) == (name.replace(" ", ""), "鶴見国際交流ラウンジ")


def test_distances_are_whole_metres(answered: Answered) -> None:
    assert feature(answered(start=NAKAYAMA), "lounge-midori")["properties"]["distance_m"] == 139


def test_help_by_phone_stands_beside_the_list(answered: Answered) -> None:
    collection = answered(start=NAKAYAMA, speaks="es")

    told = collection["phone_help"]
    assert (told["slug"], told["number"], told["distance_m"]) == ("center-multicultural", None, None)
    assert told["speaks"]["channel"] == "phone"
    assert answered(start=NAKAYAMA)["phone_help"] is None


def test_a_number_that_is_not_to_be_trusted_is_not_told(answered: Answered) -> None:
    assert feature(answered(kind="lounge"), "lounge-izumi")["properties"]["phone"] is None


def test_nothing_found_is_an_empty_collection(answered: Answered) -> None:
    collection = answered(q="zzzzqq")

    assert (collection["features"], collection["total"], collection["pages"]) == ([], 0, 1)


def test_a_collection_of_its_own_is_numbered_from_one(session: Session) -> None:
    entries = find(session, FindQuery(at=WEDNESDAY, kind="lounge")).entries[:2]

    collection = collection_of(entries, "en", Urls())

    assert [found["properties"]["number"] for found in collection["features"]] == [1, 2]
    assert set(collection) == {"type", "features"}
