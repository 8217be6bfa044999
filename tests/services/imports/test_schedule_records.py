from dataclasses import replace
from datetime import date

from services.imports.schedule_records import (
    ExceptionRecord,
    OpeningRecord,
    PeriodRecord,
    ScheduleRecord,
    SpokenRecord,
    spoken_in_order,
)
from services.timetables import ClosingState, HolidayRule, Hours, RegularClosing

MON, SAT = 0, 5
HOLIDAY, MONDAY = OpeningRecord(None, 600, 720), OpeningRecord(MON, 540, 1020)
MORNING, AFTERNOON = Hours(540, 720), Hours(780, 1020)
CLOSED = ScheduleRecord(hours_known=True, holiday_rule=HolidayRule.CLOSED)
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_hours_stand_by_weekday_and_time_with_holidays_last() -> None:
    second_week = OpeningRecord(MON, 540, 1020, weeks=frozenset({2}))
    schedule = replace(CLOSED, hours=(HOLIDAY, second_week, MONDAY))

    assert schedule.in_order().hours == (MONDAY, second_week, HOLIDAY)


def test_closings_and_exceptions_stand_in_the_order_of_the_calendar() -> None:
    new_year, obon = (PeriodRecord(month, 1, month, 3, ClosingState.CLOSED) for month in (1, 8))
    in_june = ExceptionRecord(JUNE, JUNE, None, (AFTERNOON, MORNING))
    in_may = ExceptionRecord(MAY, MAY, "event")
    closing_days = (RegularClosing(SAT), RegularClosing(MON))

    ordered = replace(
        CLOSED, closing_days=closing_days, closing_periods=(obon, new_year), exceptions=(in_june, in_may)
    ).in_order()

    assert (ordered.closing_days, ordered.closing_periods) == (closing_days[::-1], (new_year, obon))
    assert ordered.exceptions == (in_may, ExceptionRecord(JUNE, JUNE, None, (MORNING, AFTERNOON)))


def test_spoken_hours_stand_by_weekday_and_time() -> None:
    late, early, saturday = SpokenRecord(MON, 780, 900), SpokenRecord(MON, 540, 720), SpokenRecord(SAT, 0, 60)

    assert spoken_in_order([saturday, late, early]) == (early, late, saturday)
