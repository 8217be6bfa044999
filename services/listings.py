"""The read model: one row a location with all that a list shows, kept up by every write."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session, selectinload

from geodata.coords import Point
from geodata.folding import fold
from geodata.gazetteer import nearest_station
from services import nearby
from services.furigana import plain
from services.models import (
    Fact,
    Kind,
    LanguageAvailability,
    Listing,
    Location,
    PhoneKind,
    Schedule,
    ScheduleException,
    Service,
    StoredTimetable,
)
from services.schedule_values import timetable_of
from services.tags import tag
from services.timetable_documents import document_of, timetable_from
from services.timetables import Timetable
from services.trust import Standing, judged_fact

_KINDS = tuple(Kind)

WHOLE_LOCATION = (
    selectinload(Location.phones),
    selectinload(Location.routes),
    selectinload(Location.texts),
    selectinload(Location.languages).selectinload(LanguageAvailability.hours),
    selectinload(Location.facts).selectinload(Fact.sources),
    selectinload(Location.services).selectinload(Service.topics),
    selectinload(Location.schedule).options(
        selectinload(Schedule.hours),
        selectinload(Schedule.closing_days),
        selectinload(Schedule.closing_periods),
        selectinload(Schedule.exceptions).selectinload(ScheduleException.hours),
    ),
)
"""What a query must load of a location so that nothing is fetched row by row."""


def rank_of(kind: Kind, ward_code: str) -> int:
    """Return the place of a location in a list without a position: by kind, then ward."""
    return _KINDS.index(kind) * 100_000 + int(ward_code)


def topics_of(location: Location) -> tuple[str, ...]:
    """Return the codes of the topics that the location's services answer, in their order."""
    found = {answered.topic.value: None for service in location.services for answered in service.topics}
    return tuple(found)


def refresh(session: Session, locations: Sequence[Location]) -> None:
    """Write the listings and the search index of `locations` anew; part of the write that changed them."""
    timetable_ids = _stored(session, {location.id: _shown_timetable(location) for location in locations})
    for location in locations:
        _write_listing(session, location, timetable_ids[location.id])
    session.flush()
    nearby.index(session, (_indexed(location, timetable_ids[location.id]) for location in locations))


def _shown_timetable(location: Location) -> Timetable:
    hours = judged_fact(_fact(location, "hours"))
    return timetable_of(location, hours_shown=hours.standing is not Standing.HIDDEN)


def _fact(location: Location, field: str) -> Fact | None:
    return next((fact for fact in location.facts if fact.field == field), None)


def _stored(session: Session, timetables: dict[int, Timetable]) -> dict[int, int]:
    """Store each distinct timetable once; return location id → timetable id."""
    documents = {location_id: document_of(timetable) for location_id, timetable in timetables.items()}
    digests = {location_id: hashlib.sha256(document).hexdigest() for location_id, document in documents.items()}
    known = _ids_by_digest(session, set(digests.values()))
    for location_id, digest in digests.items():
        if digest not in known:
            added = StoredTimetable(digest=digest, document=documents[location_id])
            session.add(added)
            session.flush()
            known[digest] = added.id
    return {location_id: known[digest] for location_id, digest in digests.items()}


def _ids_by_digest(session: Session, digests: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    wanted = sorted(digests)
    for start in range(0, len(wanted), 500):
        query = select(StoredTimetable.digest, StoredTimetable.id).where(
            StoredTimetable.digest.in_(wanted[start : start + 500])
        )
        found.update((digest, timetable_id) for digest, timetable_id in session.execute(query))
    return found


def _write_listing(session: Session, location: Location, timetable_id: int) -> None:
    listing = session.get(Listing, location.id) or Listing(location_id=location.id)
    listing.rank = rank_of(location.kind, location.ward_code)
    listing.timetable_id = timetable_id
    listing.document = document_bytes(location)
    listing.search_text = _search_text(location)
    session.add(listing)


def _search_text(location: Location) -> str:
    names = [plain(text.text) for text in location.texts if text.field == "name"]
    return "\n".join(fold(name) for name in [*names, location.name_kana or ""])


def document_bytes(location: Location) -> bytes:
    """Return a location as lists show it, as JSON."""
    return orjson.dumps(_document(location))


def _document(location: Location) -> dict[str, Any]:
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
        "languages_complete": location.languages_complete,
        "phone": phone.number if phone and phone_standing.standing is not Standing.HIDDEN else None,
        "phone_dated": phone_standing.dated,
        "hours_dated": judged_fact(_fact(location, "hours")).dated,
        "website": location.website,
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


def documents(session: Session, location_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the listings of `location_ids`, by id."""
    if not location_ids:
        return {}
    # The numbers are ours, and a plain statement costs a third of one that is composed for every page.
    numbers = ",".join(str(int(location_id)) for location_id in location_ids)
    sql = f"SELECT location_id, document FROM listing WHERE location_id IN ({numbers})"  # noqa: S608 - whole numbers.
    rows = session.connection().exec_driver_sql(sql)
    return {location_id: orjson.loads(document) for location_id, document in rows}


# A timetable never changes under its number, so what was read once holds as long as the program runs.
_REMEMBERED: WeakKeyDictionary[Engine, dict[int, Timetable]] = WeakKeyDictionary()


def timetables(session: Session, timetable_ids: Iterable[int]) -> dict[int, Timetable]:
    """Return the timetables of these numbers; each is read from the database once a program's life.

    Not so within a write: if it is taken back, the numbers it gave are given again.
    """
    bind = session.get_bind()
    engine = bind.engine if isinstance(bind, Connection) else bind
    is_write = bind.get_execution_options().get("writes", False)
    remembered = {} if is_write else _REMEMBERED.setdefault(engine, {})
    wanted = set(timetable_ids)
    missing = sorted(wanted - remembered.keys())
    for start in range(0, len(missing), 500):
        query = select(StoredTimetable.id, StoredTimetable.document).where(
            StoredTimetable.id.in_(missing[start : start + 500])
        )
        for timetable_id, document in session.execute(query):
            remembered[timetable_id] = timetable_from(document)
    return {timetable_id: remembered[timetable_id] for timetable_id in wanted}
