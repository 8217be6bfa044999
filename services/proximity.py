"""What the search index keeps and finds, and the exact order of what it found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from geodata.coords import Point, distance_m
from geodata.least_distances import least_distances_from


@dataclass(frozen=True, slots=True)
class Near:
    """A location that was found."""

    location_id: int
    timetable_id: int
    distance_m: float | None
    """Geodesic metres from the start; None without a start, or where the location has no point."""


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


class Queue:
    """Locations waiting for their turn by distance, then by id.

    Each waits at a lower bound of its distance, which is cheap, and is measured exactly only when that
    bound comes to the front: to name the ten nearest of fifty, twelve or so are measured.
    """

    def __init__(self, start: Point) -> None:
        self._start = start
        self._least_m = least_distances_from(start)
        self._waiting: list[tuple[float, bool, int, int, float, float]] = []

    def add(self, candidates: Iterable[tuple[int, int, float, float]]) -> int:
        """Let these wait as well (id, timetable, latitude, longitude); return how many they were."""
        before, least_m = len(self._waiting), self._least_m
        self._waiting += [
            (least_m(lat, lon), False, location_id, timetable_id, lat, lon)
            for location_id, timetable_id, lat, lon in candidates
        ]
        heapify(self._waiting)
        return len(self._waiting) - before

    def nearer_than(self, limit_m: float) -> Iterator[Near]:
        """Take out, nearest first, those whose distance is below `limit_m` metres."""
        waiting = self._waiting
        while waiting and waiting[0][0] < limit_m:
            metres, is_exact, location_id, timetable_id, lat, lon = heappop(waiting)
            if is_exact:
                yield Near(location_id, timetable_id, metres)
            else:
                metres = distance_m(self._start, Point(lat, lon))
                heappush(waiting, (metres, True, location_id, timetable_id, lat, lon))
