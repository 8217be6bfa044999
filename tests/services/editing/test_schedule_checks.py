from datetime import date
from typing import Any

import pytest

from services.editing.dated_exceptions import REASONS
from services.editing.schedule_checks import schedule_problems, spoken_problems
from services.imports.records import LanguageRecord
from services.imports.schedule_records import (
    ExceptionRecord,
    OpeningRecord,
    PeriodRecord,
    ScheduleRecord,
    SpokenRecord,
)
from services.timetables import Channel, ClosingState, HolidayRule, Hours, RegularClosing

NINE, NOON, FIVE = 9 * 60, 12 * 60, 17 * 60
MONDAY, HOLIDAY = 0, None
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 3)
CLOSED = ClosingState.CLOSED


def found(**fields: Any) -> list[str]:
    schedule = ScheduleRecord(**{"hours_known": True, "holiday_rule": HolidayRule.CLOSED, **fields})
    return [str(problem) for problem in schedule_problems("", schedule)]


def dated(first: date = FIRST, last: date = LAST, reason: str | None = None, *hours: Hours) -> ExceptionRecord:
    return ExceptionRecord(first, last, reason, hours)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (OpeningRecord(MONDAY, FIVE, NINE), "hours.0.closes: not_after_start"),
        (OpeningRecord(MONDAY, NINE, NINE + 1441), "hours.0.closes: not_after_start"),
        (OpeningRecord(MONDAY, 1440, 1500), "hours.0.opens: bad_time"),
        (OpeningRecord(MONDAY, -1, NINE), "hours.0.opens: bad_time"),
        (OpeningRecord(MONDAY, NINE, FIVE, FIVE + 1), "hours.0.last_reception: outside_hours"),
        (OpeningRecord(7, NINE, FIVE), "hours.0.weekday: unknown"),
        (OpeningRecord(MONDAY, NINE, FIVE, weeks=frozenset({6})), "hours.0.weeks: unknown"),
    ],
)
def test_a_row_of_hours_is_in_order(row: OpeningRecord, problem: str) -> None:
    assert found(hours=(row,)) == [problem]


def test_holidays_have_hours_only_by_their_rule_and_no_weeks() -> None:
    rows = (OpeningRecord(HOLIDAY, NINE, FIVE, weeks=frozenset({2})),)

    assert found(hours=rows) == ["hours: no_holiday_hours", "hours.0.weeks: holiday_weeks"]
    assert found(hours=(OpeningRecord(HOLIDAY, NINE, FIVE),), holiday_rule=HolidayRule.OWN_HOURS) == []


def test_unknown_hours_have_no_rows() -> None:
    assert found(hours_known=False, hours=(OpeningRecord(MONDAY, NINE, FIVE),)) == ["hours: hours_unknown"]


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [
        (OpeningRecord(MONDAY, NOON, FIVE), False),
        (OpeningRecord(MONDAY, NOON - 1, FIVE), True),
        (OpeningRecord(1, NINE, FIVE), False),
        (OpeningRecord(MONDAY, NINE, NOON, weeks=frozenset({2})), True),
    ],
)
def test_hours_of_a_day_do_not_overlap(other: OpeningRecord, *, is_refused: bool) -> None:
    problems = found(hours=(OpeningRecord(MONDAY, NINE, NOON), other))

    assert problems == (["hours.1: overlap, other 0"] if is_refused else [])


def test_different_weeks_of_a_month_never_overlap() -> None:
    rows = tuple(OpeningRecord(MONDAY, NINE, FIVE, weeks=frozenset({week})) for week in (1, 3))

    assert found(hours=rows) == []


def test_a_closing_day_is_told_once() -> None:
    days = (RegularClosing(MONDAY), RegularClosing(MONDAY, frozenset({2})))

    assert found(closing_days=days) == ["closing_days.1: overlap, other 0"]


def test_a_yearly_closing_has_days_of_the_calendar() -> None:
    period = PeriodRecord(2, 30, 13, 1, CLOSED)

    assert found(closing_periods=(period,)) == [
        "closing_periods.0.first_day: bad_date",
        "closing_periods.0.last_day: bad_date",
    ]


@pytest.mark.parametrize(
    ("exception", "problem"),
    [
        (dated(LAST, FIRST), "exceptions.0.last: not_after_start"),
        (dated(date(1850, 1, 1)), "exceptions.0.first: bad_date"),
        (dated(FIRST, LAST, "aliens"), "exceptions.0.reason: unknown"),
        (dated(FIRST, LAST, None, Hours(FIVE, NINE)), "exceptions.0.hours.0.closes: not_after_start"),
        (dated(FIRST, LAST, None, Hours(NINE, FIVE), Hours(NOON, FIVE)), "exceptions.0.hours.1: overlap, other 0"),
    ],
)
def test_an_exception_is_in_order(exception: ExceptionRecord, problem: str) -> None:
    assert found(exceptions=(exception,)) == [problem]


def test_no_day_has_two_exceptions() -> None:
    assert found(exceptions=(dated(), dated(LAST, LAST))) == ["exceptions.1: overlap, other 0"]
    assert found(exceptions=(dated(last=FIRST), dated(LAST, LAST))) == []


@pytest.mark.parametrize("reason", [None, *REASONS])
def test_every_reason_with_words_may_be_given(reason: str | None) -> None:
    assert found(exceptions=(dated(reason=reason),)) == []


@pytest.mark.parametrize(
    ("spoken", "problems"),
    [
        (LanguageRecord("xx", Channel.COUNTER, whenever_open=True), ["languages.xx.counter.language: unknown"]),
        (
            LanguageRecord("vi", Channel.COUNTER, True, (SpokenRecord(MONDAY, NINE, FIVE),)),  # noqa: FBT003
            ["languages.vi.counter.hours: already_whenever_open"],
        ),
        (
            LanguageRecord("vi", Channel.PHONE, False, (SpokenRecord(MONDAY, FIVE, NINE),)),  # noqa: FBT003
            ["languages.vi.phone.hours.0.ends: not_after_start"],
        ),
        (
            LanguageRecord("vi", Channel.PHONE, False, (SpokenRecord(MONDAY, NINE, FIVE),) * 2),  # noqa: FBT003
            ["languages.vi.phone.hours.1: overlap, other 0"],
        ),
        (LanguageRecord("vi", Channel.PHONE, whenever_open=False), []),
    ],
)
def test_times_of_a_language_are_in_order(spoken: LanguageRecord, problems: list[str]) -> None:
    assert [str(problem) for problem in spoken_problems(spoken)] == problems
