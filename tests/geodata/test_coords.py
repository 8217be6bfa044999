import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.coords import Box, Point, bounding_box, distance_m, point

NAKAYAMA = Point(35.5145, 139.5395)
YOKOHAMA = Point(35.4657, 139.6223)
WGS84 = Geod(ellps="WGS84")

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
near_yokohama = st.builds(Point, st.floats(35.2, 35.7), st.floats(139.3, 139.9))


def geographiclib_m(a: Point, b: Point) -> float:
    return WGS84.inv(a.lon, a.lat, b.lon, b.lat)[2]


@pytest.mark.parametrize(("lat", "lon"), [(90, 180), (-90, -180), (0, 0), (35.5, 139.5)])
def test_point_takes_every_place_on_earth(lat: float, lon: float) -> None:
    assert point(lat, lon) == (lat, lon)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(90.1, 0), (-91, 0), (0, 180.1), (0, -181), (math.nan, 0), (0, math.nan), (math.inf, 0), (0, -math.inf)],
)
def test_point_refuses_what_is_nowhere(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="is not between"):
        point(lat, lon)


@given(near_yokohama, near_yokohama)
def test_distances_in_the_city_agree_with_geographiclib_within_a_millimetre(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(geographiclib_m(a, b), abs=0.001)


@given(points, points)
def test_distances_anywhere_agree_with_geographiclib_within_half_a_percent(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(geographiclib_m(a, b), rel=0.006, abs=0.001)


@given(near_yokohama, near_yokohama)
def test_distance_is_the_same_both_ways(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=1e-6)


@pytest.mark.parametrize(
    ("a", "b"),
    [(NAKAYAMA, NAKAYAMA), (Point(10, 180), Point(10, -180)), (Point(90, 0), Point(90, 77))],
)
def test_one_place_is_no_distance_from_itself(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("a", "b"), [(Point(0, 0), Point(0, 180)), (Point(0, 0), Point(0.2, 179.8))])
def test_points_opposite_each_other_are_half_the_earth_apart(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(20_000_000, rel=0.005)


@given(near_yokohama, near_yokohama, st.floats(0, 50_000))
def test_box_holds_all_within_the_radius(centre: Point, other: Point, radius_m: float) -> None:
    box = bounding_box(centre, radius_m)

    inside = box.south <= other.lat <= box.north and box.west <= other.lon <= box.east
    assert inside or distance_m(centre, other) > radius_m


def test_box_is_hardly_larger_than_needed() -> None:
    box = bounding_box(YOKOHAMA, 5_000)

    assert distance_m(YOKOHAMA, Point(box.north, YOKOHAMA.lon)) == pytest.approx(5_000, rel=0.02)
    assert distance_m(YOKOHAMA, Point(YOKOHAMA.lat, box.east)) == pytest.approx(5_000, rel=0.02)


def test_box_at_a_pole_goes_all_around() -> None:
    assert bounding_box(Point(89.99, 10), 5_000)[1::2] == (-180, 180)


def test_box_across_the_antimeridian_goes_all_around() -> None:
    assert bounding_box(Point(0, 179.99), 5_000)[1::2] == (-180, 180)


def test_box_of_no_radius_is_the_point() -> None:
    assert bounding_box(YOKOHAMA, 0) == Box(YOKOHAMA.lat, YOKOHAMA.lon, YOKOHAMA.lat, YOKOHAMA.lon)


@pytest.mark.parametrize("radius_m", [-1, math.nan, math.inf])
def test_box_refuses_what_is_no_radius(radius_m: float) -> None:
    with pytest.raises(ValueError, match="is not a length"):
        bounding_box(YOKOHAMA, radius_m)
