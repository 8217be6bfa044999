"""The empty map as one script: land, wards, stations and, where a setting names some, street tiles.

Only a command imports this module: folium and GeoPandas are too heavy for the web application.
The script holds numbers, class names and the tile setting. No text of a record goes through
folium's templates, because Leaflet would run it: places and popups are drawn by static/js.
"""

import html
import json
import re
from collections.abc import Iterable
from typing import Any, Final

import folium
import geopandas as gpd
import shapely
from branca.element import Figure
from folium.map import CustomPane
from folium.template import Template

from geodata.coords import EPSG_4326, Point

MAX_ZOOM: Final = 18
MIN_ZOOM: Final = 9
_FIRST_ZOOM = 11
_DECIMALS = 4
"""Ten metres: finer than a drawn border's width at every zoom a visitor starts from."""

_SIMPLIFIED_DEGREES = 5e-4
"""About 50 m: corners of borders that stand out by less are left out, the same on both sides."""

_AROUND_DEGREES = 0.5
"""How far beyond the wards the map can be moved."""

_STATION_RADIUS_PX = 3

# Street tiles lie in Leaflet's own pane at 200: they cover the land, and leave wards and stations in sight.
_PANES: Final = {"sea": 140, "land": 150, "wards": 350, "stations": 380}

# Within brackets a space says nothing; between statements a line break may end one.
_STRING_OR_SPACE = re.compile(r'("(?:[^"\\]|\\.)*")|(?<=[,:{\[(])\s+|\s+(?=[}\])])|(\s*\n\s*)')

_WRAPPED = """window.madoguchiMap=function(element){{
"use strict";
{script}
return{{map:{map},wards:shell_wards,tiles:{tiles}}};
}};
"""


class _SameNameEveryTime:
    """Names a folium element after what it shows; folium's own names end in random digits."""

    layer_name: str

    def get_name(self) -> str:
        """Return the element's variable name in the script."""
        return f"shell_{self.layer_name}"


class ShellMap(_SameNameEveryTime, folium.Map):
    """A folium map drawn into `element` of the page that runs it; it brings no asset, tile or markup."""

    layer_name = "map"
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own attribute, emptied
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.map(element,"
        " { center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }} });"
        "{% endmacro %}"
    )


class _Pane(_SameNameEveryTime, CustomPane):
    """A level of the map's stack."""

    def __init__(self, name: str) -> None:
        super().__init__(name, z_index=_PANES[name])
        self.layer_name = f"pane_{name}"


class _Shapes(_SameNameEveryTime, folium.GeoJson):
    """Shapes that nobody can press, in the pane of their own name; static/css/map.css colours them."""

    def __init__(self, name: str, geometries: Iterable[shapely.Geometry], **options: Any) -> None:
        drawn: dict[str, Any] = {"pane": name, "class_name": f"map-{name}", "interactive": False}
        super().__init__(_features(geometries), name=name, **drawn, **options)


class _Dot(folium.CircleMarker):
    """How a point among the shapes is drawn."""

    def __init__(self, radius_px: int, pane: str) -> None:
        super().__init__(radius=radius_px)
        # folium knows only some of Leaflet's options for circles, and fixes colours that CSS decides here.
        self.options = {"pane": pane, "className": f"map-{pane}", "interactive": False, "radius": radius_px}


class _Tiles(_SameNameEveryTime, folium.TileLayer):
    """Street tiles that stay unloaded until the page's own script adds them."""


def shell_script(
    *,
    wards: gpd.GeoDataFrame,
    land: gpd.GeoDataFrame,
    stations: Iterable[Point],
    tile_url: str = "",
    tile_attribution: str = "",
) -> str:
    """Return JavaScript that defines `madoguchiMap(element)`: draws the map, returns `{map, wards, tiles}`.

    `wards` has one row a ward and `land` any number of rows, both with `geometry` in EPSG:4326;
    `tile_url` holds `{z}`, `{x}` and `{y}`. `tiles` is a Leaflet layer not yet on the map, or null
    without `tile_url`. The attribution is shown as plain text. The same arguments give the same text.
    """
    shell = _empty_map(wards)
    # Beyond the sheet nothing is drawn, which must not look like sea.
    sheet = shapely.box(*land.total_bounds)
    outlines = shapely.coverage_simplify(wards.geometry.to_numpy(), _SIMPLIFIED_DEGREES)
    shapes = {"sea": [sheet], "land": land.geometry, "wards": outlines}
    for name, geometries in shapes.items():
        _Shapes(name, geometries).add_to(shell)
    dots = shapely.MultiPoint([(station.lon, station.lat) for station in stations])
    _Shapes("stations", [dots], marker=_Dot(_STATION_RADIUS_PX, "stations")).add_to(shell)
    tiles = _tiles(tile_url, tile_attribution).add_to(shell) if tile_url else None
    figure = Figure()
    figure.add_child(shell)
    figure.render()
    return _WRAPPED.format(
        script=_compact(figure.script.render()), map=shell.get_name(), tiles=tiles.get_name() if tiles else "null"
    )


def _empty_map(wards: gpd.GeoDataFrame) -> ShellMap:
    """Return a map over the wards' bounds, with its panes and nothing in them."""
    if wards.crs != EPSG_4326:
        raise ValueError(f"wards are in {wards.crs}, not in {EPSG_4326}")
    west, south, east, north = (round(float(edge), _DECIMALS) for edge in wards.total_bounds)
    shell = ShellMap(
        location=[round((south + north) / 2, _DECIMALS), round((west + east) / 2, _DECIMALS)],
        tiles=None,
        zoom_start=_FIRST_ZOOM,
        zoom_control=False,
        # Leaflet's own names of these two options are in camel case, and reach it only as given.
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        max_bounds=True,
        min_lat=round(south - _AROUND_DEGREES, _DECIMALS),
        min_lon=round(west - _AROUND_DEGREES, _DECIMALS),
        max_lat=round(north + _AROUND_DEGREES, _DECIMALS),
        max_lon=round(east + _AROUND_DEGREES, _DECIMALS),
    )
    for name in _PANES:
        _Pane(name).add_to(shell)
    return shell


def _tiles(url: str, attribution: str) -> _Tiles:
    """Return the tile layer of the settings; Leaflet writes attributions as HTML, so text is escaped."""
    return _Tiles(
        url,
        attr=html.escape(attribution),
        name="tiles",
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        show=False,
        # The tile server learns which site asks, never which search.
        referrer_policy="strict-origin",
    )


def _features(geometries: Iterable[shapely.Geometry]) -> dict[str, Any]:
    """Return GeoJSON of the geometries, rounded, without properties."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(_rounded(geometry)))}
            for geometry in geometries
        ],
    }


def _rounded(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry with fewer decimals, without the corners that fall together."""
    coarse = shapely.transform(geometry, lambda degrees: degrees.round(_DECIMALS))
    return shapely.remove_repeated_points(coarse)


def _compact(script: str) -> str:
    """Return the script without the spaces and empty lines of folium's templates; strings stay whole."""
    return _STRING_OR_SPACE.sub(lambda found: found[1] or ("\n" if found[2] else ""), script).strip()
