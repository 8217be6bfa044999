"""Writes a new state of a location: checked, shown to readers at once, with one Revision."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from services import listings
from services.changes import record_change
from services.clock import city_time
from services.confirmations import groups_changed, note_checks
from services.editing.cell_checks import LONGEST_WHY, line_problems
from services.editing.record_checks import new_problems
from services.errors import FieldProblem, Flaw, InvalidChange
from services.imports.documents import Document, differences, document_of
from services.imports.records import LocationRecord
from services.imports.stored import LOCATIONS, ORGANIZATIONS, SOURCES, rows_by_key
from services.imports.stored_locations import location_record
from services.imports.writing import Related, write_location
from services.models import ConfirmedBy, Location, Revision


def subject_of(location: Location) -> str:
    """Return the location's name in the history: `location/lounge-midori`."""
    return LOCATIONS.subject(location.slug)


def document_now(location: Location) -> Document:
    """Return the document of a stored location."""
    return document_of(location_record(location))


def publish(
    session: Session,
    location: Location,
    record: LocationRecord,
    *,
    action: str,
    by: str,
    at: datetime,
    why: str | None = None,
    how: ConfirmedBy | None = None,
) -> Revision | None:
    """Make `record` the state of a location that the caller has locked; None where it is so already.

    `how` the editor knows: the groups of fields that differ then count as checked today. Raises `InvalidChange`.
    """
    changes = differences(document_now(location), document_of(record))
    if not changes:
        return None
    related = checked(session, location, record, why=why)
    if how is not None:
        # Before the record is written: two writes of the row would count as two versions.
        groups = groups_changed(path for path in changes if not _is_translation(path))
        changes |= note_checks(session, location, groups, by=by, how=how, on=city_time(at).date())
    write_location(location, record, related, at=at)
    subject = subject_of(location)
    revision = record_change(session, subject=subject, action=action, changes=changes, by=by, at=at, why=why)
    session.flush()
    listings.refresh(session, [location])
    return revision


def _is_translation(path: str) -> bool:
    """Return whether a path is a text that can be written without having looked at the place."""
    return path.startswith("texts.") and not path.endswith(".ja")


def checked(session: Session, location: Location, record: LocationRecord, *, why: str | None) -> Related:
    """Return the rows that a location's new state refers to. Raises `InvalidChange` with all that is wrong."""
    if record.slug != location.slug:
        raise ValueError(f"{record.slug!r} is another location than {location.slug!r}")
    related = _related(session, record)
    problems = [
        *line_problems("why", why, longest=LONGEST_WHY, lines=True),
        *new_problems(location_record(location), record),
        *_missing(record, related),
    ]
    if problems:
        raise InvalidChange(problems)
    return related


def _related(session: Session, record: LocationRecord) -> Related:
    codes = {code for fact in record.facts for code in fact.sources}
    organizations = [record.organization] if record.organization else []
    return Related(
        sources=rows_by_key(session, SOURCES, sorted(codes)),
        organizations=rows_by_key(session, ORGANIZATIONS, organizations),
    )


def _missing(record: LocationRecord, related: Related) -> Iterator[FieldProblem]:
    if record.organization and record.organization not in related.organizations:
        yield FieldProblem("organization", Flaw.UNKNOWN)
    for fact in record.facts:
        if not set(fact.sources) <= related.sources.keys():
            yield FieldProblem(f"facts.{fact.field}.sources", Flaw.UNKNOWN)
