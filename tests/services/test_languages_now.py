from dataclasses import replace

import pytest

from services.languages_now import spoken_at, spoken_on
from services.opening_answers import WhyKind
from services.timetables import Channel, DatedException, HolidayRule, LanguageRow, Timetable, WeeklyHours
from tests.timetables_for_tests import (
    DAILY,
    EVERY_DAY,
    FRI,
    SAT,
    TSURUMI,
    TUE,
    WED,
    clocks,
    closing,
    day,
    hours,
    said,
    shown,
    speaking,
    tokyo,
    weekly,
)

WHENEVER_OPEN = LanguageRow("vi", Channel.COUNTER)
TUESDAY_MORNING = LanguageRow("vi", Channel.COUNTER, weekly(TUE, "8:00-12:00"))


@pytest.mark.parametrize(
    ("language", "at", "expected"),
    [
        ("es", "2026-11-25 10:00", ("now", "2026-11-25 17:00")),
        ("es", "2026-11-25 17:00", ("later", "2026-11-26 09:00")),
        ("es", "2026-11-25 18:00", ("later", "2026-11-26 09:00")),
        ("es", "2026-11-27 10:00", ("now", "2026-11-27 21:00")),
        ("en", "2026-11-25 18:00", ("now", "2026-11-25 21:00")),
        ("en", "2026-11-25 16:59:59", ("later", "2026-11-25 17:00")),
        ("en", "2026-11-29 16:59", ("now", "2026-11-29 17:00")),
        ("zh-hans", "2026-11-25 08:59", ("later", "2026-11-25 09:00")),
        ("zh-hans", "2026-11-25 10:00", ("now", "2026-11-25 21:00")),
        ("zh-hans", "2026-11-27 10:00", ("later", "2026-11-28 09:00")),
        ("es", "2026-12-31 20:59", ("later", "2027-01-01 09:00")),
        ("pt", "2026-11-25 10:00", ("no", None)),
    ],
)
def test_tsurumi_speaks_what_its_leaflet_says(language: str, at: str, expected: object) -> None:
    assert said(TSURUMI, at, language) == expected


@pytest.mark.parametrize(
    ("language", "at", "expected"),
    [
        ("en", "2026-09-22 16:59", ("now", "2026-09-22 17:00")),
        ("en", "2026-09-22 17:00", ("later", "2026-09-25 09:00")),
        ("zh-hans", "2026-09-22 18:00", ("later", "2026-09-23 09:00")),
        ("zh-hans", "2027-03-22 16:00", ("now", "2027-03-22 17:00")),
        ("en", "2026-11-03 12:00", ("now", "2026-11-03 17:00")),
    ],
)
def test_on_a_holiday_the_weekdays_rows_are_cut_to_its_hours(language: str, at: str, expected: object) -> None:
    assert said(TSURUMI, at, language) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-25 10:00", ("now", "2026-11-25 17:00")),
        ("2026-11-25 17:00", ("later", "2026-11-27 10:00")),
        ("2026-11-26 10:00", ("later", "2026-11-27 10:00")),
        ("2026-11-27 10:00", ("now", "2026-11-27 12:00")),
    ],
)
def test_whenever_open_follows_the_opening_hours_exceptions_included(at: str, expected: object) -> None:
    other_hours = DatedException(day("2026-11-27"), day("2026-11-27"), (hours("10:00-12:00"),))
    timetable = replace(DAILY, exceptions=(closing(day("2026-11-26")), other_hours))

    assert said(speaking(timetable, WHENEVER_OPEN), at) == expected


def test_rows_begin_and_end_with_the_opening_hours() -> None:
    timetable = speaking(DAILY, TUESDAY_MORNING)

    assert said(timetable, "2026-11-24 08:30") == ("later", "2026-11-24 09:00")
    assert said(timetable, "2026-11-24 11:59") == ("now", "2026-11-24 12:00")


def test_rows_of_the_2nd_and_4th_saturday_hold_in_those_weeks() -> None:
    timetable = speaking(DAILY, LanguageRow("vi", Channel.COUNTER, weekly(SAT, "9:00-12:00", weeks={2, 4})))

    assert said(timetable, "2026-11-28 10:00") == ("now", "2026-11-28 12:00")
    assert said(timetable, "2026-11-28 12:00") == ("later", "2026-12-12 09:00")


