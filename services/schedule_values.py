"""Turns stored schedules and languages into the plain timetables that the rules read."""

from dataclasses import replace
from datetime import date

from services.models import ExceptionHours, LanguageAvailability, Location, OpeningHours, Schedule
from services.timetables import (
    DatedException,
    HolidayRule,
    Hours,
    LanguageRow,
    RegularClosing,
    Timetable,
    WeeklyHours,
    YearlyClosing,
)


def timetable_of(location: Location) -> Timetable:
    """Return a location's hours and languages as recorded."""
    languages = sorted(location.languages, key=lambda row: (row.language, row.channel))
    return _timetable(
        location.schedule,
        languages=tuple(_language_row(row) for row in languages),
        languages_complete=location.languages_complete,
    )


def timetable_of_service(schedule: Schedule, *, vouched_until: date | None = None) -> Timetable:
    """Return the hours of a service that differ from its location's; they are vouched for as long as these."""
    timetable = _timetable(schedule, languages=(), languages_complete=False)
    return replace(timetable, vouched_until=vouched_until)


def _timetable(
    schedule: Schedule | None, *, languages: tuple[LanguageRow, ...], languages_complete: bool
) -> Timetable:
    if schedule is None:
        return Timetable(weekly=None, languages=languages, languages_complete=languages_complete)
    return Timetable(
        weekly=_weekly(schedule) if schedule.hours_known else None,
        holiday_rule=HolidayRule(schedule.holiday_rule),
        holiday_hours=tuple(_hours(row) for row in schedule.hours if row.weekday is None),
        regular_closings=tuple(
            RegularClosing(row.weekday, row.weeks, row.on_holiday) for row in schedule.closing_days
        ),
        yearly_closings=tuple(
            YearlyClosing((row.first_month, row.first_day), (row.last_month, row.last_day), row.state)
            for row in schedule.closing_periods
        ),
        exceptions=tuple(
            DatedException(row.first, row.last, tuple(_hours(hours) for hours in row.hours), row.reason)
            for row in schedule.exceptions
        ),
        languages=languages,
        languages_complete=languages_complete,
    )


def _hours(row: OpeningHours | ExceptionHours) -> Hours:
    return Hours(row.opens, row.closes, row.last_reception)


def _weekly(schedule: Schedule) -> tuple[WeeklyHours, ...]:
    return tuple(
        WeeklyHours(row.weekday, _hours(row), row.weeks) for row in schedule.hours if row.weekday is not None
    )


def _language_row(row: LanguageAvailability) -> LanguageRow:
    weekly = tuple(WeeklyHours(hours.weekday, Hours(hours.starts, hours.ends), hours.weeks) for hours in row.hours)
    return LanguageRow(row.language, row.channel, None if row.whenever_open else weekly)
