"""Quick lower bounds of geodesic distances, which spare most exact ones.

Along a meridian the ellipsoid is nowhere more tightly curved than at the equator: radius b²/a. On a sphere
of that radius every way is at most as long as on the ellipsoid, and at least 98.9 percent of it.
"""

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from typing import Final

from geodata.coords import Point

LEAST_RADIUS_M: Final = 6_335_439.0
_ROUNDING_M: Final = 0.001


def least_arc_m(angle: float) -> float:
    """Return metres that no geodesic across an `angle` (radians, seen from the middle) falls short of."""
    return LEAST_RADIUS_M * angle - _ROUNDING_M


def least_distances_from(start: Point) -> Callable[[float, float], float]:
    """Return a function of latitude and longitude: metres that `distance_m` from `start` never falls short of."""
    start_lat, start_lon, half_degree = start.lat, start.lon, radians(0.5)
    cos_start = cos(radians(start_lat))

    def least_m(lat: float, lon: float) -> float:
        north = sin((lat - start_lat) * half_degree)
        east = sin((lon - start_lon) * half_degree)
        half = north * north + cos_start * cos(radians(lat)) * east * east
        return 2 * LEAST_RADIUS_M * asin(sqrt(half) if half < 1.0 else 1.0) - _ROUNDING_M

    return least_m


def least_to_meridian_m(start: Point, degrees_off: float) -> float:
    """Return metres within which no point of the meridian so many degrees (0 to 90) off `start` lies."""
    return least_arc_m(asin(max(0.0, cos(radians(start.lat))) * sin(radians(degrees_off))))
