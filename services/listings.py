"""The read model: one row a location with all that a list shows, kept up by every write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypedDict

import orjson
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from geodata.coords import Point
from geodata.gazetteer import nearest_station
from services import nearby
from services.freshness import NO_CHECKS, Checks, overdue_from
from services.furigana import plain
from services.models import Fact, FieldCheck, FieldGroup, Kind, Listing, Location, PhoneKind
from services.query_texts import name_line
from services.schedule_values import timetable_of
from services.stored_timetables import stored
from services.tags import tag
from services.timetables import Timetable
from services.trust import SURE, Judged, Standing, judged_fact
from services.vouching import vouched

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
    """The day a person last confirmed the listing, in ISO form; so is `overdue_from`."""
    checked: Sequence[str]
    """The groups of fields that a person has ever confirmed."""
    overdue_from: str | None
    """From when on its readers are warned that it should have been confirmed again."""


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
    """As recorded, whoever vouches for it."""
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
        timetable=timetable_of(location),
        checked_on=location.checked_on,
    )


def _shown(entry: Listed, checks: Checks) -> Listed:
    """Return what may be shown of a location of which these groups of fields were confirmed."""
    timetable = vouched(entry.timetable, entry.hours_standing, kind=entry.kind, checks=checks)
    if not checks:
        return entry if timetable is entry.timetable else replace(entry, timetable=timetable)
    return replace(
        entry,
        timetable=timetable,
        hours_standing=SURE if FieldGroup.HOURS in checks else entry.hours_standing,
        phone_standing=SURE if FieldGroup.PHONE in checks else entry.phone_standing,
    )


def checks_of(session: Session, location_ids: Sequence[int]) -> dict[int, Checks]:
    """Return the day on which each group of fields was last confirmed, by location; none where nobody has."""
    found: dict[int, dict[FieldGroup, date]] = {}
    for start in range(0, len(location_ids), _WRITTEN_AT_ONCE):
        batch = location_ids[start : start + _WRITTEN_AT_ONCE]
        columns = select(FieldCheck.location_id, FieldCheck.group, FieldCheck.checked_on)
        for location_id, group, checked_on in session.execute(columns.where(FieldCheck.location_id.in_(batch))):
            found.setdefault(location_id, {})[group] = checked_on
    return {**found}


def _fact(location: Location, field: str) -> Fact | None:
    return next((fact for fact in location.facts if fact.field == field), None)


def refresh(session: Session, locations: Sequence[Location | Listed]) -> None:
    """Write the listings and the search index of `locations` anew; part of the write that changed them."""
    recorded = [each if isinstance(each, Listed) else listed(each) for each in locations]
    # What was just confirmed is to be seen by the question below.
    session.flush()
    checks = checks_of(session, [entry.location_id for entry in recorded])
    entries = [_shown(entry, checks.get(entry.location_id, NO_CHECKS)) for entry in recorded]
    timetable_ids = stored(session, {entry.location_id: entry.timetable for entry in entries})
    _write_listings(session, entries, timetable_ids, checks)
    nearby.index(session, (_indexed(entry, timetable_ids[entry.location_id]) for entry in entries))


def _write_listings(
    session: Session, entries: Sequence[Listed], timetable_ids: Mapping[int, int], checks: Mapping[int, Checks]
) -> None:
    # Plain statements: a mapped object for each of ten thousand listings would cost more than all else here.
    connection = session.connection()
    numbers = [entry.location_id for entry in entries]
    for start in range(0, len(numbers), _WRITTEN_AT_ONCE):
        batch = numbers[start : start + _WRITTEN_AT_ONCE]
        connection.execute(delete(Listing).where(Listing.location_id.in_(batch)))
    if entries:
        rows = [
            _listing_row(entry, timetable_ids[entry.location_id], checks.get(entry.location_id, NO_CHECKS))
            for entry in entries
        ]
        connection.execute(insert(Listing), rows)
    for held in [each for each in session.identity_map.values() if isinstance(each, Listing)]:
        session.expire(held)


def _listing_row(entry: Listed, timetable_id: int, checks: Checks) -> dict[str, Any]:
    return {
        "location_id": entry.location_id,
        "rank": rank_of(entry.kind, entry.ward_code),
        "timetable_id": timetable_id,
        "document": orjson.dumps(_document(entry, checks)),
        "search_text": _search_text(entry),
    }


def _search_text(entry: Listed) -> str:
    """Return the location's names in all languages, folded, each on a line between two line breaks."""
    names = sorted(plain(text) for text, _ in entry.names.values())
    return "\n".join(["", *dict.fromkeys(map(name_line, [*names, entry.name_kana or ""])), ""])


def document_bytes(location: Location, checks: Checks = NO_CHECKS) -> bytes:
    """Return a location as lists show it, as JSON."""
    return orjson.dumps(_document(_shown(listed(location), checks), checks))


def _document(entry: Listed, checks: Checks) -> ListedLocation:
    # A day that came with an import stands for all of the listing.
    of_day = dict.fromkeys(FieldGroup, entry.checked_on) if entry.checked_on else {}
    warned_from = overdue_from(entry.kind, checks or of_day) if entry.checked_on else None
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
        "checked": sorted(checks),
        "overdue_from": warned_from.isoformat() if warned_from else None,
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
