from dataclasses import replace

import pytest

from services.opening_answers import Why, WhyKind
from services.opening_days import CALENDARS_KEPT, DAYS_KEPT, Calendar, calendar_of, forget_calendars
from services.timetables import (
    ClosingState,
    HolidayRule,
    OnHoliday,
    RegularClosing,
    Timetable,
    YearlyClosing,
)
from tests.timetables_for_tests import (
    DAILY,
    MON,
    NEW_YEAR,
    NINE_TO_FIVE,
    SAT,
    TSURUMI,
    TSUZUKI,
    day,
    days_from,
    hours,
    hours_on,
    weekly,
)

PERHAPS_NEW_YEAR = YearlyClosing((12, 28), (1, 4), ClosingState.UNKNOWN)
# A Sunday-closed week whose own hours on holidays differ from every weekday's.
OWN_HOURS = replace(NINE_TO_FIVE, holiday_rule=HolidayRule.OWN_HOURS, holiday_hours=(hours("10:00-12:00"),))


def kind_on(timetable: Timetable, on: str) -> WhyKind:
    return Calendar(timetable).day(day(on)).why.kind


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-23", ["10:00-18:00"]),
        ("2026-11-24", ["10:00-20:00"]),
        ("2026-11-28", ["10:00-18:00"]),
        ("2026-09-21", ["10:00-18:00"]),
        ("2026-09-22", ["10:00-18:00"]),
        ("2026-09-23", ["10:00-18:00"]),
        ("2026-09-24", []),
        ("2026-09-25", ["10:00-20:00"]),
        ("2026-12-27", ["10:00-18:00"]),
        ("2026-12-28", []),
        ("2027-01-04", []),
        ("2027-01-05", ["10:00-20:00"]),
    ],
)
def test_tsuzuki_keeps_the_hours_on_its_door(on: str, expected: object) -> None:
    assert hours_on(TSUZUKI, on) == expected


def test_hours_of_a_day_are_sorted() -> None:
    timetable = Timetable(weekly(MON, "13:00-17:00", "9:00-12:00"))

    assert hours_on(timetable, "2026-11-30") == ["9:00-12:00", "13:00-17:00"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-11-07", []), ("2026-11-14", ["9:00-12:00"]), ("2026-11-28", ["9:00-12:00"]), ("2026-12-05", [])],
)
def test_open_on_the_2nd_and_4th_saturday(on: str, expected: object) -> None:
    assert hours_on(Timetable(weekly(SAT, "9:00-12:00", weeks={2, 4})), on) == expected


@pytest.mark.parametrize(
    ("rule", "expected", "kind"),
    [
        (HolidayRule.CLOSED, [], WhyKind.HOLIDAY),
        (HolidayRule.AS_USUAL, ["9:00-17:00"], WhyKind.WEEK),
        (HolidayRule.OWN_HOURS, ["10:00-12:00"], WhyKind.HOLIDAY),
        (HolidayRule.UNKNOWN, None, WhyKind.HOLIDAY),
    ],
)
@pytest.mark.parametrize("on", ["2026-09-22", "2027-03-22"])
def test_a_holiday_follows_the_holiday_rule(rule: HolidayRule, expected: object, kind: WhyKind, on: str) -> None:
    timetable = replace(OWN_HOURS, holiday_rule=rule)

    assert (hours_on(timetable, on), kind_on(timetable, on)) == (expected, kind)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(HolidayRule.OWN_HOURS, ["10:00-12:00"]), (HolidayRule.UNKNOWN, []), (HolidayRule.AS_USUAL, [])],
)
def test_on_a_holiday_that_is_no_working_day_only_own_hours_open(rule: HolidayRule, expected: object) -> None:
    # 2026-05-03 is a Sunday.
    assert hours_on(replace(OWN_HOURS, holiday_rule=rule), "2026-05-03") == expected


def test_the_holiday_is_named() -> None:
    assert Calendar(TSURUMI).day(day("2026-09-22")).why == Why(WhyKind.HOLIDAY, holiday="国民の休日")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-28", ["9:00-17:00"]),
        ("2026-12-29", []),
        ("2026-12-31", []),
        ("2027-01-01", []),
        ("2027-01-03", []),
        ("2027-01-04", ["9:00-17:00"]),
    ],
)
def test_a_yearly_closing_runs_over_the_new_year(on: str, expected: object) -> None:
    assert hours_on(replace(DAILY, yearly_closings=(NEW_YEAR,)), on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2028-02-29", []),
        ("2028-02-28", ["9:00-17:00"]),
        ("2027-02-28", ["9:00-17:00"]),
        ("2027-03-01", ["9:00-17:00"]),
    ],
)
def test_a_yearly_closing_on_29_february_holds_in_leap_years(on: str, expected: object) -> None:
    assert hours_on(replace(DAILY, yearly_closings=(YearlyClosing((2, 29), (2, 29)),)), on) == expected


@pytest.mark.parametrize(("on", "expected"), [("2026-12-28", None), ("2026-12-29", []), ("2027-01-04", None)])
@pytest.mark.parametrize("closings", [(NEW_YEAR, PERHAPS_NEW_YEAR), (PERHAPS_NEW_YEAR, NEW_YEAR)])
def test_a_sure_yearly_closing_wins_over_one_of_unknown_dates(
    on: str, expected: object, closings: tuple[YearlyClosing, ...]
) -> None:
    assert hours_on(replace(DAILY, yearly_closings=closings), on) == expected


@pytest.mark.parametrize(("clause", "expected"), [(OnHoliday.OPEN, ["10:00-12:00"]), (OnHoliday.CLOSED, [])])
def test_a_regular_closing_wins_over_the_holiday_rule_unless_its_clause_opens(
    clause: OnHoliday, expected: object
) -> None:
    timetable = replace(OWN_HOURS, regular_closings=(RegularClosing(MON, on_holiday=clause),))

    assert hours_on(timetable, "2026-09-21") == expected


def test_a_week_without_rows_is_closed_not_unknown() -> None:
    assert hours_on(Timetable(weekly=()), "2026-11-25") == []


def test_a_timetable_is_made_ready_once_and_only_for_itself() -> None:
    twin = replace(TSURUMI)

    assert calendar_of(TSURUMI) is calendar_of(TSURUMI)
    assert calendar_of(twin) is not calendar_of(TSURUMI)


def test_a_calendar_that_was_let_go_is_made_anew() -> None:
    before = calendar_of(TSURUMI)

    forget_calendars()

    assert calendar_of(TSURUMI) is not before


def test_each_timetable_keeps_its_own_answers_when_the_store_is_emptied() -> None:
    timetables = [replace(NINE_TO_FIVE) for _ in range(CALENDARS_KEPT + 10)]

    assert all(calendar_of(timetable).timetable is timetable for timetable in timetables)


def test_days_are_told_alike_before_and_after_the_store_is_emptied() -> None:
    calendar = Calendar(TSURUMI)
    days = days_from("2026-01-01", DAYS_KEPT * 3)

    assert [calendar.day(on) for on in days] == [Calendar(TSURUMI).day(on) for on in days]
