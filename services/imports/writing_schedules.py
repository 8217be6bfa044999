"""Writes schedules and spoken hours into rows; a group of rows is replaced only where it differs."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from services.imports.records import LanguageRecord
from services.imports.schedule_records import ExceptionRecord, ScheduleRecord
from services.imports.stored_locations import schedule_record, spoken_hours
from services.models import (
    ClosingDay,
    ClosingPeriod,
    ExceptionHours,
    LanguageAvailability,
    LanguageHours,
    OpeningHours,
    Schedule,
    ScheduleException,
)


def columns_of(record: Any) -> dict[str, Any]:
    """Return a record's values by field, not going deeper."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def written_schedule(row: Schedule | None, record: ScheduleRecord | None) -> Schedule | None:
    """Return the row that holds `record`: the present one, a new one, or none."""
    if record is None:
        return None
    if row is None:
        row = Schedule()
    stored = schedule_record(row)
    row.hours_known = record.hours_known
    row.holiday_rule = record.holiday_rule
    for group, new_row in _GROUPS.items():
        if getattr(stored, group) != getattr(record, group):
            setattr(row, group, [new_row(part) for part in getattr(record, group)])
    return row


def write_language(row: LanguageAvailability, record: LanguageRecord) -> None:
    """Write when a language is spoken on a channel."""
    row.language = record.language
    row.channel = record.channel
    row.whenever_open = record.whenever_open
    if spoken_hours(row) != record.hours:
        row.hours = [LanguageHours(**columns_of(hours)) for hours in record.hours]


def _exception(record: ExceptionRecord) -> ScheduleException:
    hours = [ExceptionHours(**columns_of(part)) for part in record.hours]
    return ScheduleException(first=record.first, last=record.last, reason=record.reason, hours=hours)


_GROUPS: Mapping[str, Callable[[Any], object]] = {
    "hours": lambda record: OpeningHours(**columns_of(record)),
    "closing_days": lambda record: ClosingDay(**columns_of(record)),
    "closing_periods": lambda record: ClosingPeriod(**columns_of(record)),
    "exceptions": _exception,
}
