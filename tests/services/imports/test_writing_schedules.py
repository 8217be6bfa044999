from dataclasses import replace

from services.imports.records import LanguageRecord
from services.imports.schedule_records import OpeningRecord, ScheduleRecord, SpokenRecord
from services.imports.stored_locations import schedule_record
from services.imports.writing_schedules import write_language, written_schedule
from services.models import LanguageAvailability, Schedule
from services.timetables import Channel, HolidayRule, RegularClosing

SUNDAYS = (RegularClosing(6, frozenset({1})),)
MONDAYS = ScheduleRecord(
    hours_known=True, holiday_rule=HolidayRule.CLOSED, hours=(OpeningRecord(0, 540, 1020),), closing_days=SUNDAYS
)


def stored(record: ScheduleRecord) -> Schedule:
    row = written_schedule(None, record)
    assert row is not None
    return row


def test_a_new_schedule_holds_its_record() -> None:
    assert schedule_record(stored(MONDAYS)) == MONDAYS


def test_only_the_group_of_rows_that_differs_is_replaced() -> None:
    row = stored(MONDAYS)
    hours, closing_days = list(row.hours), list(row.closing_days)

    assert written_schedule(row, replace(MONDAYS, hours=(OpeningRecord(0, 540, 1080),))) is row

    assert row.hours[0] is not hours[0]
    assert row.closing_days == closing_days


def test_no_record_leaves_no_schedule() -> None:
    assert written_schedule(stored(MONDAYS), None) is None


def test_equal_spoken_hours_keep_their_rows() -> None:
    row = LanguageAvailability()
    spoken = LanguageRecord("vi", Channel.COUNTER, whenever_open=False, hours=(SpokenRecord(0, 540, 720),))
    write_language(row, spoken)
    hours = list(row.hours)

    write_language(row, spoken)

    assert row.hours == hours
