from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.models import Location
from services.opening import WhyKind, opening_on, spoken_on
from services.regular_closings import is_in_weeks
from services.timetables import (
    Channel,
    DatedException,
    HolidayRule,
    Hours,
    LanguageRow,
    RegularClosing,
    Timetable,
)
from services.usual_week import UsualHours, UsualLanguages, days_of_rest, usual_hours, usual_languages
from services.whole_locations import WHOLE_LOCATION
from tests.records_for_tests import shown_timetable
from tests.timetables_for_tests import (
    FRI,
    MON,
    MON_TO_FRI,
    SAT,
    SUN,
    THU,
    TSURUMI,
    TUE,
    UNKNOWN_WEEK,
    WED,
    clocks,
    days_from,
    hours,
    weekly,
)

OFFICE = Timetable(
    weekly(MON_TO_FRI, "8:45-17:00") + weekly(SAT, "9:00-12:00", weeks=(2, 4)),
    HolidayRule.CLOSED,
    regular_closings=(RegularClosing(SUN), RegularClosing(SAT, frozenset({1, 3, 5}))),
)
DAYS = days_from("2026-11-01", 400)


def told(usual: tuple[UsualHours, ...] | None) -> list[tuple[object, ...]]:
    return [(row.weekdays, row.weeks, clocks(row.hours)) for row in usual or ()]


def test_weekdays_with_the_same_hours_stand_together() -> None:
    assert told(usual_hours(OFFICE)) == [
        ((MON, TUE, WED, THU, FRI), (), ["8:45-17:00"]),
        ((SAT,), (2, 4), ["9:00-12:00"]),
    ]


def test_hours_that_are_not_known_are_none_and_not_empty() -> None:
    assert usual_hours(UNKNOWN_WEEK) is None


def test_a_weekday_that_is_closed_every_week_has_no_hours() -> None:
    timetable = Timetable(weekly(range(7), "9:00-17:00"), regular_closings=(RegularClosing(TUE),))

    assert told(usual_hours(timetable)) == [((MON, WED, THU, FRI, SAT, SUN), (), ["9:00-17:00"])]
    assert days_of_rest(timetable) == {TUE}


def test_a_lunch_break_stays_one_row() -> None:
    timetable = Timetable(weekly(MON_TO_FRI, "13:00-17:15", "9:00-12:00"))

    assert told(usual_hours(timetable)) == [(tuple(MON_TO_FRI), (), ["9:00-12:00", "13:00-17:15"])]


@pytest.mark.parametrize(
    ("weekdays", "runs"),
    [
        ((MON, TUE, WED, THU, FRI), ((MON, FRI),)),
        ((MON, THU, FRI, SAT, SUN), ((MON, MON), (THU, SUN))),
        ((TUE, FRI), ((TUE, TUE), (FRI, FRI))),
        ((SUN,), ((SUN, SUN),)),
    ],
)
def test_days_that_follow_one_another_are_a_run(weekdays: tuple[int, ...], runs: tuple[tuple[int, int], ...]) -> None:
    assert UsualHours(weekdays, (), ()).runs == runs


def language(slug: str, channel: Channel = Channel.COUNTER, *clocks: str, day: int = MON) -> LanguageRow:
    return LanguageRow(slug, channel, weekly(day, *clocks) if clocks else None)


def test_languages_and_channels_with_the_same_times_stand_together() -> None:
    rows = (language("en"), language("en", Channel.PHONE), language("vi"), language("vi", Channel.PHONE))
    timetable = Timetable(weekly(MON, "9:00-17:00"), languages=rows)

    assert usual_languages(timetable) == (UsualLanguages(("en", "vi"), (Channel.COUNTER, Channel.PHONE), hours=None),)


def test_what_is_spoken_whenever_it_is_open_comes_first() -> None:
    rows = (language("es", Channel.COUNTER, "9:00-12:00"), language("ja"))
    timetable = Timetable(weekly(MON, "9:00-17:00"), languages=rows)

    assert [one.languages for one in usual_languages(timetable)] == [("ja",), ("es",)]


def test_a_language_ends_when_the_place_closes_and_hours_that_touch_are_one() -> None:
    rows = (language("es", Channel.COUNTER, "8:00-12:00", "12:00-18:00"),)
    timetable = Timetable(weekly(MON, "9:00-17:00"), languages=rows)

    assert told(usual_languages(timetable)[0].hours) == [((MON,), (), ["9:00-17:00"])]


def test_a_language_on_a_day_without_opening_is_not_promised() -> None:
    rows = (language("es", Channel.COUNTER, "9:00-12:00", day=TUE),)

    assert usual_languages(Timetable(weekly(MON, "9:00-17:00"), languages=rows))[0].hours == ()


def test_where_the_week_is_not_known_a_language_keeps_its_own_hours() -> None:
    timetable = Timetable(None, languages=(language("es", Channel.COUNTER, "9:00-12:00"),))

    assert told(usual_languages(timetable)[0].hours) == [((MON,), (), ["9:00-12:00"])]


def test_the_weeks_of_a_language_are_those_in_which_the_place_is_open() -> None:
    row = LanguageRow("es", Channel.COUNTER, weekly(SAT, "9:00-12:00", weeks=(1, 2)))
    timetable = Timetable(weekly(SAT, "9:00-17:00", weeks=(2, 4)), languages=(row,))

    assert told(usual_languages(timetable)[0].hours) == [((SAT,), (2,), ["9:00-12:00"])]


def usual_on(usual: tuple[UsualHours, ...], day: date) -> tuple[Hours, ...]:
    fitting = [row for row in usual if day.weekday() in row.weekdays and is_in_weeks(row.weeks, day)]
    return tuple(sorted((each for row in fitting for each in row.hours), key=lambda each: each.opens))


def every_timetable(session: Session) -> dict[str, Timetable]:
    found = session.scalars(select(Location).options(*WHOLE_LOCATION))
    return {location.slug: shown_timetable(location) for location in found}


def test_on_every_ordinary_day_every_first_record_is_open_as_usual(session: Session) -> None:
    for slug, timetable in every_timetable(session).items():
        usual = usual_hours(timetable)
        for day in DAYS:
            ruled = opening_on(timetable, day)
            if ruled.why.kind is WhyKind.WEEK and usual is not None:
                assert usual_on(usual, day) == ruled.hours, (slug, day)


def test_on_every_ordinary_day_tsurumi_speaks_as_usual() -> None:
    usual = {one.languages[0]: one.hours for one in usual_languages(TSURUMI)}
    ordinary = [day for day in DAYS if opening_on(TSURUMI, day).why.kind is WhyKind.WEEK]

    assert len(ordinary) > len(DAYS) * 3 // 4
    for day in ordinary:
        spoken = {row.language: row.hours for row in spoken_on(TSURUMI, day)}
        assert {
            slug: usual_on(times or (), day) for slug, times in usual.items() if usual_on(times or (), day)
        } == spoken


def test_a_dated_exception_changes_no_usual_week() -> None:
    day = date(2026, 11, 25)
    closed = Timetable(weekly(WED, "9:00-17:00"), exceptions=(DatedException(day, day + timedelta(7)),))

    assert told(usual_hours(closed)) == [((WED,), (), clocks([hours("9:00-17:00")]))]
