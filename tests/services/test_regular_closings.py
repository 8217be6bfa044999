import pytest

from services.regular_closings import is_closing_day, is_in_weeks
from services.timetables import OnHoliday, RegularClosing
from tests.timetables_for_tests import FRI, MON, SAT, TUE, WED, day, days_from


def closing_days(closing: RegularClosing, first: str, count: int) -> list[str]:
    return [str(on) for on in days_from(first, count) if is_closing_day(closing, on)]


@pytest.mark.parametrize(
    ("on", "week"),
    [("2026-11-01", 1), ("2026-11-07", 1), ("2026-11-08", 2), ("2026-11-28", 4), ("2026-11-29", 5)],
)
def test_the_nth_week_begins_on_the_1st_8th_15th_22nd_and_29th(on: str, week: int) -> None:
    assert [n for n in range(1, 6) if is_in_weeks({n}, day(on))] == [week]


def test_no_weeks_means_every_week() -> None:
    assert is_in_weeks((), day("2026-11-30"))


def test_closed_every_week() -> None:
    assert closing_days(RegularClosing(WED), "2026-11-01", 16) == ["2026-11-04", "2026-11-11"]


def test_closed_on_the_2nd_and_4th_saturday_over_the_end_of_a_month() -> None:
    closing = RegularClosing(SAT, frozenset({2, 4}))

    assert closing_days(closing, "2026-10-20", 30) == ["2026-10-24", "2026-11-14"]


@pytest.mark.parametrize(
    ("on_holiday", "closed"),
    [
        (OnHoliday.CLOSED, ["2026-09-21"]),
        (OnHoliday.OPEN, []),
        (OnHoliday.NEXT_DAY, ["2026-09-24"]),
        (OnHoliday.NEXT_WEEKDAY, ["2026-09-24"]),
    ],
)
def test_on_a_holiday_the_clause_decides(on_holiday: OnHoliday, closed: list[str]) -> None:
    closing = RegularClosing(MON, frozenset({3}), on_holiday)

    assert closing_days(closing, "2026-09-16", 20) == closed


@pytest.mark.parametrize("clause", OnHoliday)
def test_on_an_ordinary_day_the_clause_changes_nothing(clause: OnHoliday) -> None:
    closing = RegularClosing(MON, frozenset({3}), clause)

    assert closing_days(closing, "2026-11-01", 30) == ["2026-11-16"]


@pytest.mark.parametrize(
    ("on_holiday", "closed"), [(OnHoliday.NEXT_DAY, "2029-05-06"), (OnHoliday.NEXT_WEEKDAY, "2029-05-07")]
)
def test_next_weekday_passes_over_the_weekend_and_next_day_does_not(on_holiday: OnHoliday, closed: str) -> None:
    # Friday 2029-05-04 and Saturday 05-05 are holidays: next day is Sunday, next weekday Monday.
    closing = RegularClosing(FRI, frozenset({1}), on_holiday)

    assert closing_days(closing, "2029-05-01", 10) == [closed]


def test_the_moved_closing_may_fall_in_the_next_month() -> None:
    # Monday 2029-04-30 stands in for Shōwa Day, a Sunday.
    closing = RegularClosing(MON, frozenset({5}), OnHoliday.NEXT_DAY)

    assert closing_days(closing, "2029-04-29", 5) == ["2029-05-01"]


def test_a_moved_closing_moves_no_other() -> None:
    tuesdays = RegularClosing(TUE, frozenset(), OnHoliday.NEXT_DAY)
    mondays = RegularClosing(MON, frozenset(), OnHoliday.NEXT_DAY)
    on = days_from("2027-03-21", 5)

    assert [str(each) for each in on if is_closing_day(mondays, each) or is_closing_day(tuesdays, each)] == [
        "2027-03-23"
    ]
