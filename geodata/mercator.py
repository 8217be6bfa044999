"""Points on the plane of Web Mercator (EPSG:3857), and what distances there say of metres on the ground."""

from math import atan, cosh, degrees, exp, log, pi, radians, tan
from typing import Final, NamedTuple

from geodata.coords import Point
from geodata.least_distances import least_arc_m

RADIUS_M: Final = 6_378_137.0
_EDGE: Final = pi * RADIUS_M
_LAST_LAT: Final = degrees(2 * atan(exp(pi)) - pi / 2)


class Flat(NamedTuple):
    """A point on the plane, in its own metres, which are longer than the ground's by 1 / cos(latitude)."""

    x: float
    y: float


def flat(point: Point) -> Flat:
    """Return `point` on the plane; beyond the 85th degree, where the square map ends, it lies on the map's edge."""
    lat = min(max(point.lat, -_LAST_LAT), _LAST_LAT)
    return Flat(RADIUS_M * radians(point.lon), RADIUS_M * log(tan(pi / 4 + radians(lat) / 2)))


def least_ground_m(start: Point, flat_m: float) -> float:
    """Return metres that a point at least `flat_m` from `start` on the plane is surely away on the ground.

    A way on the ground leaves the circle on the plane at its rim, and within it no metre of the plane is
    shorter on the ground than where the circle comes nearest to a pole. The circle may not reach over the
    edge of the map, where ways go on elsewhere.
    """
    at = flat(start)
    radius = max(0.0, min(flat_m, _EDGE - abs(at.x), _EDGE - abs(at.y)))
    scale = 1 / cosh((abs(at.y) + radius) / RADIUS_M)
    return least_arc_m(scale * radius / RADIUS_M)
