"""The read model: one row a location with all that a list shows, kept up by every write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

import orjson
from sqlalchemy import delete, insert
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
from services.trust import Judged, Standing, judged_fact

_KINDS = tuple(Kind)
# Databases take only so many values in one statement.
_WRITTEN_AT_ONCE = 2_000


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


@dataclass(frozen=True, slots=True)
class Listed:
    """What the read model keeps of a location, wherever that was read."""

    location_id: int
    slug: str
    kind: Kind
    ward_code: str
    point: Point | None
    names: Mapping[str, tuple[str, str]]
    """Language → text and its state, in one order on every database."""
    name_kana: str | None
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    languages_complete: bool
    phone: str | None
    """The first voice number."""
    phone_standing: Judged
    hours_standing: Judged
    timetable: Timetable
    """As pages show it: hours that nobody can vouch for are unknown."""
    checked_on: date | None


def listed(location: Location) -> Listed:
    """Return what the read model keeps of a stored location."""
    names = sorted((text for text in location.texts if text.field == "name"), key=lambda text: text.language)
    return Listed(
        location_id=location.id,
        slug=location.slug,
        kind=location.kind,
        ward_code=location.ward_code,
        point=None if location.lat is None or location.lon is None else Point(location.lat, location.lon),
        names={text.language: (text.text, text.state.value) for text in names},
        name_kana=location.name_kana,
        topics=topics_of(location),
        languages=tuple(sorted({row.language for row in location.languages})),
        languages_complete=location.languages_complete,
        phone=next((phone.number for phone in location.phones if phone.kind is PhoneKind.VOICE), None),
        phone_standing=judged_fact(_fact(location, "phone")),
        hours_standing=judged_fact(_fact(location, "hours")),
        timetable=shown_timetable(location),
        checked_on=location.checked_on,
    )


def shown_timetable(location: Location) -> Timetable:
    """Return a location's hours and languages as pages show them: hours that nobody can vouch for are unknown."""
    hours = judged_fact(_fact(location, "hours"))
    return timetable_of(location, hours_shown=hours.standing is not Standing.HIDDEN)


def _fact(location: Location, field: str) -> Fact | None:
    return next((fact for fact in location.facts if fact.field == field), None)


def refresh(session: Session, locations: Sequence[Location | Listed]) -> None:
    """Write the listings and the search index of `locations` anew; part of the write that changed them."""
    entries = [each if isinstance(each, Listed) else listed(each) for each in locations]
    timetable_ids = stored(session, {entry.location_id: entry.timetable for entry in entries})
    _write_listings(session, entries, timetable_ids)
    nearby.index(session, (_indexed(entry, timetable_ids[entry.location_id]) for entry in entries))


def _write_listings(session: Session, entries: Sequence[Listed], timetable_ids: Mapping[int, int]) -> None:
    # Plain statements: a mapped object for each of ten thousand listings would cost more than all else here.
    session.flush()
    connection = session.connection()
    numbers = [entry.location_id for entry in entries]
    for start in range(0, len(numbers), _WRITTEN_AT_ONCE):
        batch = numbers[start : start + _WRITTEN_AT_ONCE]
        connection.execute(delete(Listing).where(Listing.location_id.in_(batch)))
    if entries:
        rows = [_listing_row(entry, timetable_ids[entry.location_id]) for entry in entries]
        connection.execute(insert(Listing), rows)
    for held in [each for each in session.identity_map.values() if isinstance(each, Listing)]:
        session.expire(held)


def _listing_row(entry: Listed, timetable_id: int) -> dict[str, Any]:
    return {
        "location_id": entry.location_id,
        "rank": rank_of(entry.kind, entry.ward_code),
        "timetable_id": timetable_id,
        "document": orjson.dumps(_document(entry)),
        "search_text": _search_text(entry),
    }


def _search_text(entry: Listed) -> str:
    """Return the location's names in all languages, folded, each on a line between two line breaks."""
    names = sorted(plain(text) for text, _ in entry.names.values())
    return "\n".join(["", *dict.fromkeys(map(name_line, [*names, entry.name_kana or ""])), ""])


def document_bytes(location: Location) -> bytes:
    """Return a location as lists show it, as JSON."""
    return orjson.dumps(_document(listed(location)))


def _document(entry: Listed) -> ListedLocation:
    station = nearest_station(entry.point) if entry.point else None
    return {
        "slug": entry.slug,
        "kind": entry.kind.value,
        "ward": entry.ward_code,
        "point": tuple(entry.point) if entry.point else None,
        "names": entry.names,
        "topics": entry.topics,
        "languages": entry.languages,
        "phone": None if entry.phone_standing.standing is Standing.HIDDEN else entry.phone,
        "phone_dated": entry.phone_standing.dated,
        "hours_dated": entry.hours_standing.dated,
        "station": station.place.id if station else None,
        "checked_on": entry.checked_on.isoformat() if entry.checked_on else None,
    }


def _indexed(entry: Listed, timetable_id: int) -> nearby.Indexed:
    tags = {tag("any", ""), tag("kind", entry.kind.value), tag("ward", entry.ward_code)}
    tags.update(tag("topic", topic) for topic in entry.topics)
    tags.update(tag("language", language) for language in entry.languages)
    if not entry.languages_complete:
        tags.add(tag("languages", "open"))
    return nearby.Indexed(
        location_id=entry.location_id,
        point=entry.point,
        tags=frozenset(tags),
        rank=rank_of(entry.kind, entry.ward_code),
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
