"""Writes schedules in plain statements; a group of rows is replaced only where it differs."""

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy import Table

from services.imports.new_rows import NewRow, NewRows, table_of
from services.imports.schedule_records import ScheduleRecord
from services.imports.stored_schedules import StoredSchedule
from services.imports.writing_schedules import columns_of
from services.models import ClosingDay, ClosingPeriod, ExceptionHours, OpeningHours, Schedule, ScheduleException

_SCHEDULE, _EXCEPTION, _EXCEPTION_HOURS = map(table_of, (Schedule, ScheduleException, ExceptionHours))
_GROUPS = {
    "hours": table_of(OpeningHours),
    "closing_days": table_of(ClosingDay),
    "closing_periods": table_of(ClosingPeriod),
    "exceptions": _EXCEPTION,
}


class Statements(Protocol):
    """What a batch collects."""

    new: NewRows

    def take_away(self, table: Table, **where: Any) -> None:
        """Delete the rows that have these values."""

    def change(self, table: Table, where: Any, **values: Any) -> None:
        """Update the rows that `where` names."""


def write_schedule(
    batch: Statements, owner: str, number: NewRow, *, before: StoredSchedule | None, after: ScheduleRecord | None
) -> None:
    """Add the statements that turn the schedule of an owner, `location_id` or `service_id`, into another."""
    if before is not None and after is not None:
        _change(batch, before, after)
    elif before is not None:
        batch.take_away(_SCHEDULE, id=before.id)
    elif after is not None:
        columns = {"location_id": None, "service_id": None, owner: number}
        known, rule = after.hours_known, after.holiday_rule
        row = batch.new.add_parent(_SCHEDULE, **columns, hours_known=known, holiday_rule=rule)
        _add_groups(batch.new, row, after, tuple(_GROUPS))


def _change(batch: Statements, before: StoredSchedule, after: ScheduleRecord) -> None:
    was, number = before.record, before.id
    if (was.hours_known, was.holiday_rule) != (after.hours_known, after.holiday_rule):
        batch.change(_SCHEDULE, {"id": number}, hours_known=after.hours_known, holiday_rule=after.holiday_rule)
    groups = [group for group in _GROUPS if getattr(was, group) != getattr(after, group)]
    for group in groups:
        if getattr(was, group):
            batch.take_away(_GROUPS[group], schedule_id=number)
    _add_groups(batch.new, NewRow(number), after, groups)


def _add_groups(new: NewRows, row: NewRow, record: ScheduleRecord, groups: Iterable[str]) -> None:
    for group in groups:
        for part in getattr(record, group):
            columns = columns_of(part)
            if group == "exceptions":
                hours = columns.pop("hours")
                exception = new.add_parent(_EXCEPTION, schedule_id=row, **columns)
                for each in hours:
                    new.add(_EXCEPTION_HOURS, exception_id=exception, **columns_of(each))
            else:
                new.add(_GROUPS[group], schedule_id=row, **columns)
