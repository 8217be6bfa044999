"""Compares records with the database: what an import would create, change, and leave as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.documents import differences, digest_of, document_of
from services.imports.records import AnyRecord, DirectoryRecords
from services.imports.stored import (
    LOCATIONS,
    NOTICES,
    ORGANIZATIONS,
    SOURCES,
    RecordKind,
    batches,
    documents_by_key,
)
from services.models import Location


@dataclass(frozen=True, slots=True)
class Comparison:
    """One record beside what is stored of it."""

    kind: RecordKind
    record: AnyRecord
    before: bytes | None
    """The digest of what is stored, since whole documents of ten thousand records would fill the memory; None:
    nothing is stored yet."""
    changes: Mapping[str, list[Any]]
    """What differs from what is stored."""

    @property
    def differences(self) -> Mapping[str, list[Any]]:
        """Path → [before, after]: `hours`, `texts.name.en`; of a new record every value."""
        return differences({}, document_of(self.record)) if self.before is None else self.changes

    @property
    def key(self) -> str:
        """The slug, or code, of the record."""
        return self.kind.key_of(self.record)

    @property
    def subject(self) -> str:
        """The record's name in the history: `location/lounge-midori`."""
        return self.kind.subject(self.key)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, in the order in which it must be done."""

    created: tuple[Comparison, ...]
    changed: tuple[Comparison, ...]
    unchanged: tuple[str, ...]
    """Subjects of the records that are stored just so."""
    untouched: tuple[str, ...]
    """Subjects of the stored locations that the import does not name; they stay as they are."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.created and not self.changed


def compare(session: Session, records: DirectoryRecords) -> Plan:
    """Return what importing `records` would do to the database; writes nothing."""
    compared = chain(
        _compared(session, SOURCES, records.sources),
        _compared(session, ORGANIZATIONS, records.organizations),
        _compared(session, LOCATIONS, records.locations),
        _compared(session, NOTICES, records.notices),
    )
    created, changed, unchanged = [], [], []
    for each in compared:
        if each.before is None:
            created.append(each)
        elif each.changes:
            changed.append(each)
        else:
            unchanged.append(each.subject)
    return Plan(
        created=tuple(created),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        untouched=_untouched(session, records),
    )


def _compared(session: Session, kind: RecordKind, records: Sequence[AnyRecord]) -> Iterator[Comparison]:
    for batch in batches(records):
        stored = documents_by_key(session, kind, [kind.key_of(record) for record in batch])
        for record in batch:
            before = stored.get(kind.key_of(record))
            if before is None:
                yield Comparison(kind, record, None, {})
            else:
                yield Comparison(kind, record, digest_of(before), differences(before, document_of(record)))


def _untouched(session: Session, records: DirectoryRecords) -> tuple[str, ...]:
    named = {location.slug for location in records.locations}
    stored = session.scalars(select(Location.slug).order_by(Location.slug))
    return tuple(LOCATIONS.subject(slug) for slug in stored if slug not in named)
