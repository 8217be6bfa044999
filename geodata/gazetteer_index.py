"""The gazetteer's places under their folded names, and under what these sound like."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from geodata.folding import fold, fold_romaji
from geodata.gazetteer_tables import NamedPlace, Names, stations_and_neighbours, towns, ward_places
from geodata.scripts import WRITTEN
from geodata.sounds import sound_key
from geodata.spelling import without_ending
from geodata.tables import name_for

_Places = defaultdict[str, dict[str, NamedPlace]]
_KIND_ORDER: Final = ("station", "ward", "town", "postcode")


def known_names() -> Mapping[str, tuple[NamedPlace, ...]]:
    """Return the places under each of their folded names, stations before wards before towns."""
    return _index().exact


def by_name(name: str) -> list[NamedPlace]:
    """Return the places of a name; only if there are none, those that sound like it."""
    key = fold_romaji(name)
    return by_folded_name(key) or _by_sound(key)


def by_folded_name(key: str) -> list[NamedPlace]:
    """Return the places of a name folded by `fold_romaji`; only if there are none, of it with another ending."""
    index = _index()
    if key in index.exact:
        return list(index.exact[key])
    for bare, kind in without_ending(key):
        found = [place for place in index.exact.get(bare, ()) if place.kind == kind]
        if found:
            return found
    return list(index.without_cho.get(key, ()))


def _by_sound(key: str) -> list[NamedPlace]:
    """Return the places that sound like a folded name in Cyrillic, Thai, Devanagari or Hangul."""
    index = _index()
    if alike := index.by_sound.get(sound_key(key) or ""):
        return list(alike)
    for bare, kind in without_ending(key):
        found = [place for place in index.by_sound.get(sound_key(bare) or "", ()) if place.kind == kind]
        if found:
            return found
    return []


def keys(names: Iterable[Names]) -> set[str]:
    """Return all of the names, folded."""
    return {fold_romaji(name) for each in names for name in each.values()}


class _Index(NamedTuple):
    """Places under their folded names; towns also without their 町."""

    exact: Mapping[str, tuple[NamedPlace, ...]]
    without_cho: Mapping[str, tuple[NamedPlace, ...]]
    by_sound: Mapping[str, tuple[NamedPlace, ...]]


@cache
def _index() -> _Index:
    """Return the index of all names."""
    exact, without_cho, by_sound = _Places(dict), _Places(dict), _Places(dict)
    # Stations come first, so every list is in the order of the kinds.
    for place in (*stations_and_neighbours(), *ward_places().values(), *towns().values()):
        for language, key in _folded_names(place.names):
            # A station is known by its bare name.
            endings = () if place.kind == "station" else without_ending(key)
            bare = [name for name, kind in endings if kind == place.kind]
            if place.kind == "town":
                for name in bare:
                    without_cho[name][place.id] = place
            # Distrito de Midori is Midori, not "de Midori".
            for name in [key, *sorted(bare, key=len)[:1]] if place.kind == "ward" else [key]:
                exact[name][place.id] = place
                if language in WRITTEN and (sound := sound_key(name)):
                    by_sound[sound][place.id] = place
    return _Index(_as_tuples(exact), _as_tuples(without_cho), _as_tuples(by_sound))


def _folded_names(names: Names) -> Iterator[tuple[str, str]]:
    """Yield language and folded name for those in the tables and those written by rule, which no romaji is in."""
    for language, name in names.items():
        yield language, fold_romaji(name)
    for language in WRITTEN:
        if language not in names:
            yield language, fold(name_for(names, language))


def _as_tuples(lists: Mapping[str, Mapping[str, NamedPlace]]) -> dict[str, tuple[NamedPlace, ...]]:
    """Return the index with its places in the order of their kinds."""
    return {
        key: tuple(sorted(places.values(), key=lambda place: _KIND_ORDER.index(place.kind)))
        for key, places in lists.items()
    }
