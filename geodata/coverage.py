"""How many foreign residents live how far from a counter. Pandas and GeoPandas are loaded with this module."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.coords import EPSG_4326, EPSG_6677, Point
from geodata.gazetteer_tables import chome_points
from geodata.residents import census_by_ward
from geodata.wards import CITY_CODE

WITHIN_KM: Final = (1, 2, 3, 5)

ASSUMPTION: Final = (
    "The foreign residents of each ward are spread evenly over the points of its chome and undivided "
    "towns: where within a ward they live is not published. Distances are straight lines."
)


def coverage(
    counters: Sequence[Point],
    *,
    residents: Mapping[str, int] | None = None,
    homes: Mapping[str, Sequence[Point]] | None = None,
) -> pd.DataFrame:
    """Return one row a ward, and one for the whole city, of how near the nearest counter is.

    Index `code`. Columns `residents`; for 1, 2, 3 and 5 km `within_1_km` (people, rounded) and
    `share_within_1_km` (0 to 1); `median_distance_m`, which half of the people have at most.
    `residents` are foreign residents by ward code, the 2020 census unless given. `homes` are the
    points over which a ward's residents are spread evenly, its chome unless given: an assumption,
    which `attrs["assumption"]` of the frame states for whoever shows the figures.
    Distances are in the plane EPSG:6677, within 0.01 percent of the geodesic in Yokohama.
    Raises `ValueError` without a counter, or for a ward without homes.
    """
    if not counters:
        raise ValueError("coverage needs at least one counter")
    people = census_by_ward() if residents is None else residents
    lived_in = {code: chome_points(code) for code in people} if homes is None else homes
    spread = _spread(people, lived_in)
    spread["distance_m"] = _distances_m(list(spread.pop("point")), counters)
    summaries = {str(code): _summary(ward) for code, ward in spread.groupby("code")}
    summaries[CITY_CODE] = _summary(spread)
    table = pd.DataFrame.from_dict(summaries, orient="index").rename_axis("code")
    table.attrs["assumption"] = ASSUMPTION
    return table


def _spread(people: Mapping[str, int], homes: Mapping[str, Sequence[Point]]) -> pd.DataFrame:
    """Return a row for each home: ward `code`, `point`, and the `people` who live there, in fractions."""
    homeless = sorted(code for code in people if not homes.get(code))
    if homeless:
        raise ValueError(f"no homes are known in ward {', '.join(homeless)}")
    return pd.DataFrame(
        [(code, point, number / len(homes[code])) for code, number in people.items() for point in homes[code]],
        columns=["code", "point", "people"],
    )


def _distances_m(homes: Sequence[Point], counters: Sequence[Point]) -> list[float]:
    """Return the metres from each home to the counter nearest to it."""
    nearby = _in_metres(counters).sindex
    _, distances = nearby.nearest(_in_metres(homes), return_all=False, return_distance=True)
    return [float(distance) for distance in distances]


def _in_metres(points: Sequence[Point]) -> gpd.GeoSeries:
    """Return points in the plane of EPSG:6677."""
    lat, lon = zip(*points, strict=True)
    return gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=EPSG_4326).to_crs(EPSG_6677)


def _summary(homes: pd.DataFrame) -> dict[str, float]:
    """Return the figures of one ward or of all."""
    total = float(homes["people"].sum())
    return {"residents": round(total), **dict(_within(homes, total)), "median_distance_m": _median_m(homes)}


def _within(homes: pd.DataFrame, total: float) -> Iterator[tuple[str, float]]:
    """Yield number and share of the people within each distance."""
    for kilometres in WITHIN_KM:
        near = float(homes.loc[homes["distance_m"] <= kilometres * 1_000, "people"].sum())
        yield f"within_{kilometres}_km", round(near)
        yield f"share_within_{kilometres}_km", near / total if total else 0.0


def _median_m(homes: pd.DataFrame) -> float:
    """Return the distance that half of the people have at most."""
    by_distance = homes.sort_values("distance_m")
    half = by_distance["people"].cumsum() >= by_distance["people"].sum() / 2
    return float(by_distance.loc[half, "distance_m"].iloc[0])
