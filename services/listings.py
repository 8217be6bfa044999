"""The read model: one row a location with all that a list shows, kept up by every write."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

import orjson
from sqlalchemy.orm import Session

from geodata.coords import Point
from geodata.gazetteer import nearest_station
from services import nearby
from services.furigana import plain
from services.models import Fact, Kind, Listing, Location, PhoneKind
from services.query_texts import name_line
from services.schedule_values import timetable_of
from services.stored_timetables import stored
from services.tags import tag
from services.timetables import Timetable
from services.trust import Standing, judged_fact

_KINDS = tuple(Kind)


class ListedLocation(TypedDict):
    """A location as lists, GeoJSON and the map show it: the document of its listing, kept as JSON."""

    slug: str
    kind: str
    ward: str
    point: Sequence[float] | None
    """Degrees north and east, WGS 84."""
    names: Mapping[str, Sequence[str]]
    """Language → text and its state."""
    topics: Sequence[str]
    languages: Sequence[str]
    phone: str | None
    """None also where it is too unsure to be shown."""
    phone_dated: int | None
    """As `trust.Judged.dated`; so is `hours_dated`."""
    hours_dated: int | None
    station: str | None
    """The nearest station's id in the gazetteer."""
    checked_on: str | None
    """The day a person last confirmed the listing, in ISO form."""


def rank_of(kind: Kind, ward_code: str) -> int:
    """Return the place of a location in a list without a position: by kind, then ward."""
    return _KINDS.index(kind) * 100_000 + int(ward_code)


def topics_of(location: Location) -> tuple[str, ...]:
    """Return the codes of the topics that the location's services answer, in their order."""
    found = {answered.topic.value: None for service in location.services for answered in service.topics}
    return tuple(found)


def refresh(session: Session, locations: Sequence[Location]) -> None:
    """Write the listings and the search index of `locations` anew; part of the write that changed them."""
    timetable_ids = stored(session, {location.id: shown_timetable(location) for location in locations})
    for location in locations:
        _write_listing(session, location, timetable_ids[location.id])
    session.flush()
    nearby.index(session, (_indexed(location, timetable_ids[location.id]) for location in locations))


def shown_timetable(location: Location) -> Timetable:
    """Return a location's hours and languages as pages show them: hours that nobody can vouch for are unknown."""
    hours = judged_fact(_fact(location, "hours"))
    return timetable_of(location, hours_shown=hours.standing is not Standing.HIDDEN)


def _fact(location: Location, field: str) -> Fact | None:
    return next((fact for fact in location.facts if fact.field == field), None)


def _write_listing(session: Session, location: Location, timetable_id: int) -> None:
    listing = session.get(Listing, location.id) or Listing(location_id=location.id)
    listing.rank = rank_of(location.kind, location.ward_code)
    listing.timetable_id = timetable_id
    listing.document = document_bytes(location)
    listing.search_text = _search_text(location)
    session.add(listing)


def _search_text(location: Location) -> str:
    """Return the location's names in all languages, folded, each on a line between two line breaks."""
    names = sorted(plain(text.text) for text in location.texts if text.field == "name")
    return "\n".join(["", *dict.fromkeys(map(name_line, [*names, location.name_kana or ""])), ""])


def document_bytes(location: Location) -> bytes:
    """Return a location as lists show it, as JSON."""
    return orjson.dumps(_document(location))


def _document(location: Location) -> ListedLocation:
    phone = next((phone for phone in location.phones if phone.kind is PhoneKind.VOICE), None)
    phone_standing = judged_fact(_fact(location, "phone"))
    point = _point(location)
    station = nearest_station(point) if point else None
    return {
        "slug": location.slug,
        "kind": location.kind.value,
        "ward": location.ward_code,
        "point": tuple(point) if point else None,
        "names": _names(location),
        "topics": topics_of(location),
        "languages": sorted({row.language for row in location.languages}),
        "phone": phone.number if phone and phone_standing.standing is not Standing.HIDDEN else None,
        "phone_dated": phone_standing.dated,
        "hours_dated": judged_fact(_fact(location, "hours")).dated,
        "station": station.place.id if station else None,
        "checked_on": location.checked_on.isoformat() if location.checked_on else None,
    }


def _names(location: Location) -> dict[str, tuple[str, str]]:
    """Return the names as language → (text, state), in one order on every database."""
    names = (text for text in location.texts if text.field == "name")
    return {text.language: (text.text, text.state.value) for text in sorted(names, key=lambda text: text.language)}


def _point(location: Location) -> Point | None:
    return None if location.lat is None or location.lon is None else Point(location.lat, location.lon)


def _indexed(location: Location, timetable_id: int) -> nearby.Indexed:
    tags = {tag("any", ""), tag("kind", location.kind.value), tag("ward", location.ward_code)}
    tags.update(tag("topic", topic) for topic in topics_of(location))
    tags.update(tag("language", row.language) for row in location.languages)
    if not location.languages_complete:
        tags.add(tag("languages", "open"))
    return nearby.Indexed(
        location_id=location.id,
        point=_point(location),
        tags=frozenset(tags),
        rank=rank_of(location.kind, location.ward_code),
        timetable_id=timetable_id,
    )


def documents(session: Session, location_ids: Sequence[int]) -> dict[int, ListedLocation]:
    """Return the listings of `location_ids`, by id."""
    if not location_ids:
        return {}
    # The numbers are ours, and a plain statement costs a third of one that is composed for every page.
    numbers = ",".join(str(int(location_id)) for location_id in location_ids)
    sql = f"SELECT location_id, document FROM listing WHERE location_id IN ({numbers})"  # noqa: S608 - whole numbers.
    rows = session.connection().exec_driver_sql(sql)
    return {location_id: orjson.loads(document) for location_id, document in rows}
