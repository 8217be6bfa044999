from datetime import date

import pytest

from services.imports.cells import BadCell
from services.imports.schedule_records import ExceptionRecord, PeriodRecord
from services.spreadsheets.closing_cells import (
    closing_days_cell,
    closing_days_of,
    exceptions_cell,
    exceptions_of,
    periods_cell,
    periods_of,
)
from services.timetables import ClosingState, Hours, OnHoliday, RegularClosing

MONDAYS = RegularClosing(0, frozenset({1, 3}), OnHoliday.NEXT_DAY)
SUMMER = ExceptionRecord(date(2026, 8, 13), date(2026, 8, 15), "summer")
EVENT = ExceptionRecord(date(2026, 10, 1), date(2026, 10, 1), None, (Hours(540, 660), Hours(780, 900, 880)))
PERIODS = (
    PeriodRecord(12, 29, 1, 3, ClosingState.CLOSED),
    PeriodRecord(8, 11, 8, 11, ClosingState.UNKNOWN),
)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_written_is_read_back(language: str) -> None:
    days = (MONDAYS, *(RegularClosing(day, frozenset(), rule) for day, rule in enumerate(OnHoliday, start=2)))

    assert closing_days_of(closing_days_cell(days, language)) == days
    assert periods_of(periods_cell(PERIODS, language)) == PERIODS
    assert exceptions_of(exceptions_cell((SUMMER, EVENT), language)) == (SUMMER, EVENT)


def test_closings_are_read_as_a_clerk_writes_them() -> None:
    assert closing_days_of("第1・3月曜日（祝日なら翌日）; 水") == (MONDAYS, RegularClosing(2))
    assert periods_of("12/29～1/3；8/11（未確認）") == PERIODS
    assert exceptions_of("2026/8/13～2026/8/15 休み [summer]") == (SUMMER,)


@pytest.mark.parametrize("cell", ["Everyday", "第6週 月", "月; 月", "月 (たぶん)", "月 火"])
def test_what_are_no_weekdays_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        closing_days_of(cell)


@pytest.mark.parametrize("cell", ["2/30-3/1", "13/1", "年末年始", "12/29-1/3 (いつか)", "1/1; 1/1"])
def test_what_are_no_days_of_the_year_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        periods_of(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-30 休み",
        "2026-08-15~2026-08-13 休み",
        "2026-08-13",
        "2026-08-13 9am",
        "3026-01-01 休み",
        "2026-08-13 休み [Summer!]",
        "2026-08-13 休み; 2026-08-13 休み",
        "2026-08-13 09:00-10:00, 09:00-11:00",
    ],
)
def test_what_are_no_dates_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        exceptions_of(cell)
