"""Writes records into rows, touching only what differs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy.orm.attributes import flag_modified

from services.imports.records import (
    FactRecord,
    LocationRecord,
    NoticeRecord,
    OrganizationRecord,
    PhoneRecord,
    RouteRecord,
    ServiceRecord,
    SourceRecord,
    TextRecord,
)
from services.imports.stored_locations import LOCATION_COLUMNS, flat
from services.imports.writing_schedules import columns_of, write_language, written_schedule
from services.models import (
    AccessRoute,
    Fact,
    LanguageAvailability,
    Location,
    Notice,
    Organization,
    Phone,
    Service,
    ServiceTopic,
    Source,
    Text,
)

Row = TypeVar("Row")
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Related:
    """The stored rows that records refer to by name."""

    sources: Mapping[str, Source]
    organizations: Mapping[str, Organization]


def write_source(row: Source, record: SourceRecord) -> None:
    """Write a source."""
    _assign(row, columns_of(record))


def write_organization(row: Organization, record: OrganizationRecord) -> None:
    """Write an organization with its texts."""
    row.slug = record.slug
    row.texts = _written_texts(row.texts, record.texts)


def write_notice(row: Notice, record: NoticeRecord, location_ids: Mapping[str, int]) -> None:
    """Write a notice with its texts."""
    columns = columns_of(record)
    location, texts = columns.pop("location"), columns.pop("texts")
    _assign(row, columns)
    row.location_id = location_ids[location] if location else None
    row.texts = _written_texts(row.texts, texts)


def write_location(row: Location, record: LocationRecord, related: Related, *, at: datetime) -> None:
    """Write a location with all that belongs to it, and move its version."""
    _assign(row, {column: getattr(record, column) for column in LOCATION_COLUMNS})
    row.organization = related.organizations[record.organization] if record.organization else None
    _write_lists(row, record)
    row.schedule = written_schedule(row.schedule, record.schedule)
    row.languages = _matched(
        row.languages, record.languages, _LANGUAGE_KEY, new_row=LanguageAvailability, write=write_language
    )
    row.services = _matched(row.services, record.services, _SERVICE_KEY, new_row=Service, write=_write_service)
    for position, service in enumerate(row.services):
        service.position = position
    row.texts = _written_texts(row.texts, record.texts)
    row.facts = _matched(
        row.facts,
        record.facts,
        _FACT_KEY,
        new_row=Fact,
        write=lambda fact, known: _write_fact(fact, known, related.sources),
    )
    row.saved_at = at
    # A change of child rows alone, saved at the same moment, would leave `version` as it was.
    flag_modified(row, "saved_at")


def _write_lists(row: Location, record: LocationRecord) -> None:
    """Replace the phones or the routes, whose order counts, where they differ."""
    if tuple(flat(PhoneRecord, phone) for phone in row.phones) != record.phones:
        row.phones = [Phone(position=position, **columns_of(phone)) for position, phone in enumerate(record.phones)]
    if tuple(flat(RouteRecord, route) for route in row.routes) != record.routes:
        row.routes = [
            AccessRoute(position=position, **columns_of(route)) for position, route in enumerate(record.routes)
        ]


def _write_service(row: Service, record: ServiceRecord) -> None:
    row.slug = record.slug
    row.is_free = record.is_free
    known = {answered.topic: answered for answered in row.topics}
    row.topics = [known.get(topic) or ServiceTopic(topic=topic) for topic in record.topics]
    row.texts = _written_texts(row.texts, record.texts)
    row.schedule = written_schedule(row.schedule, record.schedule)


def _write_fact(row: Fact, record: FactRecord, sources: Mapping[str, Source]) -> None:
    columns = columns_of(record)
    row.sources = [sources[code] for code in columns.pop("sources")]
    _assign(row, columns)


def _written_texts(rows: Iterable[Text], records: Iterable[TextRecord]) -> list[Text]:
    return _matched(
        rows, records, _TEXT_KEY, new_row=Text, write=lambda text, record: _assign(text, columns_of(record))
    )


_TEXT_KEY = attrgetter("field", "language")
_LANGUAGE_KEY = attrgetter("language", "channel")
_SERVICE_KEY = attrgetter("slug")
_FACT_KEY = attrgetter("field")


def _matched(
    rows: Iterable[Row],
    records: Iterable[Record],
    key: Callable[[Any], Any],
    *,
    new_row: Callable[[], Row],
    write: Callable[[Row, Record], None],
) -> list[Row]:
    """Return one row a record, in the records' order, written; a row of the same key is used again.

    Deleting it and adding another would collide: the database sees the new row first.
    """
    known = {key(row): row for row in rows}
    written = []
    for record in records:
        row = known.get(key(record)) or new_row()
        write(row, record)
        written.append(row)
    return written


def _assign(row: object, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
