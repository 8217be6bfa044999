"""Towns and their chome for `geodata.compile`: one row a town, and how far its point may be from an address."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely

from geodata.coords import EPSG_4326, EPSG_6677, Point, distance_m
from geodata.kana import hiragana, romanized

CHOME_M = 250
"""No town's point is said to be nearer to an address than this."""

GUESSED_M = 1_000
"""For points that the source itself took from a station or from neighbours."""

_STEP_M = 50
_CHOME_KANA = re.compile(r"\d+チョウメ$")
_TOWN_OF_ADDRESS = re.compile(r"(\D+)\d*")
_CHOME_ROMAJI = re.compile(r" ?\d+-chome$")

Source = Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """A point, and how far it may be from an address that bears its name."""

    point: Point
    precision_m: int

    def row(self) -> dict[str, object]:
        """Return the columns that say where it is."""
        return {"lat": round(self.point.lat, 5), "lon": round(self.point.lon, 5), "precision_m": self.precision_m}


@dataclass(frozen=True)
class Town:
    """A town, undivided or of several chome. Its id ends in 000, that of its third chome in 003."""

    town_id: str
    ja: str
    kana: str
    en: str
    place: Place
    chome: Mapping[int, Place]

    def row(self) -> dict[str, object]:
        """Return the town's row in towns.csv."""
        names = {"id": self.town_id, "ja": self.ja, "kana": self.kana, "en": self.en}
        return names | self.place.row()


def town_table(source: Sequence[Source], wards: gpd.GeoDataFrame, facilities: Iterable[Source]) -> list[Town]:
    """Return the towns, also those of which the source has only the chome.

    A public facility that lies farther out than a town was thought to reach widens the town.
    """
    reach_m = reaches_m(source, wards)
    for town_id, far_m in _farthest_facilities_m(source, facilities).items():
        if town_id in reach_m:
            reach_m[town_id] = max(reach_m[town_id], far_m)
    families: dict[str, list[Source]] = defaultdict(list)
    for row in source:
        families[whole_town(row["town_id"])].append(row)
    return [_town(town_id, family, reach_m) for town_id, family in sorted(families.items())]


def chome_table(towns: Iterable[Town]) -> list[Mapping[str, object]]:
    """Return a row for each chome: town, number, point."""
    return [
        {"town": town.town_id, "chome": number} | place.row()
        for town in towns
        for number, place in sorted(town.chome.items())
    ]


def postcode_table(source: Iterable[Source]) -> list[Mapping[str, object]]:
    """Return the id of the place of each postal code: a ward, a town, or the chome of a large office.

    A town's code is that of all its chome, though the source points at the first of them.
    """
    return [
        {
            "postcode": row["postcode"],
            "place": whole_town(row["town_id"]) if row["kind"] == "town" else row["town_id"] or row["code"],
        }
        for row in source
    ]


def whole_town(town_id: str) -> str:
    """Return the id of the town to which a chome belongs."""
    return f"{town_id[:-3]}000"


def reaches_m(source: Sequence[Source], wards: gpd.GeoDataFrame) -> dict[str, float]:
    """Return for each point of its own how far the ground nearest to it reaches, in metres.

    Town outlines are not published as open data of this kind; what lies nearer to this town's point
    than to any other of the ward stands for the town.
    """
    own = [row for row in source if row["pos_precision"] == "exact"]
    frame = gpd.GeoDataFrame(
        {"town_id": [row["town_id"] for row in own], "ward": [row["code"] for row in own]},
        geometry=gpd.points_from_xy([row["lon"] for row in own], [row["lat"] for row in own]),
        crs=EPSG_4326,
    ).to_crs(EPSG_6677)
    outlines = dict(zip(wards["code"], wards.geometry.to_crs(EPSG_6677), strict=True))
    reach_m: dict[str, float] = {}
    for ward, towns in frame.groupby("ward"):
        reach_m |= _reaches_in_ward(towns, outlines[ward])
    return reach_m


def _reaches_in_ward(towns: gpd.GeoDataFrame, outline: shapely.Geometry) -> dict[str, float]:
    """Return how far each town's share of one ward reaches from its point, in metres."""
    points = towns.geometry.to_numpy()
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=outline, ordered=True)
    shares = shapely.intersection(shapely.get_parts(cells), outline)
    return {
        town_id: max(spot.distance(shapely.Point(corner)) for corner in shapely.get_coordinates(share))
        for town_id, spot, share in zip(towns["town_id"], points, shares, strict=True)
    }


def _farthest_facilities_m(source: Iterable[Source], facilities: Iterable[Source]) -> dict[str, float]:
    """Return for each town or chome that has public facilities how far the farthest lies from its point."""
    points = {f"横浜市{row['ward_ja']}{row['town_ja']}{row['chome']}": row for row in source}
    far_m: dict[str, float] = defaultdict(float)
    for facility in facilities:
        address = _TOWN_OF_ADDRESS.match(facility["address_ja"])
        row = address and (points.get(address.group()) or points.get(address[1]))
        if row and facility["lat"]:
            away_m = distance_m(_point(row), _point(facility))
            far_m[row["town_id"]] = max(far_m[row["town_id"]], away_m)
    return far_m


def _town(town_id: str, family: Sequence[Source], reach_m: Mapping[str, float]) -> Town:
    """Return one town from its own row, its chome rows, or both."""
    first = next((row for row in family if row["town_id"] == town_id), family[0])
    chome = {int(row["chome"]): _place(row, reach_m) for row in family if row["chome"]}
    own = _place(first, reach_m) if first["town_id"] == town_id and town_id in reach_m else None
    place = own or (_middle(list(chome.values())) if chome else Place(_point(first), GUESSED_M))
    katakana = _CHOME_KANA.sub("", first["name_kana"])
    en = _CHOME_ROMAJI.sub("", first["name_en"]) or romanized(katakana)
    return Town(town_id, first["town_ja"], hiragana(katakana), en, place, chome)


def _place(row: Source, reach_m: Mapping[str, float]) -> Place:
    """Return where one row of the source lies; a chome without a point of its own has its town's."""
    owner = whole_town(row["town_id"]) if row["pos_precision"] == "parent_town" else row["town_id"]
    reach = reach_m.get(owner, GUESSED_M)
    return Place(_point(row), max(math.ceil(reach / _STEP_M) * _STEP_M, CHOME_M))


def _middle(chome: Sequence[Place]) -> Place:
    """Return the middle of a town's chome, and how far the town reaches from there."""
    lat = sum(place.point.lat for place in chome) / len(chome)
    middle = Point(lat, sum(place.point.lon for place in chome) / len(chome))
    reach_m = max(distance_m(middle, place.point) + place.precision_m for place in chome)
    return Place(middle, math.ceil(reach_m / _STEP_M) * _STEP_M)


def _point(row: Source) -> Point:
    """Return the point of a row of the source."""
    return Point(float(row["lat"]), float(row["lon"]))
