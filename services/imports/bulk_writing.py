"""Writes many locations at once, in plain statements, touching only the rows that differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, select, update
from sqlalchemy.orm import Session

from services.imports.bulk_schedules import write_schedule
from services.imports.listed import listed_record
from services.imports.new_rows import NewRow, NewRows, table_of
from services.imports.records import LanguageRecord, LocationRecord, ServiceRecord, TextRecord
from services.imports.stored_locations import LOCATION_COLUMNS
from services.imports.stored_rows import StoredLocation
from services.imports.writing_schedules import columns_of
from services.listings import Listed
from services.models import (
    AccessRoute,
    Fact,
    LanguageAvailability,
    LanguageHours,
    Location,
    Organization,
    Phone,
    Service,
    ServiceTopic,
    Text,
)
from services.models.facts import fact_source

_LOCATION, _TEXT, _FACT, _SERVICE, _TOPIC, _PHONE, _ROUTE, _SPOKEN, _SPOKEN_HOURS = map(
    table_of,
    (Location, Text, Fact, Service, ServiceTopic, Phone, AccessRoute, LanguageAvailability, LanguageHours),
)


@dataclass(frozen=True, slots=True)
class LocationToWrite:
    """A record and what is stored of it; None: it is new."""

    record: LocationRecord
    stored: StoredLocation | None


def written_locations(session: Session, locations: Sequence[LocationToWrite], *, at: datetime) -> list[Listed]:
    """Write a batch of locations, moving the version of each, and return what the read model keeps of them.

    Rows are matched by what names them, so that a text or a service keeps its number when it changes. Mapped
    objects that the session holds of these locations are out of date afterwards. Raises `KeyError` for an
    organization that is not stored.
    """
    session.flush()
    organizations = {location.record.organization for location in locations if location.record.organization}
    ids = select(Organization.slug, Organization.id).where(Organization.slug.in_(organizations))
    batch = _Batch(dict(session.execute(ids).all()), at)
    numbers = [batch.add(location) for location in locations]
    batch.write(session)
    return [
        listed_record(location.record, number.id, location.stored.checked_on if location.stored else None)
        for location, number in zip(locations, numbers, strict=True)
    ]


class _Batch:
    """The statements of a batch, by kind: first what is taken away, then what changes, then what is new."""

    def __init__(self, organization_ids: Mapping[str, int], at: datetime) -> None:
        self._organization_ids = organization_ids
        self._at = at
        self.new = NewRows()
        self.gone: dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
        self.changed: dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)

    def take_away(self, table: Table, **where: Any) -> None:
        self.gone[table, tuple(where)].append({f"is_{name}": value for name, value in where.items()})

    def change(self, table: Table, where: Mapping[str, Any], **values: Any) -> None:
        found = {f"is_{name}": value for name, value in where.items()}
        self.changed[table, tuple(where)].append(found | values)

    def write(self, session: Session) -> None:
        connection = session.connection()
        for (table, names), rows in self.gone.items():
            connection.execute(delete(table).where(_is(table, names)), rows)
        for (table, names), rows in self.changed.items():
            columns = [name for name in rows[0] if not name.startswith("is_")]
            more = {"version": table.c.version + 1} if table is _LOCATION else {}
            statement = update(table).where(_is(table, names))
            connection.execute(statement.values({name: bindparam(name) for name in columns} | more), rows)
        self.new.insert(connection)

    def add(self, location: LocationToWrite) -> NewRow:
        record, stored = location.record, location.stored
        columns = {column: getattr(record, column) for column in LOCATION_COLUMNS}
        columns["organization_id"] = self._organization_ids[record.organization] if record.organization else None
        if stored is None:
            number = self.new.add_parent(_LOCATION, **columns, saved_at=self._at, version=1, needs_review=False)
        else:
            number = NewRow(stored.id)
            self.change(_LOCATION, {"id": stored.id}, **columns, saved_at=self._at)
        self._add_parts(number, location)
        return number

    def _add_parts(self, number: NewRow, location: LocationToWrite) -> None:
        record, before = location.record, location.stored.record if location.stored else None
        self._list(_PHONE, number, before.phones if before else (), record.phones)
        self._list(_ROUTE, number, before.routes if before else (), record.routes)
        self._texts("location_id", number, before.texts if before else (), record.texts)
        self._facts(number, before, record)
        self._languages(number, before.languages if before else (), record.languages)
        schedule = location.stored.schedule if location.stored else None
        write_schedule(self, "location_id", number, before=schedule, after=record.schedule)
        self._services(number, location)

    def _list(self, table: Table, number: NewRow, before: Sequence[Any], after: Sequence[Any]) -> None:
        """Replace rows whose order counts where they differ."""
        if before == after:
            return
        if before:
            self.take_away(table, location_id=number.id)
        for position, record in enumerate(after):
            self.new.add(table, location_id=number, position=position, **columns_of(record))

    def _texts(self, owner: str, number: NewRow, before: Iterable[TextRecord], after: Iterable[TextRecord]) -> None:
        known = _by(_TEXT_KEY, before)
        for key, text in _by(_TEXT_KEY, after).items():
            was = known.pop(key, None)
            if was is None:
                self.new.add(_TEXT, **_WITHOUT_OWNER | {owner: number}, **columns_of(text))
            elif was != text:
                found = {owner: number.id, "field": text.field, "language": text.language}
                self.change(_TEXT, found, text=text.text, state=text.state)
        for field, language in known:
            self.take_away(_TEXT, **{owner: number.id}, field=field, language=language)

    def _facts(self, number: NewRow, before: LocationRecord | None, record: LocationRecord) -> None:
        known = _by(_FACT_KEY, before.facts if before else ())
        facts = _by(_FACT_KEY, record.facts)
        for field, fact in known.items():
            if facts.get(field) != fact:
                self.take_away(_FACT, location_id=number.id, field=field)
        for field, fact in facts.items():
            if known.get(field) != fact:
                columns = columns_of(fact)
                sources = columns.pop("sources")
                row = self.new.add_parent(_FACT, location_id=number, **columns)
                for code in sources:
                    self.new.add(fact_source, fact_id=row, source_code=code)

    def _languages(self, number: NewRow, before: Iterable[LanguageRecord], after: Iterable[LanguageRecord]) -> None:
        known, spoken = _by(_LANGUAGE_KEY, before), _by(_LANGUAGE_KEY, after)
        for key, record in known.items():
            if spoken.get(key) != record:
                self.take_away(_SPOKEN, location_id=number.id, language=key[0], channel=key[1])
        for key, record in spoken.items():
            if known.get(key) != record:
                columns = columns_of(record)
                hours = columns.pop("hours")
                row = self.new.add_parent(_SPOKEN, location_id=number, **columns)
                for part in hours:
                    self.new.add(_SPOKEN_HOURS, availability_id=row, **columns_of(part))

    def _services(self, number: NewRow, location: LocationToWrite) -> None:
        stored = location.stored
        known = {
            service.slug: (position, service)
            for position, service in enumerate(stored.record.services if stored else ())
        }
        for position, service in enumerate(location.record.services):
            was_at, was = known.pop(service.slug, (None, None))
            if was is None or stored is None:
                row = self.new.add_parent(
                    _SERVICE, location_id=number, slug=service.slug, position=position, is_free=service.is_free
                )
            else:
                row = NewRow(stored.services[service.slug].id)
                if (was_at, was.is_free) != (position, service.is_free):
                    self.change(_SERVICE, {"id": row.id}, position=position, is_free=service.is_free)
            if was != service:
                own = stored.services.get(service.slug) if stored else None
                self._add_service_parts(row, was, service)
                write_schedule(self, "service_id", row, before=own.schedule if own else None, after=service.schedule)
        for slug in known:
            self.take_away(_SERVICE, location_id=number.id, slug=slug)

    def _add_service_parts(self, row: NewRow, was: ServiceRecord | None, service: ServiceRecord) -> None:
        topics = was.topics if was else ()
        for topic in set(topics).difference(service.topics):
            self.take_away(_TOPIC, service_id=row.id, topic=topic)
        for topic in service.topics:
            if topic not in topics:
                self.new.add(_TOPIC, service_id=row, topic=topic)
        self._texts("service_id", row, was.texts if was else (), service.texts)


_TEXT_KEY: Callable[[Any], tuple[str, str]] = attrgetter("field", "language")
_FACT_KEY: Callable[[Any], str] = attrgetter("field")
_LANGUAGE_KEY: Callable[[Any], tuple[str, str]] = attrgetter("language", "channel")
# Rows that are inserted together must name the same columns.
_WITHOUT_OWNER: dict[str, Any] = {"location_id": None, "service_id": None}


def _by(key: Callable[[Any], Any], records: Iterable[Any]) -> dict[Any, Any]:
    return {key(record): record for record in records}


def _is(table: Table, names: Sequence[str]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == bindparam(f"is_{name}") for name in names))
