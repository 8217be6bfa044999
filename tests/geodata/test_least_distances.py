from random import Random

import pytest

from geodata.coords import Point, distance_m
from geodata.least_distances import least_around_m, least_distances_from, least_to_meridian_m, measured_m, most_arc_m

STARTS = [Point(35.45, 139.63), Point(0.0, 0.0), Point(90.0, 0.0), Point(-89.99, 180.0), Point(-35.45, -40.37)]


def random_points(start: Point, degrees: float) -> list[Point]:
    chance = Random(4)  # noqa: S311 - only points to try
    return [
        Point(
            min(90.0, max(-90.0, start.lat + chance.uniform(-degrees, degrees))),
            (start.lon + chance.uniform(-degrees, degrees) + 180) % 360 - 180,
        )
        for _ in range(200)
    ]


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("degrees", [0.0001, 0.1, 10.0, 180.0])
def test_the_quick_bound_is_below_the_distance_and_within_two_percent_of_it(start: Point, degrees: float) -> None:
    least_m = least_distances_from(start)

    for point in random_points(start, degrees):
        exact_m = distance_m(start, point)
        assert 0.98 * exact_m - 0.01 <= least_m(*point) <= exact_m


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("degrees", [0.1, 10.0, 180.0])
def test_measured_distances_are_exact_except_on_the_other_side_of_the_globe(start: Point, degrees: float) -> None:
    least_m = least_distances_from(start)

    for point in random_points(start, degrees):
        exact_m = distance_m(start, point)
        error = 0.0 if exact_m < 19_650_000 else 0.006
        assert measured_m(start, point, least_m(*point)) == pytest.approx(exact_m, rel=error, abs=0)


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("degrees", [0.1, 10.0, 180.0])
@pytest.mark.parametrize("apart", [0.01, 1.0])
def test_no_point_around_a_middle_is_nearer_than_the_bound(start: Point, degrees: float, apart: float) -> None:
    least_m = least_distances_from(start)

    for middle in random_points(start, degrees)[:30]:
        for point in random_points(middle, apart)[:30]:
            bound_m = least_around_m(start, middle, distance_m(middle, point))
            assert bound_m <= measured_m(start, point, least_m(*point)) + 0.001


@pytest.mark.parametrize("lat", [-89.0, -35.0, 0.0, 60.0, 90.0])
@pytest.mark.parametrize("off", [0.001, 1.0, 45.0, 90.0])
def test_no_point_of_a_meridian_is_nearer_than_the_bound(lat: float, off: float) -> None:
    start = Point(lat, 10.0)

    nearest_m = min(distance_m(start, Point(at / 2, 10.0 + off)) for at in range(-180, 181))

    assert least_to_meridian_m(start, off) <= nearest_m


def test_no_geodesic_is_longer_than_the_most() -> None:
    assert distance_m(Point(89.0, 0.0), Point(90.0, 0.0)) <= most_arc_m(0.017453292519943295)
