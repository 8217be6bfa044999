from itertools import pairwise
from random import Random

import pytest

from geodata.cells import GLOBE, HEMISPHERES, WHOLE, Cell, beyond, block_around, cell_of, level_for
from geodata.coords import Point, distance_m

CORNERS = [Point(lat, lon) for lat in (-90.0, 0.0, 90.0) for lon in (-180.0, 0.0, 180.0)]


def random_points(number: int, *, seed: int) -> list[Point]:
    chance = Random(seed)  # noqa: S311 - only points to try
    return [Point(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(number)]


def near_to(middle: Point, degrees: float, *, seed: int) -> list[Point]:
    chance = Random(seed)  # noqa: S311 - only points to try
    around = [(chance.uniform(-degrees, degrees), chance.uniform(-degrees, degrees)) for _ in range(300)]
    return [Point(middle.lat + north, middle.lon + east) for north, east in around if abs(middle.lat + north) <= 90]


def holds(ranges: tuple[tuple[int, int], ...], point: Point) -> bool:
    return any(first <= cell_of(point) <= last for first, last in ranges)


@pytest.mark.parametrize("point", [*CORNERS, *random_points(50, seed=1)], ids=str)
@pytest.mark.parametrize("level", [0, 9, 20, 23])
def test_a_cell_holds_its_points_in_its_range_and_its_box(point: Point, level: int) -> None:
    cell = Cell(level, cell_of(point) >> 2 * level)

    box = cell.box()
    assert cell.range[0] <= cell_of(point) <= cell.range[1]
    assert box.south - 1e-9 <= point.lat <= box.north + 1e-9
    assert box.west - 1e-9 <= point.lon <= box.east + 1e-9


def test_the_quarters_of_a_cell_share_out_its_range() -> None:
    cell = Cell(5, 1_234)

    ranges = [quarter.range for quarter in cell.quarters()]

    assert (ranges[0][0], ranges[3][1]) == cell.range
    assert all(before[1] + 1 == after[0] for before, after in pairwise(ranges))


@pytest.mark.parametrize("point", CORNERS, ids=str)
def test_the_hemispheres_hold_every_point(point: Point) -> None:
    assert any(cell.range[0] <= cell_of(point) <= cell.range[1] for cell in HEMISPHERES)


@pytest.mark.parametrize("middle", [Point(35.45, 139.63), Point(-54.8, -68.3), Point(0.0, 0.0), Point(78.2, 15.6)])
@pytest.mark.parametrize("level", [0, 6, 10, 14, 17])
def test_points_outside_a_block_are_not_nearer_than_it_says(middle: Point, level: int) -> None:
    block = block_around(middle, level)
    width = 360 / 2 ** (WHOLE - level)

    outside = [point for point in near_to(middle, 3 * width, seed=level) if not holds(block.ranges, point)]

    assert outside
    assert all(distance_m(middle, point) >= block.clear_m > 0 for point in outside)


@pytest.mark.parametrize("middle", CORNERS, ids=str)
def test_at_the_edge_of_the_map_a_block_is_the_globe(middle: Point) -> None:
    assert (block_around(middle, 10) is GLOBE) == (abs(middle.lat) == 90 or abs(middle.lon) == 180)


def test_a_block_of_large_cells_is_the_globe() -> None:
    assert block_around(Point(35.45, 139.63), 22) is GLOBE
    assert block_around(Point(35.45, 139.63), 99) is GLOBE


def test_a_block_lies_within_the_next_larger_one() -> None:
    narrow, wide = (block_around(Point(35.45, 139.63), level) for level in (8, 9))

    left = beyond(wide.ranges, narrow.ranges)

    assert beyond(narrow.ranges, wide.ranges) == []
    assert sum(last - first + 1 for first, last in left) == 9 * 4**9 - 9 * 4**8


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], [(10, 20)]),
        ([(10, 20)], []),
        ([(0, 30)], []),
        ([(10, 12), (15, 15)], [(13, 14), (16, 20)]),
        ([(0, 11), (19, 30)], [(12, 18)]),
        ([(0, 9), (21, 30)], [(10, 20)]),
    ],
)
def test_ranges_without_others(taken: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    assert beyond([(10, 20)], taken) == left


@pytest.mark.parametrize(
    ("cells", "level"), [(0, 0), (1, 0), (2, 1), (4, 1), (5, 2), (16, 2), (17, 3), (1e30, WHOLE)]
)
def test_the_level_whose_cells_hold_as_many_of_the_finest(cells: float, level: int) -> None:
    assert level_for(cells) == level


@pytest.mark.parametrize("start", [*CORNERS, Point(35.45, 139.63)], ids=str)
@pytest.mark.parametrize("level", [8, 15, 20, 22])
def test_no_point_of_a_cell_is_nearer_than_it_says(start: Point, level: int) -> None:
    for point in random_points(40, seed=level):
        cell = Cell(level, cell_of(point) >> 2 * level)

        if distance_m(start, point) < 19_600_000:
            assert cell.least_m(start) <= distance_m(start, point)