@pytest.mark.parametrize(
    ("at", "channel", "until"),
    [
        ("2026-11-25 10:00", Channel.PHONE, "2026-11-25 17:00"),
        ("2026-11-24 10:00", Channel.COUNTER, "2026-11-24 12:00"),
        ("2026-11-24 12:00", Channel.PHONE, "2026-11-24 17:00"),
    ],
)
def test_the_channel_named_first_answers_with_its_own_end(at: str, channel: Channel, until: str | None) -> None:
    rows = (LanguageRow("vi", Channel.MACHINE), LanguageRow("vi", Channel.PHONE), TUESDAY_MORNING)

    answer = spoken_at(speaking(DAILY, *rows), "vi", tokyo(at))

    assert (answer.channel, shown(answer.until)) == (channel, until)


@pytest.mark.parametrize(("clock", "channel"), [("10:00-12:00", Channel.PHONE), ("9:00-12:00", Channel.COUNTER)])
def test_next_names_the_channel_that_serves_first_then_the_preferred(clock: str, channel: Channel) -> None:
    rows = (
        LanguageRow("vi", Channel.PHONE, weekly(FRI, "9:00-12:00")),
        LanguageRow("vi", Channel.COUNTER, weekly(FRI, clock)),
    )

    assert spoken_at(speaking(DAILY, *rows), "vi", tokyo("2026-11-25 10:00")).channel is channel


def test_next_names_its_channel_also_months_ahead() -> None:
    timetable = replace(DAILY, exceptions=(closing(day("2026-11-01"), day("2027-05-31")),))
    rows = (TUESDAY_MORNING, LanguageRow("vi", Channel.PHONE, weekly(WED, "9:00-12:00")))

    answer = spoken_at(speaking(timetable, *rows), "vi", tokyo("2026-11-25 10:00"))

    assert (shown(answer.next), answer.channel) == ("2027-06-01 09:00", Channel.COUNTER)


@pytest.mark.parametrize(
    ("row", "at", "expected"),
    [
        (weekly(SAT, "0:00-2:00"), "2026-11-28 01:00", ("now", "2026-11-28 02:00")),
        (weekly(FRI, "23:00-25:00"), "2026-11-28 00:30", ("now", "2026-11-28 01:00")),
        (weekly(FRI, "23:00-25:00"), "2026-11-28 01:00", ("later", "2026-12-04 23:00")),
        (weekly(FRI, "23:00-24:00") + weekly(SAT, "0:00-1:00"), "2026-11-27 23:30", ("now", "2026-11-28 01:00")),
    ],
)
def test_rows_meet_opening_hours_past_midnight(row: tuple[WeeklyHours, ...], at: str, expected: object) -> None:
    timetable = Timetable(weekly(FRI, "20:00-26:00"), HolidayRule.AS_USUAL)

    assert said(speaking(timetable, LanguageRow("vi", Channel.COUNTER, row)), at) == expected


def test_a_row_past_midnight_meets_the_hours_of_the_next_day() -> None:
    timetable = Timetable(weekly(EVERY_DAY, "0:00-24:00"), HolidayRule.AS_USUAL)
    row = LanguageRow("vi", Channel.PHONE, weekly(FRI, "22:00-26:00"))

    assert said(speaking(timetable, row), "2026-11-27 23:00") == ("now", "2026-11-28 02:00")


def test_whenever_open_has_no_end_where_the_opening_has_none() -> None:
    timetable = Timetable(weekly(EVERY_DAY, "0:00-24:00"), HolidayRule.AS_USUAL)

    assert said(speaking(timetable, WHENEVER_OPEN), "2026-11-27 23:00") == ("now", None)


def test_the_answer_says_what_decided_about_the_day() -> None:
    timetable = speaking(replace(DAILY, exceptions=(closing(day("2026-11-25"), reason="flood"),)), WHENEVER_OPEN)

    why = spoken_at(timetable, "vi", tokyo("2026-11-25 10:00")).why

    assert (why.kind, why.reason) == (WhyKind.EXCEPTION, "flood")


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        spoken_at(TSURUMI, "en", tokyo("2026-11-25 10:00").replace(tzinfo=None))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-25", [("en", ["17:00-21:00"]), ("es", ["9:00-17:00"]), ("zh-hans", ["9:00-21:00"])]),
        ("2026-11-27", [("en", ["9:00-17:00"]), ("es", ["9:00-21:00"])]),
        ("2026-09-22", [("en", ["9:00-17:00"])]),
    ],
)
def test_a_day_of_the_week_table_shows_languages_with_joined_and_clipped_hours(on: str, expected: object) -> None:
    found = spoken_on(TSURUMI, day(on))

    assert [(spoken.language, clocks(spoken.hours)) for spoken in found] == expected
    assert all(spoken.is_certain and spoken.channel is Channel.COUNTER for spoken in found)
