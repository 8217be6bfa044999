from datetime import date

import pytest

from services.opening_answers import WhyKind
from services.opening_days import Calendar
from services.opening_search import Stretch, next_start, shifted, stretch_at, why_at
from services.timetables import HolidayRule, Hours, Timetable
from tests.timetables_for_tests import EVERY_DAY, SAT, THU, day, hours, minute, weekly

WEDNESDAY = day("2026-11-25")


def test_shifted_hours_keep_their_length_and_last_reception() -> None:
    assert shifted(hours("9:00-17:00", "16:30"), -1) == Hours(540 - 1440, 1020 - 1440, 990 - 1440)


@pytest.mark.parametrize(
    ("at", "expected"),
    [("8:59", None), ("9:00", Stretch(1020)), ("16:59", Stretch(1020)), ("17:00", None)],
)
def test_a_stretch_has_its_first_minute_and_not_its_last(at: str, expected: object) -> None:
    calendar = Calendar(Timetable(weekly(EVERY_DAY, "9:00-17:00")))

    assert stretch_at(calendar, calendar.hours, WEDNESDAY, minute(at)) == expected


@pytest.mark.parametrize(("days", "ends"), [(1, 1440), (7, 7 * 1440), (8, None)])
def test_an_end_more_than_a_week_ahead_is_not_told(days: int, ends: int | None) -> None:
    calendar = Calendar(Timetable(()))

    def hours_on(on: date) -> tuple[Hours, ...]:
        return (Hours(0, 1440),) if (on - WEDNESDAY).days < days else ()

    found = stretch_at(calendar, hours_on, WEDNESDAY, 0)

    assert found == Stretch(ends)


def test_the_first_start_lies_after_the_minute_asked_about() -> None:
    calendar = Calendar(Timetable(weekly(EVERY_DAY, "9:00-12:00", "13:00-17:00")))

    assert next_start(calendar, calendar.hours, WEDNESDAY, minute("9:00")) == minute("13:00")
    assert next_start(calendar, calendar.hours, WEDNESDAY, minute("13:00")) == 1440 + minute("9:00")


@pytest.mark.parametrize(("week", "days"), [(4, 3), (1, 10), (5, 66)])
def test_a_rare_day_is_found(week: int, days: int) -> None:
    calendar = Calendar(Timetable(weekly(SAT, "9:00-12:00", weeks={week})))

    assert next_start(calendar, calendar.hours, WEDNESDAY, 0) == days * 1440 + minute("9:00")


@pytest.mark.parametrize(("rule", "expected"), [(HolidayRule.OWN_HOURS, 37 * 1440 + 600), (HolidayRule.CLOSED, None)])
def test_a_place_open_on_holidays_only_is_found_open_on_the_next(rule: HolidayRule, expected: object) -> None:
    calendar = Calendar(Timetable((), rule, (hours("10:00-12:00"),)))

    assert next_start(calendar, calendar.hours, WEDNESDAY, 0) == expected


@pytest.mark.parametrize(
    ("at", "kind"), [("1:00", WhyKind.WEEK), ("2:00", WhyKind.HOLIDAY), ("21:00", WhyKind.HOLIDAY)]
)
def test_why_is_that_of_the_day_whose_hours_run(at: str, kind: WhyKind) -> None:
    timetable = Timetable(weekly(THU, "20:00-26:00"), HolidayRule.OWN_HOURS, (hours("20:00-26:00"),))
    new_year = day("2027-01-01")

    assert why_at(Calendar(timetable), new_year, minute(at)).kind is kind
