"""Names of stations, wards, towns and postal codes, in any script, to points on the map."""

import math
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from geodata.coords import Point, distance_m
from geodata.folding import fold, fold_romaji
from geodata.gazetteer_index import by_folded_name, by_name, keys, known_names
from geodata.gazetteer_tables import NamedPlace, chome, postcode, stations_and_neighbours, towns
from geodata.similar_names import Spellings
from geodata.spelling import (
    Address,
    addresses,
    bracketed,
    plain,
    postcode_digits,
    without_city,
    without_ending,
    without_postcode,
)

__all__ = [
    "NamedPlace",
    "NearestStation",
    "Spelling",
    "UnknownStation",
    "by_folded_name",
    "choices",
    "nearest_spellings",
    "nearest_station",
    "places_named",
    "station_by_id",
    "stations",
]

SAME_SPOT_M: Final = 1_000
"""A town within this distance of the station of its name is what the reader means anyway."""

_FLAT_WITHIN_M: Final = 100_000

LONGEST_TEXT: Final = 200
"""No address is longer; a longer text names nothing, and costs no time."""


class NearestStation(NamedTuple):
    """A station, and the geodesic metres to it."""

    place: NamedPlace
    distance_m: float


class Spelling(NamedTuple):
    """A place, and the number of letters in which its name differs from what was typed."""

    mistakes: int
    place: NamedPlace


class UnknownStation(LookupError):
    """No station has that id."""


def places_named(text: str) -> list[NamedPlace]:
    """Return the places a text names: stations first, then wards, towns, postal codes.

    Names may be in Japanese, kana, romaji, Chinese or Korean, with or without 駅, station, 区, ward,
    町; postal codes and addresses are read too. A text from `NamedPlace.qualified_label` gives that
    place alone. Nothing known by that name gives an empty list.
    """
    if len(text) > LONGEST_TEXT:
        return []
    name, qualifier = bracketed(plain(text))
    found = _resolved(name)
    return _qualified(found, qualifier) if qualifier else found


def choices(places: Sequence[NamedPlace]) -> list[NamedPlace]:
    """Return those of `places_named` that a reader might mean: the first, and all that lie elsewhere.

    Elsewhere is another place of the first one's kind, any ward, or any place farther away than
    `SAME_SPOT_M`. One result needs no question.
    """
    if not places:
        return []
    first, *others = places
    return [
        first,
        *(
            other
            for other in others
            if other.kind in (first.kind, "ward") or distance_m(first.point, other.point) > SAME_SPOT_M
        ),
    ]


def towns_beginning_with(town: NamedPlace, limit: int = 4) -> list[NamedPlace]:
    """Return the other towns of its ward whose name begins with a town's: 日野中央 and 日野南 beside 日野."""
    if town.kind != "town" or town.id not in towns():
        return []
    name = town.names["ja"]
    longer = (other for other in towns().values() if other.ward_code == town.ward_code and other.id != town.id)
    return [other for other in longer if other.names["ja"].startswith(name)][:limit]


def nearest_spellings(text: str, limit: int = 3) -> list[Spelling]:
    """Return up to `limit` places with a name in the same script that differs by a few letters, the likeliest first.

    A name of seven Latin letters may have one mistake, of eight two; see `Spellings`. Text
    unlike any name gives an empty list.
    """
    if len(text) > LONGEST_TEXT:
        return []
    key = fold_romaji(plain(text))
    # Both ways to read it: in "Yokohma" the oh is no long vowel but the rest of a syllable.
    written = {fold(plain(text)), key, *(bare for bare, _ in without_ending(key))}
    found: dict[str, Spelling] = {}
    for mistakes, name in _spellings().nearest(written, limit=limit):
        for place in choices(known_names()[name]):
            found.setdefault(place.id, Spelling(mistakes, place))
    return list(found.values())[:limit]


@cache
def _spellings() -> Spellings:
    return Spellings(known_names())


def stations() -> list[NamedPlace]:
    """Return the stations inside the city."""
    return [station for station in stations_and_neighbours() if station.ward_code]


def station_by_id(station_id: str) -> NamedPlace:
    """Return a station of the city or its neighbourhood. Raises `UnknownStation`."""
    found = _stations_by_id().get(station_id)
    if found is None:
        raise UnknownStation(f"no station has the id {station_id!r}")
    return found


@cache
def _stations_by_id() -> dict[str, NamedPlace]:
    return {station.id: station for station in stations_and_neighbours()}


def nearest_station(point: Point) -> NearestStation:
    """Return the station nearest to a point, those just outside the city included."""
    shrink = math.cos(math.radians(point.lat)) ** 2

    def flat(station: NamedPlace) -> float:
        east, north = station.point.lon - point.lon, station.point.lat - point.lat
        return east * east * shrink + north * north

    # Around the city a flat map finds the three nearest fast; which of them it is, the geodesic decides.
    near = sorted(stations_and_neighbours(), key=flat)
    if distance_m(point, near[0].point) < _FLAT_WITHIN_M:
        near = near[:3]
    return min(
        (NearestStation(station, distance_m(point, station.point)) for station in near),
        key=lambda nearest: nearest.distance_m,
    )


def _resolved(name: str) -> list[NamedPlace]:
    """Return the places of plain text without brackets."""
    digits = postcode_digits(name)
    if digits:
        return [place] if (place := postcode(digits)) else []
    found = by_name(name)
    if found:
        return found
    rest, digits = without_postcode(name)
    for address in addresses(rest):
        found = _at_address(address)
        if found:
            return found
    for nearer in without_city(rest):
        found = by_name(nearer)
        if found:
            return found
    return [place] if digits and (place := postcode(digits)) else []


def _at_address(address: Address) -> list[NamedPlace]:
    """Return the chome or towns of an address; without ward and number it may name anything."""
    found = by_name(address.town)
    if address.ward:
        wards = {place.ward_code for place in by_name(address.ward) if place.kind == "ward"}
        found = [place for place in found if place.kind == "town" and place.ward_code in wards]
    if address.number is None:
        return found
    return [chome(town, address.number) or town for town in found if town.kind == "town"]


def _qualified(places: Sequence[NamedPlace], qualifier: str) -> list[NamedPlace]:
    """Return the places to which the words in brackets belong; all, if they belong to none.

    The shown name of the ward or line wins over the beginning of one: Keikyu, 京急.
    """
    key = fold_romaji(qualifier)
    exact = [place for place in places if key in keys(place.qualifiers)]
    begun = [place for place in places if any(name.startswith(key) for name in keys(place.qualifiers))]
    return exact or begun or list(places)
