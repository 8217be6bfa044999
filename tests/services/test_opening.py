from dataclasses import replace
from datetime import datetime

import pytest

from services.opening import State, WhyKind, day_hours, opening_at, opening_on
from services.timetables import DatedException, HolidayRule, Timetable, WeeklyHours, YearlyClosing
from tests.timetables_for_tests import (
    EVERY_DAY,
    NINE_TO_FIVE,
    TSURUMI,
    TUE,
    UNKNOWN_WEEK,
    WED,
    clocks,
    closing,
    day,
    hours,
    shown,
    tokyo,
    weekly,
)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-11-25 08:59:59", "closed"),
        ("2026-11-25 09:00:00", "open"),
        ("2026-11-25 16:59:59", "open"),
        ("2026-11-25 17:00:00", "closed"),
        ("2026-11-28 12:00:00", "closed"),
        ("2026-11-30 16:59:59.999999", "open"),
        ("2026-12-31 12:00:00", "open"),
        ("2027-01-01 12:00:00", "closed"),
        ("2026-09-22 12:00:00", "closed"),
        ("2027-03-22 12:00:00", "closed"),
        ("2027-03-23 12:00:00", "open"),
        ("2028-02-29 12:00:00", "open"),
    ],
)
def test_open_from_the_opening_minute_until_before_closing(at: str, state: str) -> None:
    assert opening_at(NINE_TO_FIVE, tokyo(at)).state == state


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-25 10:00", "2026-11-25 21:00"),
        ("2026-11-29 10:00", "2026-11-29 17:00"),
        ("2026-09-22 10:00", "2026-09-22 17:00"),
        ("2026-09-22 17:00", None),
    ],
)
def test_tsurumi_is_open_until_what_its_door_says(at: str, until: str | None) -> None:
    assert shown(opening_at(TSURUMI, tokyo(at)).until) == until


@pytest.mark.parametrize(
    ("at", "next_opening"),
    [
        ("2026-11-25 08:00", "2026-11-25 09:00"),
        ("2026-11-27 17:00", "2026-11-30 09:00"),
        ("2026-09-18 17:00", "2026-09-24 09:00"),
        ("2026-12-31 17:00", "2027-01-04 09:00"),
        ("2026-11-25 10:00", None),
    ],
)
def test_next_is_the_first_opening_to_come(at: str, next_opening: str | None) -> None:
    assert shown(opening_at(NINE_TO_FIVE, tokyo(at)).next) == next_opening


def test_closed_at_noon_between_two_openings() -> None:
    timetable = Timetable(weekly(EVERY_DAY, "9:00-12:00", "13:00-17:00"), HolidayRule.AS_USUAL)

    answer = opening_at(timetable, tokyo("2026-11-25 12:00"))

    assert (answer.state, shown(answer.next)) == (State.CLOSED, "2026-11-25 13:00")


@pytest.mark.parametrize("rows", [("9:00-12:00", "12:00-17:00"), ("9:00-14:00", "10:00-11:00", "13:00-17:00")])
def test_hours_that_touch_or_overlap_are_one_opening(rows: tuple[str, ...]) -> None:
    timetable = Timetable(weekly(EVERY_DAY, *rows), HolidayRule.AS_USUAL)

    assert shown(opening_at(timetable, tokyo("2026-11-25 10:30")).until) == "2026-11-25 17:00"


def test_an_unknown_week_is_neither_open_nor_closed() -> None:
    answer = opening_at(UNKNOWN_WEEK, tokyo("2026-11-25 03:00"))

    assert (answer.state, answer.until, answer.next, answer.why.kind) == (State.UNKNOWN, None, None, WhyKind.WEEK)


def test_next_is_the_next_known_opening_of_an_unknown_week() -> None:
    opened = DatedException(day("2027-05-09"), day("2027-05-09"), (hours("10:00-12:00"),))
    timetable = replace(UNKNOWN_WEEK, exceptions=(opened,))

    assert shown(opening_at(timetable, tokyo("2026-11-25 03:00")).next) == "2027-05-09 10:00"


def test_next_lies_behind_an_unknown_holiday() -> None:
    timetable = replace(NINE_TO_FIVE, holiday_rule=HolidayRule.UNKNOWN)

    answer = opening_at(timetable, tokyo("2026-09-21 10:00"))

    assert (answer.state, answer.why.holiday) == (State.UNKNOWN, "敬老の日")
    assert shown(answer.next) == "2026-09-24 09:00"


@pytest.mark.parametrize(("last", "expected"), [("2027-11-30", "2027-12-01 09:00"), ("2028-03-31", None)])
def test_next_is_sought_through_long_closings_up_to_400_days(last: str, expected: object) -> None:
    timetable = replace(NINE_TO_FIVE, exceptions=(closing(day("2026-11-01"), day(last)),))

    assert shown(opening_at(timetable, tokyo("2026-11-25 10:00")).next) == expected


def test_a_season_is_waited_for() -> None:
    timetable = replace(NINE_TO_FIVE, yearly_closings=(YearlyClosing((11, 1), (3, 31)),))

    assert shown(opening_at(timetable, tokyo("2026-11-25 10:00")).next) == "2027-04-01 09:00"


@pytest.mark.parametrize(
    ("at", "last_reception"),
    [
        ("2026-11-25 10:00", "2026-11-25 11:30"),
        ("2026-11-25 11:45", "2026-11-25 11:30"),
        ("2026-11-25 12:30", None),
        ("2026-11-25 14:00", "2026-11-25 16:30"),
        ("2026-11-26 14:00", None),
    ],
)
def test_last_reception_is_that_of_the_present_opening(at: str, last_reception: str | None) -> None:
    rows = (WeeklyHours(WED, hours("9:00-12:00", "11:30")), WeeklyHours(WED, hours("13:00-17:00", "16:30")))

    assert shown(opening_at(Timetable(rows), tokyo(at)).last_reception) == last_reception


def test_last_reception_of_joined_hours_is_that_of_their_end() -> None:
    rows = (WeeklyHours(WED, hours("9:00-12:00", "11:30")), WeeklyHours(WED, hours("12:00-17:00", "16:30")))

    assert shown(opening_at(Timetable(rows), tokyo("2026-11-25 10:00")).last_reception) == "2026-11-25 16:30"


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        opening_at(NINE_TO_FIVE, tokyo("2026-11-25 10:00").replace(tzinfo=None))


def test_day_hours_tell_closed_from_unknown() -> None:
    assert clocks(day_hours(TSURUMI, day("2026-09-22"))) == ["9:00-17:00"]
    assert day_hours(NINE_TO_FIVE, day("2026-11-29")) == ()
    assert day_hours(UNKNOWN_WEEK, day("2026-11-29")) is None


def test_opening_on_gives_the_exception_of_the_day() -> None:
    flood = closing(day("2026-11-25"), reason="flood")

    assert opening_on(replace(NINE_TO_FIVE, exceptions=(flood,)), day("2026-11-25")).exception is flood


def test_weekday_and_date_are_those_of_the_city() -> None:
    timetable = Timetable(weekly(TUE, "0:00-1:00"))
    monday_in_london = datetime.fromisoformat("2026-11-30T15:30:00+00:00")

    assert opening_at(timetable, monday_in_london).state is State.OPEN
