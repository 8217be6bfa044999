from dataclasses import replace

import pytest

from services.languages_now import spoken_at, spoken_on
from services.opening_answers import State
from services.timetables import Channel, DatedException, HolidayRule, LanguageRow
from tests.timetables_for_tests import (
    DAILY,
    NINE_TO_FIVE,
    SUN,
    TSURUMI,
    TUE,
    UNKNOWN_WEEK,
    WED,
    clocks,
    day,
    hours,
    said,
    speaking,
    tokyo,
    weekly,
)

WHENEVER_OPEN = LanguageRow("vi", Channel.COUNTER)
WITHOUT_TIMES = LanguageRow("vi", Channel.COUNTER, ())
TUESDAY_MORNING = LanguageRow("vi", Channel.COUNTER, weekly(TUE, "8:00-12:00"))


def test_a_language_without_a_row_is_unknown_unless_the_list_is_complete() -> None:
    assert said(replace(TSURUMI, languages_complete=False), "2026-11-25 10:00", "pt") == ("unknown", None)


@pytest.mark.parametrize(
    ("row", "at", "expected"),
    [
        (WHENEVER_OPEN, "2026-11-24 03:00", ("unknown", None)),
        (TUESDAY_MORNING, "2026-11-24 08:00", ("unknown", None)),
        (TUESDAY_MORNING, "2026-11-24 12:00", ("unknown", None)),
        (TUESDAY_MORNING, "2026-11-25 10:00", ("unknown", None)),
    ],
)
def test_in_an_unknown_week_a_listed_language_is_unknown(row: LanguageRow, at: str, expected: object) -> None:
    assert said(speaking(UNKNOWN_WEEK, row), at) == expected


@pytest.mark.parametrize(
    ("row", "at", "expected"),
    [
        (WHENEVER_OPEN, "2026-11-03 10:00", ("unknown", "2026-11-04 09:00")),
        (TUESDAY_MORNING, "2026-11-03 10:00", ("unknown", "2026-11-10 09:00")),
        (TUESDAY_MORNING, "2026-11-03 12:00", ("later", "2026-11-10 09:00")),
    ],
)
def test_on_a_day_of_unknown_hours_only_a_row_that_covers_the_moment_is_unknown(
    row: LanguageRow, at: str, expected: object
) -> None:
    assert said(speaking(replace(DAILY, holiday_rule=HolidayRule.UNKNOWN), row), at) == expected


def test_the_hours_of_an_exception_are_known_also_in_an_unknown_week() -> None:
    opened = DatedException(day("2026-11-24"), day("2026-11-24"), (hours("9:00-17:00"),))
    timetable = speaking(replace(UNKNOWN_WEEK, exceptions=(opened,)), TUESDAY_MORNING)

    assert said(timetable, "2026-11-24 10:00") == ("now", "2026-11-24 12:00")
    assert said(timetable, "2026-11-24 13:00") == ("unknown", None)


def test_a_listed_language_that_never_meets_the_opening_hours_is_a_no() -> None:
    timetable = speaking(NINE_TO_FIVE, LanguageRow("vi", Channel.COUNTER, weekly(SUN, "9:00-17:00")))

    assert said(timetable, "2026-11-25 10:00") == ("no", None)


@pytest.mark.parametrize("at", ["2026-11-25 10:00", "2026-11-25 20:00"])
def test_a_row_without_times_is_unknown_at_any_moment(at: str) -> None:
    answer = spoken_at(speaking(DAILY, WITHOUT_TIMES), "vi", tokyo(at))

    assert (answer.state, answer.next) == (State.UNKNOWN, None)


def test_a_row_without_times_leaves_the_other_channels_as_they_are() -> None:
    phone = LanguageRow("vi", Channel.PHONE, weekly(WED, "9:00-12:00"))
    timetable = speaking(DAILY, WITHOUT_TIMES, phone)

    assert said(timetable, "2026-11-25 10:00") == ("now", "2026-11-25 12:00")
    assert said(timetable, "2026-11-25 20:00") == ("later", "2026-12-02 09:00")
    assert said(timetable, "2026-11-25 13:00") == ("unknown", "2026-12-02 09:00")


def test_a_closed_day_speaks_nothing() -> None:
    assert spoken_on(speaking(NINE_TO_FIVE, WHENEVER_OPEN, WITHOUT_TIMES), day("2026-11-29")) == ()


@pytest.mark.parametrize(
    ("row", "on", "expected"),
    [
        (WHENEVER_OPEN, "2026-11-24", []),
        (WITHOUT_TIMES, "2026-11-24", []),
        (TUESDAY_MORNING, "2026-11-24", ["8:00-12:00"]),
    ],
)
def test_on_a_day_of_unknown_hours_rows_stand_unclipped_and_uncertain(
    row: LanguageRow, on: str, expected: object
) -> None:
    (spoken,) = spoken_on(speaking(UNKNOWN_WEEK, row), day(on))

    assert (clocks(spoken.hours), spoken.is_certain) == (expected, False)


def test_on_a_day_of_unknown_hours_rows_of_other_weekdays_are_left_out() -> None:
    assert spoken_on(speaking(UNKNOWN_WEEK, TUESDAY_MORNING), day("2026-11-25")) == ()


def test_on_an_open_day_a_row_without_times_stands_without_hours_and_uncertain() -> None:
    (spoken,) = spoken_on(speaking(DAILY, WITHOUT_TIMES), day("2026-11-25"))

    assert (spoken.hours, spoken.is_certain) == ((), False)


def test_easy_japanese_is_a_manner_of_speaking_that_a_complete_list_may_leave_out() -> None:
    complete = replace(NINE_TO_FIVE, languages_complete=True)

    assert spoken_at(complete, "ja-easy", tokyo("2026-11-25 10:00")).state is State.UNKNOWN
    assert spoken_at(complete, "ne", tokyo("2026-11-25 10:00")).state is State.NO
