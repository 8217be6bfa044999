import json
from pathlib import Path

import geopandas as gpd
import shapely

from geodata.compile_outlines import land, simplified, write_geojson
from geodata.coords import EPSG_4326

# The border between the two bends out by some five metres at its middle, over two hundred.
WEST = shapely.Polygon(
    [(139.5, 35.4), (139.6, 35.4), (139.6, 35.449), (139.60005, 35.45), (139.6, 35.451), (139.6, 35.5), (139.5, 35.5)]
)
EAST = shapely.Polygon(
    [(139.6, 35.4), (139.7, 35.4), (139.7, 35.5), (139.6, 35.5), (139.6, 35.451), (139.60005, 35.45), (139.6, 35.449)]
)
WARDS = gpd.GeoDataFrame({"code": ["1", "2"]}, geometry=[WEST, EAST], crs=EPSG_4326)


def test_small_bends_go_and_neighbours_still_share_their_border() -> None:
    outlines = simplified(WARDS)

    assert outlines.count_coordinates().sum() < WARDS.count_coordinates().sum()
    assert shapely.coverage_is_valid(outlines.to_numpy())


def test_outlines_are_in_degrees_with_five_decimals() -> None:
    outlines = simplified(WARDS)

    assert outlines.crs == EPSG_4326
    assert all(round(number, 5) == number for number in shapely.get_coordinates(outlines.to_numpy()).flat)


def test_land_is_one_shape_without_a_gap_at_the_city() -> None:
    around = gpd.GeoDataFrame(geometry=[shapely.box(139.7, 35.4, 139.8, 35.5)], crs=EPSG_4326)

    shapes = land(around, simplified(WARDS))

    assert [shape.geom_type for shape in shapes] == ["Polygon"]
    assert shapes.iloc[0].contains(shapely.Point(139.7, 35.45))


def test_a_written_outline_carries_its_code(tmp_path: Path) -> None:
    write_geojson(tmp_path / "wards.geojson", WARDS.geometry, WARDS["code"])

    collection = json.loads((tmp_path / "wards.geojson").read_text(encoding="utf-8"))
    assert [(feature["id"], feature["properties"]) for feature in collection["features"]] == [
        ("1", {"code": "1"}),
        ("2", {"code": "2"}),
    ]
