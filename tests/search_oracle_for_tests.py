"""Who stands first for a search, worked out anew from the tables of records by the contract's rules of order.

Shares nothing with the program: it reads the CSV tables, measures with pyproj, and knows one ordinary Wednesday
morning, on which no exception, holiday or yearly closing falls.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyproj import Geod

ROOT = Path(__file__).parent.parent
WEDNESDAY_AT_TEN = "2026-11-25 10:00"
CENTER = "center-multicultural"
ORDER_OF_KINDS = (
    "consultation_center",
    "lounge",
    "japanese_learning_center",
    "passport_center",
    "ward_office",
    "city_office",
    "other",
)
GEOD = Geod(ellps="GRS80")
Row = dict[str, str]


@cache
def table(path: str) -> list[Row]:
    with (ROOT / f"{path}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def first_place(topic: str, place: str, kind: str, speaks: str) -> str:
    """Return the slug of the place that stands first; where none answers, that of the center, which stands above."""
    answering = [row for row in table("services/data/locations") if answers(row, topic, kind)]
    if not answering:
        return CENTER
    wanted = [
        name for name in (place, f"{place} Ward") if name in {ward["en"] for ward in table("geodata/data/wards")}
    ]
    own = [row for row in answering if kind and wanted and row["ward_code"] == ward_code(wanted[0])]
    return min(own or answering, key=lambda row: rank(row, place, speaks))["slug"]


def answers(row: Row, topic: str, kind: str) -> bool:
    services = table("services/data/services")
    topics = {code for one in services if one["location"] == row["slug"] for code in one["topics"].split()}
    return kind in ("", row["kind"]) and (not topic or topic in topics)


def rank(row: Row, place: str, speaks: str) -> tuple[float, ...]:
    """Return what a place is sorted by: the group of its language, then how near, or else its kind and ward."""
    group = group_of(row["slug"], speaks) if speaks else 0
    number = table("services/data/locations").index(row)
    if place:
        return (group, round(metres(row, place), 3), number)
    return (group, ORDER_OF_KINDS.index(row["kind"]), float(row["ward_code"]), number)


def metres(row: Row, place: str) -> float:
    lat, lon = point(place)
    return float(GEOD.inv(lon, lat, float(row["lon"]), float(row["lat"]))[2])


def point(place: str) -> tuple[float, float]:
    """Return the point of a station, else a ward, else a town, by its English name; or of a postal code's town."""
    if place[:3].isdigit():
        code = next(
            row["place"] for row in table("geodata/data/postcodes") if row["postcode"] == place.replace("-", "")
        )
        found = next(row for row in table("geodata/data/towns") if row["id"] == code)
    else:
        names = ("stations", "wards", "towns")
        found = next(row for name in names for row in table(f"geodata/data/{name}") if row["en"] == place)
    return float(found["lat"]), float(found["lon"])


def ward_code(name: str) -> str:
    return next(row["code"] for row in table("geodata/data/wards") if row["en"] == name)


def group_of(slug: str, speaks: str) -> int:
    """Return 0 for a place that speaks a language now, 1 later today, 2 another day, 3 perhaps, 4 not."""
    location = next(row for row in table("services/data/locations") if row["slug"] == slug)
    rows = [row for row in spoken(slug) if speaks in row["languages"].split()]
    if not rows:
        return 4 if location["languages_complete"] == "yes" and speaks != "ja-easy" else 3
    if not list(open_on(slug)):
        return 3
    return min(group_of_row(slug, row) for row in rows)


def group_of_row(slug: str, row: Row) -> int:
    """Return the group by one row of languages, which holds at its own times, or whenever the place is open."""
    days, hours = row["days"].split(), [(row["starts"], row["ends"])]
    if not days:
        days = [day for hours_row in open_on(slug) for day in hours_row["days"].split()]
        hours = [(one["opens"], one["closes"]) for one in open_on(slug) if "wed" in one["days"].split()]
    if "wed" not in days:
        return 2
    if any(starts <= "10:00" < ends for starts, ends in hours):
        return 0
    return 1 if any(starts > "10:00" for starts, _ in hours) else 2


def spoken(slug: str) -> Iterator[Row]:
    return (row for row in table("services/data/languages") if row["location"] == slug)


def open_on(slug: str) -> Iterator[Row]:
    return (row for row in table("services/data/hours") if row["location"] == slug and not row["service"])
