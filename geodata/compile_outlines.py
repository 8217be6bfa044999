"""Outlines of wards and land for `geodata.compile`: fewer corners, the same borders."""

import json
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import shapely

from geodata.coords import EPSG_4326, EPSG_6677

SIMPLIFIED_TO_M = 40
"""A corner goes if its triangle with both neighbours is smaller than a square of this side, in metres."""

_DECIMALS = 1e-5
_LAND_DECIMALS = 1e-4


def simplified(wards: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return ward outlines with fewer corners, in EPSG:4326; neighbours still share their border."""
    metres = wards.geometry.to_crs(EPSG_6677)
    fewer = gpd.GeoSeries(shapely.coverage_simplify(metres.to_numpy(), SIMPLIFIED_TO_M), crs=EPSG_6677)
    return _rounded(fewer.to_crs(EPSG_4326), _DECIMALS)


def land(context: gpd.GeoDataFrame, outlines: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return all land, the city included, to draw beneath the wards: so no gap shows at the border."""
    parts = [*context.geometry, *outlines]
    return _rounded(gpd.GeoSeries([shapely.union_all(parts)], crs=EPSG_4326), _LAND_DECIMALS)


def write_geojson(path: Path, shapes: gpd.GeoSeries, codes: Iterable[str]) -> None:
    """Write shapes as GeoJSON with their code, a line each."""
    features = (
        {"type": "Feature", "id": code, "properties": {"code": code}, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in zip(codes, shapes, strict=True)
    )
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def _rounded(shapes: gpd.GeoSeries, decimals: float) -> gpd.GeoSeries:
    """Return shapes on a grid of degrees: the same corner of two shapes stays the same."""
    return gpd.GeoSeries(shapely.set_precision(shapes.to_numpy(), decimals, mode="pointwise"), crs=shapes.crs)
