from math import hypot
from random import Random

import pytest
from pyproj import Transformer

from geodata.coords import Point, distance_m
from geodata.mercator import flat, least_ground_m

STARTS = [Point(35.45, 139.63), Point(0.0, 179.9), Point(-84.9, 0.0), Point(89.0, -180.0), Point(-90.0, 10.0)]


@pytest.mark.parametrize("point", [Point(35.4437, 139.6380), Point(-33.9, 151.2), Point(0.0, -180.0)], ids=str)
def test_the_plane_is_that_of_epsg_3857(point: Point) -> None:
    expected = Transformer.from_crs("EPSG:4326", "EPSG:3857").transform(point.lat, point.lon)

    assert flat(point) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("lat", "edge"), [(90.0, 1), (86.0, 1), (-90.0, -1)])
def test_beyond_the_last_latitude_points_lie_on_the_edge_of_the_map(lat: float, edge: int) -> None:
    assert flat(Point(lat, 0.0)).y == pytest.approx(edge * 20_037_508.342789)


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("degrees", [0.01, 1.0, 30.0, 180.0])
def test_no_point_is_nearer_on_the_ground_than_the_plane_says(start: Point, degrees: float) -> None:
    chance = Random(8)  # noqa: S311 - only points to try
    for _ in range(200):
        lat = min(90.0, max(-90.0, start.lat + chance.uniform(-degrees, degrees)))
        lon = (start.lon + chance.uniform(-degrees, degrees) + 180) % 360 - 180
        at, there = flat(start), flat(Point(lat, lon))

        least_m = least_ground_m(start, hypot(there.x - at.x, there.y - at.y))

        assert least_m <= distance_m(start, Point(lat, lon))


def test_within_a_city_the_bound_is_close() -> None:
    start, point = Point(35.45, 139.63), Point(35.46, 139.64)
    at, there = flat(start), flat(point)

    least_m = least_ground_m(start, hypot(there.x - at.x, there.y - at.y))

    assert least_m > 0.985 * distance_m(start, point)
