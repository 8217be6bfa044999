from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.clock import utc_now
from services.imports.bulk_writing import LocationToWrite, written_locations
from services.imports.schedule_records import OpeningRecord, ScheduleRecord
from services.imports.stored_rows import stored_locations
from services.models import ClosingDay, OpeningHours, Schedule
from services.timetables import HolidayRule

LOUNGE = "lounge-aoba"
MONDAYS = ScheduleRecord(hours_known=True, holiday_rule=HolidayRule.CLOSED, hours=(OpeningRecord(0, 540, 600),))

Change = Callable[[ScheduleRecord], ScheduleRecord | None]


def changed(session: Session, change: Change) -> ScheduleRecord | None:
    """Write a changed schedule and return what is stored afterwards."""
    stored = stored_locations(session, [LOUNGE])[LOUNGE]
    record = replace(stored.record, schedule=change(stored.record.schedule))
    written_locations(session, [LocationToWrite(record, stored)], at=utc_now())
    return stored_locations(session, [LOUNGE])[LOUNGE].record.schedule


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        lambda _: MONDAYS,
        lambda was: replace(was, hours=MONDAYS.hours),
        lambda was: replace(was, holiday_rule=HolidayRule.UNKNOWN, hours=(), closing_days=()),
    ],
)
def test_a_schedule_becomes_what_is_written(city_session: Session, change: Change) -> None:
    stored = stored_locations(city_session, [LOUNGE])[LOUNGE].record.schedule
    assert stored is not None

    assert changed(city_session, change) == change(stored)


def test_only_the_rows_of_the_group_that_differs_are_replaced(city_session: Session) -> None:
    kept = [set(city_session.scalars(select(model.id))) for model in (Schedule, ClosingDay)]
    hours = set(city_session.scalars(select(OpeningHours.id)))

    changed(city_session, lambda was: replace(was, hours=MONDAYS.hours))

    assert [set(city_session.scalars(select(model.id))) for model in (Schedule, ClosingDay)] == kept
    assert not hours <= set(city_session.scalars(select(OpeningHours.id)))
