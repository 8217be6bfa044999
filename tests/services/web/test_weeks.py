from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.languages import ENGLISH, Language, language_by_slug
from services.timetables import (
    Channel,
    ClosingState,
    HolidayRule,
    LanguageRow,
    RegularClosing,
    Timetable,
    YearlyClosing,
)
from services.web.location_parts import ClosingRule, Day, DayLanguage
from services.web.weeks import closing_rules, coming_exceptions, week_of
from tests.timetables_for_tests import (
    DAILY,
    MON,
    NEW_YEAR,
    NINE_TO_FIVE,
    TOKYO,
    TSURUMI,
    TSUZUKI,
    UNKNOWN_WEEK,
    closing,
    day,
    hours,
    speaking,
    tokyo,
)

NINE, FIVE = 540, 1020


def week(timetable: Timetable, at: str = "2026-11-25 10:00", reader: Language = ENGLISH) -> tuple[Day, ...]:
    return week_of(timetable, tokyo(at).astimezone(TOKYO), reader)


def test_a_week_is_seven_days_from_today_on() -> None:
    days = week(DAILY)

    assert [shown.first for shown in days] == [date(2026, 11, 25) + timedelta(n) for n in range(7)]
    assert [shown.is_today for shown in days] == [True] + [False] * 6


def test_just_before_midnight_today_is_still_today() -> None:
    assert week(DAILY, "2026-11-25 23:59")[0].first == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("timetable", "state", "shown_hours"),
    [
        (DAILY, "open", ((NINE, FIVE, None),)),
        (Timetable(()), "closed", ()),
        (UNKNOWN_WEEK, "unknown", ()),
        (replace(DAILY, exceptions=(closing(day("2026-11-25")),)), "closed", ()),
    ],
)
def test_a_day_is_open_closed_or_unknown(
    timetable: Timetable, state: str, shown_hours: tuple[tuple[int, int, int | None], ...]
) -> None:
    today = week(timetable)[0]

    assert (today.state, today.hours) == (state, shown_hours)


def test_a_holiday_is_named_with_what_it_does() -> None:
    monday = week(NINE_TO_FIVE, "2026-11-23 10:00")[0]

    assert (monday.state, monday.reason, monday.holiday) == ("closed", "holiday", "勤労感謝の日")


def test_an_exception_gives_its_own_reason() -> None:
    shut = replace(DAILY, exceptions=(closing(day("2026-11-25"), reason="typhoon"),))

    assert week(shut)[0].reason == "typhoon"


def test_last_receptions_are_shown() -> None:
    timetable = replace(
        DAILY, exceptions=(replace(closing(day("2026-11-25")), hours=(hours("9:00-17:00", "16:30"),)),)
    )

    assert week(timetable)[0].hours == ((NINE, FIVE, 990),)


def test_channels_with_the_same_hours_share_a_line() -> None:
    rows = [LanguageRow("en", channel) for channel in (Channel.COUNTER, Channel.PHONE)]

    assert week(speaking(DAILY, *rows))[0].languages == (DayLanguage("en", ("counter", "phone"), ((NINE, FIVE),)),)


def test_on_a_closed_day_no_language_is_named() -> None:
    days = week(TSURUMI, "2026-11-25 10:00")
    shut = week(replace(TSURUMI, exceptions=(closing(day("2026-11-25")),)))

    assert {row.language for row in days[0].languages} == {"en", "es", "zh-hans"}
    assert shut[0].languages == ()


@pytest.mark.parametrize(("reader", "expected"), [("en", "zh-hans"), ("zh-hant", "zh-hant")])
def test_chinese_is_named_once_in_the_reader_s_script(reader: str, expected: str) -> None:
    both = speaking(DAILY, *(LanguageRow(slug, Channel.COUNTER) for slug in ("zh-hans", "zh-hant")))
    language = language_by_slug(reader)
    assert language is not None

    assert [row.language for row in week(both, reader=language)[0].languages] == [expected]


def test_closing_rules_are_told_in_parts() -> None:
    regular, holiday, yearly = closing_rules(TSUZUKI)

    assert regular == ClosingRule("regular", weekday=MON, weeks=(3,), clause="next_day")
    assert holiday == ClosingRule("holiday", clause="own_hours", hours=((600, 1080),))
    assert yearly == ClosingRule("yearly", first=(12, 28), last=(1, 4))


def test_what_is_not_known_of_closings_is_marked() -> None:
    perhaps = YearlyClosing((12, 28), (1, 4), ClosingState.UNKNOWN)

    holiday, yearly = closing_rules(replace(DAILY, holiday_rule=HolidayRule.UNKNOWN, yearly_closings=(perhaps,)))

    assert (holiday.is_unknown, yearly.is_unknown) == (True, True)


def test_a_place_with_unknown_hours_says_nothing_of_holidays() -> None:
    assert closing_rules(UNKNOWN_WEEK) == ()


def test_weeks_of_a_closing_are_in_order() -> None:
    timetable = replace(UNKNOWN_WEEK, regular_closings=(RegularClosing(MON, frozenset({5, 1, 3})),))

    assert closing_rules(timetable)[0].weeks == (1, 3, 5)


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        ("2026-11-20", "2026-11-24", False),
        ("2026-11-20", "2026-11-25", True),
        ("2026-11-25", "2026-11-25", True),
        ("2027-03-25", "2027-03-25", True),
        ("2027-03-26", "2027-03-26", False),
    ],
)
def test_exceptions_are_shown_from_today_until_a_season_ahead(first: str, last: str, is_shown: bool) -> None:  # noqa: FBT001 - a table.
    timetable = replace(DAILY, exceptions=(closing(day(first), day(last)),))

    assert bool(coming_exceptions(timetable, date(2026, 11, 25))) is is_shown


def test_exceptions_stand_soonest_first() -> None:
    dates = [day("2026-12-24"), day("2026-11-30"), day("2026-12-10")]
    timetable = replace(DAILY, exceptions=tuple(closing(date) for date in dates), yearly_closings=(NEW_YEAR,))

    assert [line.first for line in coming_exceptions(timetable, date(2026, 11, 25))] == sorted(dates)
