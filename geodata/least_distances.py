"""Quick lower bounds of geodesic distances, which spare most exact ones.

Along a meridian the ellipsoid is nowhere more tightly curved than at the equator: radius b²/a. On a sphere
of that radius every way is at most as long as on the ellipsoid, and at least 98.9 percent of it.
"""

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from typing import Final

from geodata.coords import Point, distance_m

LEAST_RADIUS_M: Final = 6_335_439.0
MOST_RADIUS_M: Final = 6_399_594.0
_TO_LEAST: Final = LEAST_RADIUS_M / 6_371_009.0
_OPPOSITE_M: Final = 19_800_000.0
_DISAGREEMENT_M: Final = 120_000.0
_ROUNDING_M: Final = 0.001


def least_arc_m(angle: float) -> float:
    """Return metres that no geodesic across an `angle` (radians, seen from the middle) falls short of."""
    return LEAST_RADIUS_M * angle - _ROUNDING_M


def most_arc_m(angle: float) -> float:
    """Return metres that no geodesic across an `angle` exceeds: at the poles, the radius is a²/b."""
    return MOST_RADIUS_M * angle + _ROUNDING_M


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


def measured_m(start: Point, point: Point, least_m: float) -> float:
    """Return `distance_m`, but on a sphere where the points lie almost opposite each other on the globe.

    There the exact formula takes a hundred rounds to find no answer. `least_m` is the lower bound of
    `least_distances_from`; the sphere's distance is right to half a percent.
    """
    return distance_m(start, point) if least_m < _OPPOSITE_M * _TO_LEAST else least_m / _TO_LEAST


def least_around_m(start: Point, middle: Point, radius_m: float) -> float:
    """Return metres that `measured_m` from `start` to no point within `radius_m` of `middle` falls short of."""
    middle_m = measured_m(start, middle, least_distances_from(start)(*middle))
    # Ellipsoid and sphere disagree by up to half a percent, which counts where they are compared.
    is_mixed = abs(middle_m - _OPPOSITE_M) < radius_m + _DISAGREEMENT_M
    return middle_m - radius_m - (_DISAGREEMENT_M if is_mixed else 0.0)


def least_to_meridian_m(start: Point, degrees_off: float) -> float:
    """Return metres within which no point of the meridian so many degrees (0 to 90) off `start` lies."""
    return least_arc_m(asin(max(0.0, cos(radians(start.lat))) * sin(radians(degrees_off))))
