from random import Random

import pytest

from geodata.coords import Point, distance_m
from services import proximity
from services.proximity import Near, Queue

START = Point(35.45, 139.63)


def some_candidates(number: int) -> list[proximity.Found]:
    chance = Random(3)  # noqa: S311 - only made-up places
    return [
        (location_id, 1, chance.uniform(35.3, 35.6), chance.uniform(139.4, 139.8)) for location_id in range(number)
    ]


def test_locations_leave_nearest_first_and_only_below_the_limit() -> None:
    queue, candidates = Queue(START), some_candidates(500)
    queue.add(candidates)

    left = list(queue.nearer_than(5_000.0))

    distances = sorted((distance_m(START, Point(lat, lon)), location_id) for location_id, _, lat, lon in candidates)
    assert left == [Near(location_id, 1, metres) for metres, location_id in distances if metres < 5_000.0]


def test_equally_near_locations_leave_by_id() -> None:
    queue = Queue(START)
    queue.add([(location_id, 1, 35.5, 139.7) for location_id in (7, 3, 5)])

    assert [near.location_id for near in queue.nearer_than(1e9)] == [3, 5, 7]


def test_the_limit_itself_is_not_below_the_limit() -> None:
    queue = Queue(START)
    queue.add([(1, 1, 35.5, 139.7)])

    assert list(queue.nearer_than(distance_m(START, Point(35.5, 139.7)))) == []


def test_ten_of_five_hundred_are_found_with_few_exact_distances(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[Point] = []
    exact = proximity.measured_m
    monkeypatch.setattr(proximity, "measured_m", lambda a, b, least: measured.append(b) or exact(a, b, least))
    queue = Queue(START)
    queue.add(some_candidates(500))

    near = queue.nearer_than(1e9)
    for _ in range(10):
        next(near)

    assert len(measured) < 20
