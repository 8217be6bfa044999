"""Finds what the database holds of the four kinds of records that are imported."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from services.imports.documents import Document, document_of
from services.imports.records import AnyRecord, NoticeRecord, OrganizationRecord, SourceRecord
from services.imports.stored_locations import flat, text_records
from services.imports.stored_rows import stored_locations
from services.models import Location, Notice, Organization, Source
from services.whole_locations import WHOLE_LOCATION

BATCH_ROWS = 500
"""So many are read and written together: few queries, little memory, few parameters a query."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of records: its model, the column that names a record, and how a stored one is read."""

    name: str
    model: type[Any]
    key: str
    options: tuple[ORMOption, ...]
    records: Callable[[Session, Sequence[str]], Iterable[AnyRecord]]
    """Reads what is stored under the keys of one batch."""

    def key_of(self, record: AnyRecord) -> str:
        """Return the slug, or code, of a record."""
        return str(getattr(record, self.key))

    def subject(self, key: str) -> str:
        """Return the name of a record in the history: `location/lounge-midori`."""
        return f"{self.name}/{key}"


def _source_records(session: Session, keys: Sequence[str]) -> Iterator[AnyRecord]:
    return (flat(SourceRecord, row) for row in rows_by_key(session, SOURCES, keys).values())


def _organization_records(session: Session, keys: Sequence[str]) -> Iterator[AnyRecord]:
    rows = rows_by_key(session, ORGANIZATIONS, keys).values()
    return (OrganizationRecord(row.slug, text_records(row.texts)) for row in rows)


def _location_records(session: Session, keys: Sequence[str]) -> Iterator[AnyRecord]:
    return (stored.record for stored in stored_locations(session, keys).values())


def _notice_records(session: Session, keys: Sequence[str]) -> Iterator[AnyRecord]:
    rows = rows_by_key(session, NOTICES, keys).values()
    ids = {row.location_id for row in rows if row.location_id is not None}
    slugs = dict(session.execute(select(Location.id, Location.slug).where(Location.id.in_(ids))).all())
    for row in rows:
        yield NoticeRecord(
            slug=row.slug,
            severity=row.severity,
            location=slugs[row.location_id] if row.location_id is not None else None,
            ward_code=row.ward_code,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            texts=text_records(row.texts),
        )


SOURCES = RecordKind("source", Source, "code", (), _source_records)
ORGANIZATIONS = RecordKind(
    "organization", Organization, "slug", (selectinload(Organization.texts),), _organization_records
)
LOCATIONS = RecordKind("location", Location, "slug", WHOLE_LOCATION, _location_records)
NOTICES = RecordKind("notice", Notice, "slug", (selectinload(Notice.texts),), _notice_records)


def batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """Yield `things` in runs of `BATCH_ROWS`."""
    for start in range(0, len(things), BATCH_ROWS):
        yield things[start : start + BATCH_ROWS]


def rows_by_key(session: Session, kind: RecordKind, keys: Sequence[str]) -> dict[str, Any]:
    """Return the stored rows with these keys, whole; `keys` is one batch."""
    column = getattr(kind.model, kind.key)
    rows = session.scalars(select(kind.model).where(column.in_(keys)).options(*kind.options))
    return {getattr(row, kind.key): row for row in rows}


def documents_by_key(session: Session, kind: RecordKind, keys: Sequence[str]) -> dict[str, Document]:
    """Return what is stored under these keys as documents; `keys` is one batch."""
    return {kind.key_of(record): document_of(record) for record in kind.records(session, keys)}
