"""Closes a place on some days, or gives it other hours, in seconds; and takes that back.

Needs no version: what is asked holds on its days whatever else was changed, and a form that must be begun anew while
a typhoon comes helps nobody.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.editing.dated_exceptions import Exceptions, with_exception, without_days
from services.editing.locking import lock
from services.editing.publishing import publish
from services.imports.records import LocationRecord
from services.imports.schedule_records import ExceptionRecord, ScheduleRecord
from services.imports.stored_locations import location_record
from services.models import Location, Revision
from services.timetables import HolidayRule

_NOTHING_KNOWN = ScheduleRecord(hours_known=False, holiday_rule=HolidayRule.UNKNOWN)


def set_days(
    session: Session,
    location: Location,
    exception: ExceptionRecord,
    *,
    by: str,
    at: datetime,
    why: str | None = None,
) -> Revision | None:
    """Close a place on the days of `exception`, or give it these hours; None where it is so already.

    On these days it wins over older exceptions, which keep the rest of theirs; to readers, a closed place closes its
    services too. `restoring.undo` brings back exactly what there was. Raises `InvalidChange`, and `StaleEdit` where
    somebody saved in this very moment.
    """
    lock(session, location, version=location.version)
    record = with_days(location_record(location), exception)
    return publish(session, location, record, action="set_days", by=by, at=at, why=why)


def clear_days(
    session: Session,
    location: Location,
    first: date,
    last: date,
    *,
    by: str,
    at: datetime,
    why: str | None = None,
) -> Revision | None:
    """Let the usual hours hold again from `first` to `last`; None where they do."""
    lock(session, location, version=location.version)
    record = without_exceptions(location_record(location), first, last)
    return publish(session, location, record, action="cleared_days", by=by, at=at, why=why)


def with_days(record: LocationRecord, exception: ExceptionRecord) -> LocationRecord:
    """Return the record with an exception, for those who may only propose it."""
    schedule = record.schedule or _NOTHING_KNOWN
    return _with_exceptions(record, schedule, with_exception(schedule.exceptions, exception))


def without_exceptions(record: LocationRecord, first: date, last: date) -> LocationRecord:
    """Return the record without exceptions from `first` to `last`."""
    schedule = record.schedule
    return (
        record
        if schedule is None
        else _with_exceptions(record, schedule, without_days(schedule.exceptions, first, last))
    )


def _with_exceptions(record: LocationRecord, schedule: ScheduleRecord, exceptions: Exceptions) -> LocationRecord:
    return replace(record, schedule=replace(schedule, exceptions=exceptions).in_order())
