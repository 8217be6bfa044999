"""When an opening ends and when the next begins, by the minute, over any hours that can be told for a day.

Minutes count from midnight of the day a search sets out from; they pass 1440 on the days after.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from services.opening_answers import Why
from services.opening_days import ONE_DAY, Calendar
from services.timetables import MINUTES_A_DAY, Hours

HoursOn = Callable[[date], tuple[Hours, ...]]

# An end within these days is told. What goes on longer is open day and night, and has no end worth telling.
DAYS_JOINED = 7
DAYS_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken opening: the minute it ends, None where no end comes within a week, and its last reception."""

    ends: int | None
    last_reception: int | None = None


def shifted(hours: Hours, days: int) -> Hours:
    """Return the same hours counted from the midnight `days` days earlier."""
    by = days * MINUTES_A_DAY
    last_reception = None if hours.last_reception is None else hours.last_reception + by
    return Hours(hours.opens + by, hours.closes + by, last_reception)


def stretch_at(calendar: Calendar, hours_on: HoursOn, day: date, minute: int) -> Stretch | None:
    """Return the opening that covers `minute` of `day`, hours that touch or overlap joined; None when closed.

    The opening minute belongs to it, the closing minute does not.
    """
    ends, last_reception = minute, None
    for days in range(-1 if calendar.runs_past_midnight else 0, DAYS_JOINED + 2):
        if days * MINUTES_A_DAY > ends:
            return None if ends == minute else Stretch(ends, last_reception)
        for own in hours_on(day + timedelta(days)):
            hours = shifted(own, days) if days else own
            if hours.opens <= ends < hours.closes:
                ends, last_reception = hours.closes, hours.last_reception
    return Stretch(ends=None)


def why_at(calendar: Calendar, day: date, minute: int) -> Why:
    """Return what decides at `minute` of `day`: yesterday's rules while only yesterday's hours still run."""
    today = calendar.day(day)
    if calendar.runs_past_midnight and not _is_covered(today.hours, minute):
        yesterday = calendar.day(day - ONE_DAY)
        if _is_covered(yesterday.hours, minute + MINUTES_A_DAY):
            return yesterday.why
    return today.why


def next_start(calendar: Calendar, hours_on: HoursOn, day: date, minute: int) -> int | None:
    """Return the minute of the first opening after `minute` of `day`, or None where none comes in 400 days."""
    last = day + DAYS_AHEAD * ONE_DAY
    tried = day - ONE_DAY if calendar.runs_past_midnight else day
    while tried <= last:
        to_midnight = (tried - day).days * MINUTES_A_DAY
        for hours in hours_on(tried):
            if hours.opens + to_midnight > minute:
                return hours.opens + to_midnight
        tried = calendar.next_day_to_try(tried)
    return None


def _is_covered(hours: tuple[Hours, ...] | None, minute: int) -> bool:
    return any(each.opens <= minute < each.closes for each in hours or ())
