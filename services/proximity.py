"""What the search index keeps and finds, and the exact order of what it found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf

from geodata.cells import HEMISPHERES, Cell
from geodata.coords import Point
from geodata.least_distances import least_distances_from, measured_m


@dataclass(frozen=True, slots=True)
class Near:
    """A location that was found."""

    location_id: int
    timetable_id: int
    distance_m: float | None
    """Geodesic metres from the start; None without a start, or where the location has no point."""
    rank: int = 0
    """Its place in a list without a position; 0 where the distance decides."""


def order_of(near: Near) -> tuple[bool, float, int, int]:
    """Return what a search sorts by: distance, those without one last and by rank, equal ones by id."""
    return (near.distance_m is None, near.distance_m or 0.0, near.rank, near.location_id)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index knows of a location."""

    location_id: int
    point: Point | None
    tags: frozenset[int]
    rank: int
    """Its place in a list without a position."""
    timetable_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which locations a search is for."""

    tags: tuple[int, ...]
    """It has all of these; at least one, each named once."""
    without: tuple[int, ...]
    """It has none of these."""
    timetables: tuple[int, ...] | None = None
    """It keeps one of these, where that matters."""


MANY = 1_000
"""So many at once are not worth reading for a few: searches go on cell by cell."""

# A cell that holds so many is looked at by quarters.
_FULL = 256

# Id, timetable, latitude and longitude.
Found = tuple[int, int, float, float]
# The same, where there is a point, and the rank.
Whole = tuple[int, int, float | None, float | None, int]


class Queue:
    """Locations waiting for their turn by distance, then by id.

    Each waits at a lower bound of its distance, which is cheap, and is measured exactly only when that
    bound comes to the front: to name the ten nearest of fifty, twelve or so are measured.
    """

    def __init__(self, start: Point) -> None:
        self.start = start
        self._least_m = least_distances_from(start)
        self._waiting: list[tuple[float, bool, int, int, float, float]] = []

    def add(self, candidates: Iterable[Found]) -> None:
        """Let these wait as well."""
        least_m = self._least_m
        self._waiting += [
            (least_m(lat, lon), False, location_id, timetable_id, lat, lon)
            for location_id, timetable_id, lat, lon in candidates
        ]
        heapify(self._waiting)

    def nearer_than(self, limit_m: float) -> Iterator[Near]:
        """Take out, nearest first, those whose distance is below `limit_m` metres."""
        waiting = self._waiting
        while waiting and waiting[0][0] < limit_m:
            metres, is_exact, location_id, timetable_id, lat, lon = heappop(waiting)
            if is_exact:
                yield Near(location_id, timetable_id, metres)
            else:
                metres = measured_m(self.start, Point(lat, lon), metres)
                heappush(waiting, (metres, True, location_id, timetable_id, lat, lon))


def by_cells(queue: Queue, read: Callable[[Cell, int | None], Sequence[Found]]) -> Iterator[Near]:
    """Search cell by cell, each time the one that may hold the nearest, until the `queue` is empty.

    This reads little wherever the start lies, but step by step: it is for starts far from all locations and
    for long lists. `read` is given a cell and at most how many of its locations, unread so far, are wanted.
    """
    cells = [(cell.least_m(queue.start), cell.level, cell.number) for cell in HEMISPHERES]
    while cells:
        least_m, level, number = heappop(cells)
        yield from queue.nearer_than(least_m)
        cell = Cell(level, number)
        found = read(cell, _FULL if level else None)
        if level and len(found) == _FULL:
            for quarter in cell.quarters():
                heappush(cells, (quarter.least_m(queue.start), quarter.level, quarter.number))
        else:
            queue.add(found)
    yield from queue.nearer_than(inf)
