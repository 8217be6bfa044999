"""Square cells of the map, numbered so that the cells within a larger one follow each other.

The globe lies in a square of 360 by 360 degrees, halved 24 times each way: the finest cells measure some
2.4 m from south to north. A cell's number interleaves the bits of column and row (G. M. Morton, 1966), so
all finest cells of a cell 2ⁿ times as wide are one range of numbers, and an ordered index finds them at once.
"""

from dataclasses import dataclass
from math import inf, radians
from typing import Final

from geodata.coords import Point
from geodata.least_distances import least_arc_m, least_to_meridian_m

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


def beyond(wide: Block, narrow: Block) -> list[Range]:
    """Return the ranges of `wide` without those of `narrow`, which lies within it."""
    left = []
    for first, last in wide.ranges:
        free = first
        for taken_first, taken_last in narrow.ranges:
            if first <= taken_first <= last:
                left.append((free, taken_first - 1))
                free = taken_last + 1
        left.append((free, last))
    return [(first, last) for first, last in left if first <= last]


def _column_and_row(point: Point) -> tuple[int, int]:
    return (
        min(int((point.lon + 180) * (_SIDE / 360)), _SIDE - 1),
        min(int((point.lat + 90) * (_SIDE / 360)), _SIDE - 1),
    )


def _number(column: int, row: int) -> int:
    return _spread(column) | _spread(row) << 1


def _spread(bits: int) -> int:
    """Return the number with a zero before each of its bits."""
    return _SPREAD[bits & 255] | _SPREAD[bits >> 8 & 255] << 16 | _SPREAD[bits >> 16] << 32


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
