"""Turns the stored rows of a location into the same record that tables are read into."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from services.imports.records import (
    FactRecord,
    LanguageRecord,
    LocationRecord,
    PhoneRecord,
    RouteRecord,
    ServiceRecord,
    TextRecord,
)
from services.imports.schedule_records import (
    ExceptionRecord,
    OpeningRecord,
    PeriodRecord,
    ScheduleRecord,
    SpokenRecord,
    spoken_in_order,
)
from services.models import Fact, LanguageAvailability, Location, Schedule, Service, Text
from services.timetables import Hours, RegularClosing

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Flat = TypeVar("Flat", bound="DataclassInstance")

LOCATION_COLUMNS = (
    "slug",
    "kind",
    "ward_code",
    "lat",
    "lon",
    "position_accuracy_m",
    "postal_code",
    "name_kana",
    "email",
    "website",
    "line_id",
    "languages_complete",
)
"""What a location and its record both call so."""


def flat(record_class: type[Flat], row: object) -> Flat:
    """Return the record whose fields are the columns of `row` with the same names."""
    return record_class(**{field.name: getattr(row, field.name) for field in fields(record_class)})


def schedule_record(row: Schedule) -> ScheduleRecord:
    """Return a stored schedule as a record."""
    return ScheduleRecord(
        hours_known=row.hours_known,
        holiday_rule=row.holiday_rule,
        hours=tuple(flat(OpeningRecord, hours) for hours in row.hours),
        closing_days=tuple(flat(RegularClosing, day) for day in row.closing_days),
        closing_periods=tuple(flat(PeriodRecord, period) for period in row.closing_periods),
        exceptions=tuple(
            ExceptionRecord(dated.first, dated.last, dated.reason, tuple(flat(Hours, hours) for hours in dated.hours))
            for dated in row.exceptions
        ),
    ).in_order()


def spoken_hours(row: LanguageAvailability) -> tuple[SpokenRecord, ...]:
    """Return the stored rows of a language as records."""
    return spoken_in_order(flat(SpokenRecord, hours) for hours in row.hours)


def text_records(rows: Iterable[Text]) -> tuple[TextRecord, ...]:
    """Return the stored texts of any owner as records."""
    return tuple(flat(TextRecord, row) for row in rows)


def _service_record(row: Service) -> ServiceRecord:
    return ServiceRecord(
        slug=row.slug,
        is_free=row.is_free,
        topics=tuple(sorted(answered.topic for answered in row.topics)),
        texts=text_records(row.texts),
        schedule=schedule_record(row.schedule) if row.schedule else None,
    )


def _fact_record(row: Fact) -> FactRecord:
    codes = tuple(sorted(source.code for source in row.sources))
    return FactRecord(row.field, row.confidence, row.as_of, row.year, row.note, codes)


def location_record(row: Location) -> LocationRecord:
    """Return a stored location, with all that belongs to it, as a record."""
    return LocationRecord(
        **{column: getattr(row, column) for column in LOCATION_COLUMNS},
        organization=row.organization.slug if row.organization else None,
        phones=tuple(flat(PhoneRecord, phone) for phone in row.phones),
        routes=tuple(flat(RouteRecord, route) for route in row.routes),
        schedule=schedule_record(row.schedule) if row.schedule else None,
        languages=tuple(
            LanguageRecord(spoken.language, spoken.channel, spoken.whenever_open, spoken_hours(spoken))
            for spoken in row.languages
        ),
        services=tuple(map(_service_record, row.services)),
        texts=text_records(row.texts),
        facts=tuple(map(_fact_record, row.facts)),
    )
