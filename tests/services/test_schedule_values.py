from datetime import UTC, date, datetime

import pytest

from services.models import (
    ClosingDay,
    ClosingPeriod,
    ExceptionHours,
    Kind,
    LanguageAvailability,
    LanguageHours,
    Location,
    OpeningHours,
    Schedule,
    ScheduleException,
)
from services.schedule_values import timetable_of, timetable_of_service
from services.timetables import (
    Channel,
    ClosingState,
    DatedException,
    HolidayRule,
    Hours,
    LanguageRow,
    OnHoliday,
    RegularClosing,
    Timetable,
    WeeklyHours,
    YearlyClosing,
)

NINE, FIVE = 540, 1020


def schedule(**rows: object) -> Schedule:
    return Schedule(hours_known=True, holiday_rule=HolidayRule.OWN_HOURS, **rows)


def location(*languages: LanguageAvailability, **values: object) -> Location:
    saved_at = datetime(2026, 11, 25, tzinfo=UTC)
    fixed = {"slug": "a", "kind": Kind.LOUNGE, "ward_code": "14113", "saved_at": saved_at}
    return Location(**{"languages_complete": False, **fixed, **values}, languages=list(languages))


def availability(language: str, channel: Channel, *hours: LanguageHours, whenever_open: bool) -> LanguageAvailability:
    return LanguageAvailability(language=language, channel=channel, whenever_open=whenever_open, hours=list(hours))


def test_a_location_without_a_schedule_has_unknown_hours() -> None:
    assert timetable_of(location()) == Timetable(weekly=None)


def test_hours_of_weekdays_and_of_holidays_are_told_apart() -> None:
    rows = [
        OpeningHours(weekday=5, opens=NINE, closes=FIVE, last_reception=990, weeks=frozenset({2, 4})),
        OpeningHours(weekday=None, opens=600, closes=720, weeks=frozenset()),
    ]

    timetable = timetable_of_service(schedule(hours=rows))

    assert timetable.weekly == (WeeklyHours(5, Hours(NINE, FIVE, 990), frozenset({2, 4})),)
    assert timetable.holiday_hours == (Hours(600, 720),)
    assert timetable.holiday_rule is HolidayRule.OWN_HOURS


def test_closings_and_exceptions_are_carried_over() -> None:
    on, until = date(2026, 8, 13), date(2026, 8, 15)
    exception = ScheduleException(
        first=on, last=until, reason="summer", hours=[ExceptionHours(opens=NINE, closes=FIVE)]
    )
    period = ClosingPeriod(first_month=12, first_day=29, last_month=1, last_day=3, state=ClosingState.UNKNOWN)
    closed = ClosingDay(weekday=0, weeks=frozenset({3}), on_holiday=OnHoliday.NEXT_DAY)

    timetable = timetable_of_service(
        schedule(closing_days=[closed], closing_periods=[period], exceptions=[exception])
    )

    assert timetable.regular_closings == (RegularClosing(0, frozenset({3}), OnHoliday.NEXT_DAY),)
    assert timetable.yearly_closings == (YearlyClosing((12, 29), (1, 3), ClosingState.UNKNOWN),)
    assert timetable.exceptions == (DatedException(on, until, (Hours(NINE, FIVE),), "summer"),)


def test_a_week_without_hours_is_closed_and_a_week_that_is_not_known_is_unknown() -> None:
    nobody_knows = Schedule(hours_known=False, holiday_rule=HolidayRule.UNKNOWN)

    assert timetable_of_service(schedule()).weekly == ()
    assert timetable_of_service(nobody_knows).weekly is None


@pytest.mark.parametrize(("is_complete", "expected"), [(True, True), (False, False)])
def test_whether_the_list_of_languages_is_complete_is_carried_over(is_complete: bool, expected: bool) -> None:  # noqa: FBT001 - a table.
    assert timetable_of(location(languages_complete=is_complete)).languages_complete is expected


def test_languages_whenever_open_at_times_and_at_unknown_times_are_told_apart() -> None:
    wednesday = LanguageHours(weekday=2, starts=NINE, ends=FIVE, weeks=frozenset())
    rows = [
        availability("vi", Channel.PHONE, whenever_open=False),
        availability("en", Channel.PHONE, wednesday, whenever_open=False),
        availability("en", Channel.COUNTER, whenever_open=True),
    ]

    assert timetable_of(location(*rows)).languages == (
        LanguageRow("en", Channel.COUNTER, None),
        LanguageRow("en", Channel.PHONE, (WeeklyHours(2, Hours(NINE, FIVE)),)),
        LanguageRow("vi", Channel.PHONE, ()),
    )
