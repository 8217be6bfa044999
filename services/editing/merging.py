"""Merges two changes of one location, path by path; pure.

A unit is what a change decides about at once: mostly one path, so that a list such as `hours` is one value. A
position, a service that one side adds or removes, and the hours that one side gives to a service or takes from it are
whole units: half of any would make no sense.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.editing.record_documents import SCHEDULE_FIELDS
from services.imports.documents import Document

_POSITION = ("lat", "lon", "position_accuracy_m")


@dataclass(frozen=True, slots=True)
class Unit:
    """What the three documents have in one place, None where nothing: a value, or for several paths a document."""

    name: str
    """The path, or for several `position`, `services.advice`, `services.advice.schedule`."""
    paths: tuple[str, ...]
    base: Any
    theirs: Any
    mine: Any

    @property
    def is_mine(self) -> bool:
        """Whether I changed it."""
        return bool(self.mine != self.base)

    @property
    def is_conflict(self) -> bool:
        """Whether both changed it, and not alike."""
        return self.is_mine and self.theirs not in (self.base, self.mine)


@dataclass(frozen=True, slots=True)
class Merge:
    """Their document with my changes, and the units about which both disagree: there it still is theirs."""

    document: Document
    conflicts: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """What there was, what they made of it, and what I made of it."""

    base: Mapping[str, Any]
    theirs: Mapping[str, Any]
    mine: Mapping[str, Any]

    def each(self) -> tuple[Mapping[str, Any], ...]:
        """Return all three."""
        return (self.base, self.theirs, self.mine)


def merge(sides: Sides, *, only: Collection[str] | None = None, prefer_mine: Collection[str] = ()) -> Merge:
    """Return their document with what I changed: all of it, or the units named in `only`.

    Where both changed a unit and not alike theirs stays, but for those named in `prefer_mine`.
    """
    document: Document = {}
    conflicts = []
    chosen: dict[str, Any] = {}
    for unit in units(sides):
        is_wanted = unit.is_mine and (only is None or unit.name in only)
        is_open = is_wanted and unit.is_conflict and unit.name not in prefer_mine
        if is_open:
            conflicts.append(unit)
        chosen[unit.name] = unit.mine if is_wanted and not is_open else unit.theirs
        document |= _placed(unit, chosen[unit.name])
    if services := _services_in_order(sides, chosen):
        document["services"] = services
    return Merge(document, tuple(conflicts))


def units(sides: Sides) -> Iterator[Unit]:
    """Yield every unit that one of the documents has, in the order of their paths."""
    unit_of = _unit_names(sides)
    paths_of: dict[str, list[str]] = {}
    for path in dict.fromkeys(path for document in sides.each() for path in document if path != "services"):
        paths_of.setdefault(unit_of(path), []).append(path)
    for slug in _passing_services(sides):
        paths_of.setdefault(f"services.{slug}", [])
    for name, paths in paths_of.items():
        yield Unit(name, tuple(paths), *(_value(document, name, paths) for document in sides.each()))
    # The services that all have: their order is a value of its own.
    lasting = _lasting_services(sides)
    orders = ([slug for slug in document.get("services", ()) if slug in lasting] for document in sides.each())
    yield Unit("services", ("services",), *orders)


def _unit_names(sides: Sides) -> Callable[[str], str]:
    """Return what tells the unit of a path."""
    passing = _passing_services(sides)
    partial = {owner for owner in _owners(sides) if len({f"{owner}hours_known" in each for each in sides.each()}) > 1}

    def unit_of(path: str) -> str:
        slug = path.split(".")[1] if path.startswith("services.") else None
        if slug in passing:
            return f"services.{slug}"
        owner = f"services.{slug}." if slug else ""
        if owner in partial and path.removeprefix(owner) in SCHEDULE_FIELDS:
            return f"{owner}schedule"
        return "position" if path in _POSITION else path

    return unit_of


def _owners(sides: Sides) -> Iterator[str]:
    """Yield the beginnings of the paths of all who may have hours."""
    yield ""
    yield from (f"services.{slug}." for slug in _lasting_services(sides))


def _lasting_services(sides: Sides) -> set[str]:
    return set.intersection(*(set(document.get("services", ())) for document in sides.each()))


def _passing_services(sides: Sides) -> list[str]:
    """Return the services that not all three documents have, each once."""
    lasting = _lasting_services(sides)
    named = dict.fromkeys(slug for document in sides.each() for slug in document.get("services", ()))
    return [slug for slug in named if slug not in lasting]


def _value(document: Mapping[str, Any], name: str, paths: list[str]) -> Any:
    if paths == [name]:
        return document.get(name)
    there = {path: document[path] for path in paths if path in document}
    # A service may be there and have no value at all.
    is_listed = name.removeprefix("services.") in document.get("services", ())
    return there if there or is_listed else None


def _placed(unit: Unit, value: Any) -> Document:
    """Return the paths of a unit that has `value`."""
    if value is None or unit.name == "services":
        return {}
    return {unit.name: value} if unit.paths == (unit.name,) else value


def _services_in_order(sides: Sides, chosen: Mapping[str, Any]) -> list[str]:
    """Return the services that are there now: in my order where only I changed it, else in theirs, mine last."""
    base, theirs, mine = (list(document.get("services", ())) for document in sides.each())
    lasting = _lasting_services(sides)
    is_theirs = theirs != base and chosen["services"] == [slug for slug in theirs if slug in lasting]
    in_order = dict.fromkeys([*theirs, *mine] if is_theirs else [*mine, *theirs])
    return [slug for slug in in_order if slug in lasting or chosen.get(f"services.{slug}") is not None]
