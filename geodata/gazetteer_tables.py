"""The places of the gazetteer: stations, wards, towns and postal codes, read once from `geodata/data`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from geodata.coords import Point
from geodata.scripts import WRITTEN
from geodata.tables import name_for, names_in, point_in, table
from geodata.wards import wards

Kind = Literal["station", "ward", "town", "postcode"]
Names = Mapping[str, str]

STATION_M: Final = 100
"""A station's point is the middle of its platforms; its entrances are about this far away."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Something with a name and a point.

    `precision_m` says how far from the point an address of that name may lie; None for a ward,
    which is an area and no point. `ward_code` is None outside the city. `qualifiers` are the names
    that tell it from its namesakes, the first of them for showing: a station's lines and companies,
    a town's ward, a postal code's town. A town and its chome are both of kind `town`.
    """

    id: str
    kind: Kind
    point: Point
    precision_m: int | None
    names: Names = field(hash=False)
    ward_code: str | None
    qualifiers: tuple[Names, ...] = field(default=(), hash=False)

    def label(self, language: str) -> str:
        """Return the name for pages of a language (slug or tag)."""
        return name_for(self.names, language)

    def qualifier(self, language: str) -> str:
        """Return what tells the place from its namesakes, or nothing for a ward."""
        return name_for(self.qualifiers[0], language) if self.qualifiers else ""

    def qualified_label(self, language: str) -> str:
        """Return a text such as 弘明寺 (京急本線), which names this place alone."""
        qualifier = self.qualifier(language)
        return f"{self.label(language)} ({qualifier})" if qualifier else self.label(language)


@cache
def stations_and_neighbours() -> tuple[NamedPlace, ...]:
    """Return the stations of the city and those up to two kilometres outside."""
    lines = _lines()
    return tuple(
        NamedPlace(
            id=row["id"],
            kind="station",
            point=point_in(row),
            precision_m=STATION_M,
            names=names_in(row),
            ward_code=row["ward"] or None,
            qualifiers=_lines_then_companies([lines[line_id] for line_id in row["lines"].split(";")]),
        )
        for row in table("stations")
    )


@cache
def ward_places() -> Mapping[str, NamedPlace]:
    """Return the wards as places, under their codes."""
    return {
        ward.code: NamedPlace(ward.code, "ward", ward.label_point, None, names=ward.names, ward_code=ward.code)
        for ward in wards()
    }


@cache
def towns() -> Mapping[str, NamedPlace]:
    """Return the towns, whole ones only, under their ids."""
    return {row["id"]: _town(row) for row in table("towns")}


def chome(town: NamedPlace, number: int) -> NamedPlace | None:
    """Return a chome of a town, or None where the town has none of that number."""
    found = _chome_points().get((town.id, number))
    if found is None:
        return None
    suffixes = {"ja": f"{number}丁目", "kana": f"{number}ちょうめ", "en": f" {number}-chome"}
    # Other scripts have the name by rule, which reads no digits.
    by_rule = {slug: f"{town.label(slug)} {number}" for slug in WRITTEN}
    return replace(
        town,
        id=f"{town.id[:-3]}{number:03d}",
        point=found[0],
        precision_m=found[1],
        names=by_rule | {key: name + suffixes[key] for key, name in town.names.items()},
    )


def chome_points(ward_code: str) -> list[Point]:
    """Return the points of a ward's chome and undivided towns, each once."""
    divided = {town_id for town_id, _ in _chome_points()}
    return [
        *(point for (town_id, _), (point, _) in _chome_points().items() if town_id.startswith(ward_code)),
        *(town.point for town in towns().values() if town.ward_code == ward_code and town.id not in divided),
    ]


def postcode(digits: str) -> NamedPlace | None:
    """Return the place of a postal code of seven digits, or None if the city has no such code."""
    place_id = _postcodes().get(digits)
    if place_id is None:
        return None
    area = ward_places().get(place_id) or _town_or_chome(place_id)
    written = f"{digits[:3]}-{digits[3:]}"
    return replace(
        area,
        id=digits,
        kind="postcode",
        names={"ja": written, "en": written},
        qualifiers=(area.names, *area.qualifiers),
    )


def _town_or_chome(place_id: str) -> NamedPlace:
    """Return the place with the id of a town or one of its chome."""
    town = towns()[f"{place_id[:-3]}000"]
    return chome(town, int(place_id[-3:])) or town


def _town(row: Mapping[str, str]) -> NamedPlace:
    """Return the place of one row of towns.csv."""
    ward = ward_places()[row["id"][:5]]
    return NamedPlace(
        id=row["id"],
        kind="town",
        point=point_in(row),
        precision_m=int(row["precision_m"]),
        names=names_in(row),
        ward_code=ward.id,
        qualifiers=(ward.names,),
    )


def _lines() -> dict[str, tuple[Names, Names]]:
    """Return the names of each line and of its company, under the line's id."""
    companies: dict[str, Names] = {}
    lines: dict[str, tuple[Names, Names]] = {}
    for row in table("lines"):
        company = MappingProxyType({"ja": row["operator_ja"], "en": row["operator_en"]})
        lines[row["id"]] = (names_in(row), companies.setdefault(row["operator_ja"], company))
    return lines


def _lines_then_companies(lines: Iterable[tuple[Names, Names]]) -> tuple[Names, ...]:
    """Return the names of lines, then those of their companies, which bring no language of their own."""
    return tuple(_unique(line for line, _ in lines)) + tuple(_unique(company for _, company in lines))


def _unique(names: Iterable[Names]) -> Iterator[Names]:
    """Yield each of the names once, in order."""
    seen = set()
    for each in names:
        if each["ja"] not in seen:
            seen.add(each["ja"])
            yield each


@cache
def _chome_points() -> Mapping[tuple[str, int], tuple[Point, int]]:
    """Return point and precision of each chome, under its town's id and its number."""
    return {(row["town"], int(row["chome"])): (point_in(row), int(row["precision_m"])) for row in table("chome")}


@cache
def _postcodes() -> Mapping[str, str]:
    """Return the id of the place of each postal code."""
    return {row["postcode"]: row["place"] for row in table("postcodes")}
