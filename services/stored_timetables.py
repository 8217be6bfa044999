"""The timetables of the read model: each distinct one is stored once, and read once a program's life."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from services.database import engine_of
from services.models import StoredTimetable
from services.timetable_documents import document_of, timetable_from
from services.timetables import Timetable

# Databases take only so many values in one statement.
_ASKED_AT_ONCE = 500

# A timetable never changes under its number, so what was read once holds as long as the program runs.
_REMEMBERED: WeakKeyDictionary[Engine, dict[int, Timetable]] = WeakKeyDictionary()


def timetables(session: Session, timetable_ids: Iterable[int]) -> dict[int, Timetable]:
    """Return the timetables of these numbers. Raises `KeyError` for a number that was never given.

    A write reads them anew: if it is taken back, the numbers it gave are given again.
    """
    engine = engine_of(session)
    is_write = engine.get_execution_options().get("writes", False)
    remembered = {} if is_write else _REMEMBERED.setdefault(engine, {})
    wanted = set(timetable_ids)
    missing = iter(sorted(wanted - remembered.keys()))
    while batch := list(islice(missing, _ASKED_AT_ONCE)):
        query = select(StoredTimetable.id, StoredTimetable.document).where(StoredTimetable.id.in_(batch))
        remembered.update((number, timetable_from(document)) for number, document in session.execute(query))
    return {number: remembered[number] for number in wanted}


def stored(session: Session, by_location: Mapping[int, Timetable]) -> dict[int, int]:
    """Store the timetables that are new; return location id → number of its timetable."""
    documents = {location_id: document_of(timetable) for location_id, timetable in by_location.items()}
    digests = {location_id: hashlib.sha256(document).hexdigest() for location_id, document in documents.items()}
    known = _numbers_by_digest(session, set(digests.values()))
    for location_id, digest in digests.items():
        if digest not in known:
            added = StoredTimetable(digest=digest, document=documents[location_id])
            session.add(added)
            session.flush()
            known[digest] = added.id
    return {location_id: known[digest] for location_id, digest in digests.items()}


def _numbers_by_digest(session: Session, digests: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    remaining = iter(sorted(digests))
    while batch := list(islice(remaining, _ASKED_AT_ONCE)):
        query = select(StoredTimetable.digest, StoredTimetable.id).where(StoredTimetable.digest.in_(batch))
        found.update((digest, number) for digest, number in session.execute(query))
    return found
