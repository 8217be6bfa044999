"""The map's script: ours alone, the same every time, small, and quiet until asked."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

import geodata
from geodata.coords import Point
from geodata.maps import ShellMap, shell_script

TILES = "https://tiles.example/{z}/{x}/{y}.png"
WARDS = gpd.GeoDataFrame(
    geometry=[shapely.box(139.123456, 35, 139.2, 35.1), shapely.box(139.2, 35, 139.3, 35.1)], crs=4326
)
LAND = gpd.GeoDataFrame(geometry=[shapely.box(139, 34.9, 139.4, 35.2)], crs=4326)
DATA = Path(geodata.__file__).parent / "data"


def script(tile_url: str = "", tile_attribution: str = "Example Survey", *, wards: gpd.GeoDataFrame = WARDS) -> str:
    stations = [Point(35.05, 139.15), Point(35.06, 139.25)]
    return shell_script(
        wards=wards, land=LAND, stations=stations, tile_url=tile_url, tile_attribution=tile_attribution
    )


def test_script_is_the_same_every_time() -> None:
    assert script(TILES) == script(TILES)


def test_script_is_javascript_without_a_page_around_it() -> None:
    assert script(TILES).startswith("window.madoguchiMap=function(element){")
    assert "<" not in script(TILES)


def test_script_names_no_address_but_the_tiles() -> None:
    assert re.findall(r"\w+://[^\"]*", script(TILES)) == [TILES]
    assert "//" not in script()


def test_script_compiles_nothing_while_it_runs() -> None:
    assert not re.search(r"\beval\b|new Function|document\.write|innerHTML|\$\{|\$\.", script(TILES))


def test_every_string_is_a_key_a_class_or_a_pane() -> None:
    strings = set(re.findall(r'"([^"]*)"', script()))

    prose = {string for string in strings if not re.fullmatch(r"[\w-]+|use strict", string)}
    assert prose == set()


def test_map_stops_at_zoom_18_which_tiles_have() -> None:
    assert '"maxZoom":18' in script().split("createPane")[0]


def test_tiles_are_made_but_not_added() -> None:
    text = script(TILES)

    assert text.count(".addTo(") == 4
    assert "shell_tiles.addTo" not in text
    assert "tiles:shell_tiles}" in text


def test_without_a_tile_address_there_are_no_tiles() -> None:
    assert "tileLayer" not in script()
    assert "tiles:null}" in script()


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "</script><script>", '"+alert(1)+"', "${alert(1)}"]
)
def test_hostile_attribution_stays_a_string_of_text(hostile: str) -> None:
    text = script(TILES, hostile)

    (attribution,) = (json.loads(found) for found in re.findall(r'"attribution":("(?:[^"\\]|\\.)*")', text))
    assert "<" not in text
    assert not set('<>"') & set(attribution)


def test_coordinates_are_rounded_to_four_decimals() -> None:
    assert "139.1235" in script()
    assert not re.search(r"\d\.\d{5}", script())


def test_wards_in_metres_are_refused() -> None:
    with pytest.raises(ValueError, match="6677"):
        script(wards=WARDS.to_crs(6677))


def test_map_asks_for_no_asset_of_its_own() -> None:
    assert ShellMap.default_js == ShellMap.default_css == []


def test_whole_city_is_small_enough_for_a_slow_line() -> None:
    wards, land = (gpd.read_file(DATA / f"{name}.geojson") for name in ("wards", "land"))

    text = shell_script(
        wards=wards, land=land, stations=[Point(35.1234, 139.1234)] * 200, tile_url=TILES, tile_attribution="x"
    )

    assert len(text.encode()) < 80_000
    assert len(gzip.compress(text.encode())) < 25_000


@pytest.mark.skipif(shutil.which("node") is None, reason="node reads the script")
def test_script_can_be_read_by_a_browser(tmp_path: Path) -> None:
    file = tmp_path / "map.js"
    file.write_text(script(TILES, "'\"\\ <b>"), encoding="utf-8")

    assert subprocess.run(["node", "--check", file], check=False).returncode == 0
