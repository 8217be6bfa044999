"""Applies a plan: writes what differs, one Revision a record, in the caller's transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.changes import record_change
from services.errors import MadoguchiError
from services.imports.comparison import Comparison, Plan
from services.imports.records import (
    AnyRecord,
    LocationRecord,
    NoticeRecord,
    OrganizationRecord,
    SourceRecord,
)
from services.imports.stored import ORGANIZATIONS, SOURCES, RecordKind, batches, documents_by_key, rows_by_key
from services.imports.writing import Related, write_location, write_notice, write_organization, write_source
from services.models import Location

Progress = Callable[[int, int], None]
AfterLocations = Callable[[Session, Sequence[Location]], None]


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

    `after` is called at the end with the locations that were written, to refresh what is worked out from them.
    `on_progress` is told how many of how many records are written. Raises `StalePlan`, which the caller answers
    with a rollback.
    """
    pending = sorted((*plan.created, *plan.changed), key=lambda each: _ORDER[each.kind.name])
    done = 0
    locations: list[Location] = []
    for _, compared in groupby(pending, key=lambda each: each.kind.name):
        for batch in batches(list(compared)):
            written = _write_batch(session, batch, by=by, at=at)
            locations.extend(row for row in written if isinstance(row, Location))
            done += len(batch)
            on_progress(done, len(pending))
    if locations:
        after(session, locations)


# What others refer to must be there first.
_ORDER = {"source": 0, "organization": 1, "location": 2, "notice": 3}


def _write_batch(session: Session, batch: Sequence[Comparison], *, by: str, at: datetime) -> list[Any]:
    """Write comparisons of one kind and return their rows."""
    kind = batch[0].kind
    rows = rows_by_key(session, kind, [each.key for each in batch])
    _refuse_stale(session, batch, rows)
    related = _related(session, [each.record for each in batch])
    written = []
    for each in batch:
        row = rows.get(each.key) or kind.model()
        _write(row, each.record, related, at=at)
        session.add(row)
        action = "created" if each.before is None else "changed"
        record_change(session, subject=each.subject, action=action, changes=each.differences, by=by, at=at)
        written.append(row)
    session.flush()
    return written


def _refuse_stale(session: Session, batch: Sequence[Comparison], rows: dict[str, Any]) -> None:
    stored = documents_by_key(session, batch[0].kind, rows.values())
    for each in batch:
        if stored.get(each.key) != each.before:
            raise StalePlan(f"{each.subject} was changed after the import was compared with it")


def _related(session: Session, records: Sequence[AnyRecord]) -> Related:
    """Return the rows that a batch of records refers to."""
    locations = [record for record in records if isinstance(record, LocationRecord)]
    codes = {code for location in locations for fact in location.facts for code in fact.sources}
    organizations = {location.organization for location in locations if location.organization}
    noticed = {record.location for record in records if isinstance(record, NoticeRecord) and record.location}
    ids = select(Location.slug, Location.id).where(Location.slug.in_(noticed))
    return Related(
        sources=_rows(session, SOURCES, codes),
        organizations=_rows(session, ORGANIZATIONS, organizations),
        location_ids=dict(session.execute(ids).all()) if noticed else {},
    )


def _rows(session: Session, kind: RecordKind, keys: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for batch in batches(sorted(keys)):
        found |= rows_by_key(session, kind, batch)
    return found


def _write(row: Any, record: AnyRecord, related: Related, *, at: datetime) -> None:
    match record:
        case SourceRecord():
            write_source(row, record)
        case OrganizationRecord():
            write_organization(row, record)
        case LocationRecord():
            write_location(row, record, related, at=at)
        case NoticeRecord():
            write_notice(row, record, related)
