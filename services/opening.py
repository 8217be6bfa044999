"""Is it open, is my language served: the rules of the answer, for everything that asks.

Pure but for what is kept to answer quickly: the timetable and the moment are arguments, answers are in city time.
A place keeps to the clocks on the wall, also on the night they change.
"""

from datetime import date, datetime

from services.clock import city_moment, city_time
from services.holidays_of_japan import holiday_name, is_holiday
from services.languages_now import spoken_at, spoken_on
from services.opening_answers import Answer, Day, SpokenHours, State, Why, WhyKind
from services.opening_days import calendar_of
from services.opening_search import next_start, stretch_at, why_at
from services.timetables import Hours, Timetable

__all__ = [
    "Answer",
    "Day",
    "SpokenHours",
    "State",
    "Why",
    "WhyKind",
    "day_hours",
    "holiday_name",
    "is_holiday",
    "opening_at",
    "opening_on",
    "spoken_at",
    "spoken_on",
]


def opening_at(timetable: Timetable, at: datetime) -> Answer:
    """Return open, closed or unknown at the moment `at`; raises `ValueError` for a naive datetime."""
    local = city_time(at)
    calendar = calendar_of(timetable)
    day, minute = local.date(), local.hour * 60 + local.minute
    why = why_at(calendar, day, minute)
    stretch = stretch_at(calendar, calendar.hours, day, minute)
    if stretch is None:
        state = State.UNKNOWN if calendar.day(day).hours is None else State.CLOSED
        start = next_start(calendar, calendar.hours, day, minute)
        return Answer(state, next=None if start is None else city_moment(day, start), why=why)
    until, last_reception = (
        None if minutes is None else city_moment(day, minutes, fold=local.fold)
        for minutes in (stretch.ends, stretch.last_reception)
    )
    return Answer(State.OPEN, until=until, why=why, last_reception=last_reception)


def opening_on(timetable: Timetable, day: date) -> Day:
    """Return the hours that really hold on `day`, what decided about them, and the dated exception if one did."""
    return calendar_of(timetable).day(day)


def day_hours(timetable: Timetable, day: date) -> tuple[Hours, ...] | None:
    """Return the hours that really hold on `day`, sorted: none is closed, `None` is unknown."""
    return opening_on(timetable, day).hours
