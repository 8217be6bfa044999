"""Applies a plan: writes what differs, one Revision a record, in the caller's transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.changes import record_change
from services.errors import MadoguchiError
from services.imports.bulk_writing import LocationToWrite, written_locations
from services.imports.comparison import Comparison, Plan
from services.imports.documents import Document, digest_of, document_of
from services.imports.records import (
    AnyRecord,
    LocationRecord,
    NoticeRecord,
    OrganizationRecord,
    SourceRecord,
)
from services.imports.stored import LOCATIONS, batches, documents_by_key, rows_by_key
from services.imports.stored_rows import stored_locations
from services.imports.writing import write_notice, write_organization, write_source
from services.listings import Listed
from services.models import Location

Progress = Callable[[int, int], None]
AfterLocations = Callable[[Session, Sequence[Listed]], None]


class StalePlan(MadoguchiError):
    """Somebody changed a record after the plan was made; compare again."""


def apply(
    session: Session,
    plan: Plan,
    *,
    by: str,
    at: datetime,
    after: AfterLocations,
    on_progress: Progress = lambda _done, _total: None,
) -> None:
    """Write what `plan` creates and changes; the caller commits.

    `after` is called with the locations that were written, batch by batch, to refresh what is worked out from them.
    `on_progress` is told how many of how many records are written. Raises `StalePlan`, which the caller answers
    with a rollback.
    """
    pending = sorted((*plan.created, *plan.changed), key=lambda each: _ORDER[each.kind.name])
    done = 0
    for kind, compared in groupby(pending, key=lambda each: each.kind):
        for batch in batches(list(compared)):
            if kind is LOCATIONS:
                _write_locations(session, batch, at=at, after=after)
            else:
                _write_rows(session, batch)
            for each in batch:
                action = "created" if each.before is None else "changed"
                record_change(session, subject=each.subject, action=action, changes=each.differences, by=by, at=at)
            session.flush()
            done += len(batch)
            on_progress(done, len(pending))


# What others refer to must be there first.
_ORDER = {"source": 0, "organization": 1, "location": 2, "notice": 3}


def _write_locations(session: Session, batch: Sequence[Comparison], *, at: datetime, after: AfterLocations) -> None:
    stored = stored_locations(session, [each.key for each in batch], to_write=True)
    _refuse_stale(batch, {slug: document_of(location.record) for slug, location in stored.items()})
    records = [each.record for each in batch if isinstance(each.record, LocationRecord)]
    to_write = [LocationToWrite(record, stored.get(record.slug)) for record in records]
    after(session, written_locations(session, to_write, at=at))


def _write_rows(session: Session, batch: Sequence[Comparison]) -> None:
    """Write records of one kind, not locations."""
    kind = batch[0].kind
    keys = [each.key for each in batch]
    _refuse_stale(batch, documents_by_key(session, kind, keys))
    rows = rows_by_key(session, kind, keys)
    location_ids = _location_ids(session, [each.record for each in batch])
    for each in batch:
        row = rows.get(each.key) or kind.model()
        _write(row, each.record, location_ids)
        session.add(row)
    session.flush()


def _refuse_stale(batch: Sequence[Comparison], stored: Mapping[str, Document]) -> None:
    for each in batch:
        found = stored.get(each.key)
        if (digest_of(found) if found is not None else None) != each.before:
            raise StalePlan(f"{each.subject} was changed after the import was compared with it")


def _location_ids(session: Session, records: Sequence[AnyRecord]) -> dict[str, int]:
    noticed = {record.location for record in records if isinstance(record, NoticeRecord) and record.location}
    ids = select(Location.slug, Location.id).where(Location.slug.in_(noticed))
    return dict(session.execute(ids).all()) if noticed else {}


def _write(row: Any, record: AnyRecord, location_ids: Mapping[str, int]) -> None:
    match record:
        case SourceRecord():
            write_source(row, record)
        case OrganizationRecord():
            write_organization(row, record)
        case NoticeRecord():
            write_notice(row, record, location_ids)
        case LocationRecord():
            raise ValueError(f"{record.slug} is a location")
