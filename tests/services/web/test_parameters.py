import pytest
from werkzeug.datastructures import MultiDict

from geodata.coords import Point
from services.errors import BadParameter
from services.finding import FindQuery
from services.languages import LANGUAGES
from services.models import Kind, Topic
from services.web.parameters import NAMES, find_query, given
from tests.timetables_for_tests import shown, tokyo

NOW = tokyo("2026-11-25 10:00").replace(second=42, microsecond=7)


def asked(**arguments: str | list[str]) -> FindQuery:
    return find_query(MultiDict(arguments), NOW)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lat", "NaN"),
        ("lat", "inf"),
        ("lat", "-Infinity"),
        ("lat", "1e400"),
        ("lat", "90.0001"),
        ("lat", "-91"),
        ("lat", "３５"),
        ("lat", "35,5"),
        ("lat", "3_5"),
        ("lat", "0x23"),
        ("lat", "35°"),
        ("lat", "north"),
        ("lat", "9" * 5_000),
        ("lon", "180.0001"),
        ("lon", "nan"),
        ("ward", "1411"),
        ("ward", "14999"),
        ("ward", "１４１１３"),
        ("ward", "midori"),
        ("kind", "bar"),
        ("kind", "LOUNGE"),
        ("topic", "cooking"),
        ("speaks", "zh"),
        ("speaks", "x-rtl"),
        ("speaks", "English"),
        ("when", "2026-02-30T10:00"),
        ("when", "2026-13-01T10:00"),
        ("when", "2026-11-23"),
        ("when", "2026-11-23T24:00"),
        ("when", "2026-11-23T10:60"),
        ("when", "2026-11-23T10"),
        ("when", "10:00"),
        ("when", "2026-11-23T10:30Z"),
        ("when", "2026-11-23T10:30+09:00"),
        ("when", "1900-01-01T00:00"),
        ("when", "2017-12-31T23:59"),
        ("when", "2100-01-01T00:00"),
        ("when", "9999-12-31T23:59"),
        ("when", "0000-01-01T00:00"),
        ("when", "２０２６-11-23T10:30"),
        ("when", "NOW"),
        ("when", "tomorrow"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "1.5"),
        ("page", "１"),
        ("page", "²"),
        ("page", "1e3"),
        ("page", "10000"),
        ("page", "9" * 5_000),
        ("q", "a" * 201),
        ("q", "a\x00b"),
    ],
)
def test_a_value_that_is_unknown_or_impossible_is_named_with_what_it_may_be(name: str, value: str) -> None:
    other = {"lat": "35.5", "lon": "139.5"} if name in {"lat", "lon"} else {}

    with pytest.raises(BadParameter) as caught:
        asked(**{**other, name: value})

    assert caught.value.name == name
    assert caught.value.allowed


@pytest.mark.parametrize(("name", "missing"), [("lat", "lon"), ("lon", "lat")])
@pytest.mark.parametrize("empty", [{}, {"lat": "", "lon": ""}])
def test_half_a_position_names_the_half_that_is_missing(name: str, missing: str, empty: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match=f"given together with {name}") as caught:
        asked(**{**empty, name: "35"})

    assert caught.value.name == missing


@pytest.mark.parametrize("name", NAMES)
def test_two_different_values_are_refused(name: str) -> None:
    with pytest.raises(BadParameter, match="given once only") as caught:
        given(MultiDict([(name, "1"), (name, "2")]))

    assert caught.value.name == name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("texts", [[""], ["  "], ["\u3000"], ["", ""]])
def test_an_empty_value_is_as_good_as_none(name: str, texts: list[str]) -> None:
    assert given(MultiDict([(name, text) for text in texts])) == {}


def test_the_same_value_twice_or_beside_an_empty_one_is_taken_once() -> None:
    assert given(MultiDict([("q", "visa"), ("q", " visa "), ("q", "")])) == {"q": "visa"}


def test_names_that_are_not_find_s_are_passed_over() -> None:
    assert given(MultiDict({"utm_source": "leaflet", "endpoint": "x", "LAT": "1"})) == {}


def test_nothing_asked_is_everything_now_to_the_minute() -> None:
    assert asked() == FindQuery(at=tokyo("2026-11-25 10:00"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("now", "2026-11-25 10:00"),
        ("any", "2026-11-25 10:00"),
        ("2026-11-23T10:30", "2026-11-23 10:30"),
        ("2026-11-23 10:30", "2026-11-23 10:30"),
        ("2026-11-23T10:30:59", "2026-11-23 10:30"),
        ("2018-01-01T00:00", "2018-01-01 00:00"),
        ("2099-12-31T23:59", "2099-12-31 23:59"),
        ("2028-02-29T09:00", "2028-02-29 09:00"),
    ],
)
def test_a_time_is_the_city_s_to_the_minute(when: str, expected: str) -> None:
    query = asked(when=when)

    assert shown(query.at) == expected
    assert query.at.utcoffset() is not None
    assert query.is_any_time is (when == "any")


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("35.5", "139.5", Point(35.5, 139.5)),
        (" 35.5 ", "139.5", Point(35.5, 139.5)),
        ("-90", "180", Point(-90.0, 180.0)),
        ("0", "-180", Point(0.0, -180.0)),
        ("35.", ".5", Point(35.0, 0.5)),
    ],
)
def test_a_position_is_degrees_anywhere_on_earth(lat: str, lon: str, expected: Point) -> None:
    assert asked(lat=lat, lon=lon).start == expected


@pytest.mark.parametrize(("page", "expected"), [("1", 1), ("2", 2), ("02", 2), ("9999", 9_999)])
def test_a_page_is_a_whole_number_from_one(page: str, expected: int) -> None:
    assert asked(page=page).page == expected


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("kind", list(Kind)),
        ("topic", list(Topic)),
        ("speaks", [language.slug for language in LANGUAGES]),
        ("ward", ["14101", "14113", "14118"]),
        ("q", ["a" * 200, "😀", "' OR 1=1", "\x01", "中山"]),
    ],
)
def test_every_known_code_and_every_short_text_is_taken(name: str, values: list[str]) -> None:
    assert [getattr(asked(**{name: value}), name) for value in values] == values
