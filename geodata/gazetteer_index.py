"""The gazetteer's places under their folded names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from geodata.folding import fold_romaji
from geodata.gazetteer_tables import NamedPlace, Names, stations_and_neighbours, towns, ward_places
from geodata.spelling import without_ending

_KIND_ORDER: Final = ("station", "ward", "town", "postcode")


def known_names() -> Mapping[str, tuple[NamedPlace, ...]]:
    """Return the places under each of their folded names, stations before wards before towns."""
    return _index().exact


def by_name(name: str) -> list[NamedPlace]:
    """Return the places of a name; only if there are none, of the name with another ending."""
    key = fold_romaji(name)
    index = _index()
    if key in index.exact:
        return list(index.exact[key])
    for bare, kind in without_ending(key):
        found = [place for place in index.exact.get(bare, ()) if place.kind == kind]
        if found:
            return found
    return list(index.without_cho.get(key, ()))


def keys(names: Iterable[Names]) -> set[str]:
    """Return all of the names, folded."""
    return {fold_romaji(name) for each in names for name in each.values()}


class _Index(NamedTuple):
    """Places under their folded names; towns also without their 町."""

    exact: Mapping[str, tuple[NamedPlace, ...]]
    without_cho: Mapping[str, tuple[NamedPlace, ...]]


@cache
def _index() -> _Index:
    """Return the index of all names."""
    exact: dict[str, dict[str, NamedPlace]] = defaultdict(dict)
    without_cho: dict[str, dict[str, NamedPlace]] = defaultdict(dict)
    # Stations come first, so every list is in the order of the kinds.
    for place in (*stations_and_neighbours(), *ward_places().values(), *towns().values()):
        for key in keys((place.names,)):
            exact[key][place.id] = place
            for bare, kind in without_ending(key):
                if kind == place.kind == "ward":
                    exact[bare][place.id] = place
                if kind == place.kind == "town":
                    without_cho[bare][place.id] = place
    return _Index(_as_tuples(exact), _as_tuples(without_cho))


def _as_tuples(lists: Mapping[str, Mapping[str, NamedPlace]]) -> dict[str, tuple[NamedPlace, ...]]:
    """Return the index with its places in the order of their kinds."""
    return {
        key: tuple(sorted(places.values(), key=lambda place: _KIND_ORDER.index(place.kind)))
        for key, places in lists.items()
    }
