import geopandas as gpd
import pytest
import shapely

from geodata.boundaries import WrongCrs, ward_at, ward_outlines
from geodata.coords import EPSG_4326, EPSG_6677, Point
from geodata.gazetteer import places_named, stations
from geodata.tables import DATA

WEST, EAST = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)


def two_wards(crs: str | None = EPSG_4326) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": ["00002", "00001"]}, geometry=[WEST, EAST], crs=crs)


@pytest.mark.parametrize(
    ("here", "code"),
    [
        (Point(0.5, 0.5), "00002"),
        (Point(0.5, 1.5), "00001"),
        (Point(0.5, 1.0), "00002"),
        (Point(1.0, 1.5), "00001"),
        (Point(1.0, 1.0), "00002"),
        (Point(0.5, 2.1), None),
        (Point(1.5, 0.5), None),
    ],
)
def test_a_point_on_a_border_belongs_to_the_ward_listed_first(here: Point, code: str) -> None:
    assert ward_at(two_wards(), here) == code


@pytest.mark.parametrize("crs", [EPSG_6677, None])
def test_outlines_in_another_reference_system_are_refused(crs: str | None) -> None:
    with pytest.raises(WrongCrs, match="not in EPSG:4326"):
        ward_at(two_wards(crs), Point(0.5, 0.5))


@pytest.mark.parametrize(("name", "code"), [("中山", "14113"), ("鶴見", "14101"), ("磯子", "14107"), ("大船", None)])
def test_a_station_lies_in_its_ward(name: str, code: str) -> None:
    assert ward_at(ward_outlines(), places_named(name)[0].point) == code


def test_nearly_every_station_lies_in_the_ward_its_table_says() -> None:
    outlines = ward_outlines()

    # A few stand astride a border, which is simplified.
    astray = [station.label("ja") for station in stations() if ward_at(outlines, station.point) != station.ward_code]
    assert len(astray) <= 3


def test_outlines_are_eighteen_wards_in_degrees() -> None:
    outlines = ward_outlines()

    assert list(outlines.columns) == ["code", "geometry"]
    assert list(outlines["code"]) == [str(code) for code in range(14101, 14119)]
    assert outlines.crs == EPSG_4326


def test_neighbouring_outlines_share_their_border_exactly() -> None:
    shapes = ward_outlines().geometry.to_numpy()

    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_valid(shapes).all()


def test_the_city_keeps_its_area() -> None:
    area_km2 = ward_outlines().to_crs(EPSG_6677).area.sum() / 1e6

    assert area_km2 == pytest.approx(437, abs=2)


def test_land_lies_beneath_every_ward() -> None:
    land = gpd.read_file(DATA / "land.geojson").geometry.union_all()

    assert ward_outlines().geometry.difference(land.buffer(0.0001)).is_empty.all()
