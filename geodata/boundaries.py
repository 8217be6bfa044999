"""Ward outlines, and which ward a point lies in. GeoPandas is loaded with this module."""

from functools import cache

import geopandas as gpd
import shapely

from geodata.coords import EPSG_4326, Point
from geodata.tables import DATA


class WrongCrs(ValueError):
    """Shapes came in another reference system than the one asked for."""


@cache
def ward_outlines() -> gpd.GeoDataFrame:
    """Return one row a ward, in the order of the codes: `code`, `geometry` in EPSG:4326.

    Borders lack their smallest corners; neighbours share theirs exactly. The frame is read once
    and shared: copy it before changing it.
    Source: MLIT N03, 2022; see geodata/data/SOURCES.md.
    """
    outlines: gpd.GeoDataFrame = gpd.read_file(DATA / "wards.geojson")
    return outlines[["code", "geometry"]]


@cache
def land() -> gpd.GeoDataFrame:
    """Return the land around the city, for drawing only: `geometry` in EPSG:4326.

    Source: MLIT N03, 2022; see geodata/data/SOURCES.md.
    """
    around: gpd.GeoDataFrame = gpd.read_file(DATA / "land.geojson")
    return around[["geometry"]]


def ward_at(wards: gpd.GeoDataFrame, point: Point) -> str | None:
    """Return the code of the ward that contains `point`, or None outside the city.

    `wards` has one row a ward: `code` (five digits), `geometry` in EPSG:4326.
    A point on a border belongs to the ward listed first. Raises `WrongCrs`.
    Source: MLIT N03, 2022; see geodata/data/SOURCES.md.
    """
    if wards.crs != EPSG_4326:
        raise WrongCrs(f"ward outlines are in {wards.crs}, not in {EPSG_4326}")
    rows = wards.sindex.query(shapely.Point(point.lon, point.lat), predicate="intersects")
    return str(wards["code"].iloc[rows.min()]) if rows.size else None
