"""Square cells of the map, numbered so that the cells within a larger one follow each other.

The globe lies in a square of 360 by 360 degrees, halved 24 times each way: the finest cells measure some
2.4 m from south to north. A cell's number interleaves the bits of column and row (G. M. Morton, 1966), so
all finest cells of a cell 2ⁿ times as wide are one range of numbers, and an ordered index finds them at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot, inf, radians
from typing import Final

from geodata.coords import Box, Point
from geodata.least_distances import least_arc_m, least_around_m, least_to_meridian_m, most_arc_m

WHOLE: Final = 24
"""The level of the single cell that holds the globe; the finest cells have level 0."""

_SIDE: Final = 1 << WHOLE
_FEWEST_COLUMNS: Final = 16
_SPREAD: Final = tuple(sum((byte >> bit & 1) << 2 * bit for bit in range(8)) for byte in range(256))

Range = tuple[int, int]
"""First and last number of finest cells."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some cells around a point."""

    ranges: tuple[Range, ...]
    """In order, and with a gap between any two."""
    clear_m: float
    """Every point outside the block is at least so many metres away."""


NOTHING: Final = Block((), 0.0)
GLOBE: Final = Block(((0, _SIDE * _SIDE - 1),), inf)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of any level."""

    level: int
    number: int
    """Its number among the cells of its level."""

    @property
    def range(self) -> Range:
        """The finest cells in it."""
        return self.number << 2 * self.level, (self.number + 1 << 2 * self.level) - 1

    def quarters(self) -> tuple["Cell", ...]:
        """Return the four cells of the next level down."""
        return tuple(Cell(self.level - 1, 4 * self.number + quarter) for quarter in range(4))

    def box(self) -> Box:
        """Return the degrees between which it lies."""
        width = 360.0 / (_SIDE >> self.level)
        west, south = _gathered(self.number) * width - 180, _gathered(self.number >> 1) * width - 90
        return Box(south, west, south + width, west + width)

    def least_m(self, start: Point) -> float:
        """Return metres that no point in it is nearer to `start`: those to its middle, less to a corner."""
        south, west, north, east = self.box()
        middle = Point((south + north) / 2, (west + east) / 2)
        return least_around_m(start, middle, most_arc_m(radians(hypot(north - south, east - west) / 2)))


HEMISPHERES: Final = (Cell(WHOLE - 1, 0), Cell(WHOLE - 1, 1))
"""The western and the eastern; north of the pole the square of cells is empty."""


def cell_of(point: Point) -> int:
    """Return the number of the finest cell that holds `point`."""
    return _number(*_column_and_row(point))


def level_for(finest_cells: float) -> int:
    """Return the level whose cells hold at least so many of the finest."""
    return min(WHOLE, (max(0, int(finest_cells) - 1).bit_length() + 1) // 2)


def block_around(point: Point, level: int) -> Block:
    """Return the three by three cells of `level` in whose middle one `point` lies.

    Where they would reach a pole or the antimeridian, or cover a good part of the globe, it is all of it.
    """
    column, row = (at >> level for at in _column_and_row(point))
    west, south = column - 1, row - 1
    columns = _SIDE >> level
    if columns < _FEWEST_COLUMNS or min(west, south) < 0 or west + 3 > columns or south + 3 > columns // 2:
        return GLOBE
    numbers = sorted(_number(west + x, south + y) for x in range(3) for y in range(3))
    width = 360.0 / columns
    lon, lat = point.lon + 180 - west * width, point.lat + 90 - south * width
    clear_m = min(
        least_to_meridian_m(point, min(lon, 3 * width - lon)),
        least_arc_m(radians(min(lat, 3 * width - lat))),
    )
    return Block(_joined(numbers, 2 * level), clear_m)


def beyond(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """Return what is left of `ranges` without those `taken`, which are in order."""
    left = []
    for first, last in ranges:
        free = first
        for taken_first, taken_last in taken:
            if taken_first <= last and taken_last >= free:
                left.append((free, taken_first - 1))
                free = taken_last + 1
        left.append((free, last))
    return [(first, last) for first, last in left if first <= last]


def _column_and_row(point: Point) -> tuple[int, int]:
    return (
        min(int((point.lon + 180) * (_SIDE / 360)), _SIDE - 1),
        min(int((point.lat + 90) * (_SIDE / 360)), _SIDE // 2 - 1),
    )


def _number(column: int, row: int) -> int:
    return _spread(column) | _spread(row) << 1


def _spread(bits: int) -> int:
    """Return the number with a zero before each of its bits."""
    return _SPREAD[bits & 255] | _SPREAD[bits >> 8 & 255] << 16 | _SPREAD[bits >> 16] << 32


def _gathered(number: int) -> int:
    """Return every second bit of `number`, the last one first: what `_spread` spread."""
    return sum((number >> 2 * bit & 1) << bit for bit in range(WHOLE))


def _joined(numbers: list[int], shift: int) -> tuple[Range, ...]:
    """Return the ranges of finest cells of the cells `numbers`, neighbours joined."""
    ranges: list[Range] = []
    for number in numbers:
        first, last = number << shift, (number + 1 << shift) - 1
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return tuple(ranges)
