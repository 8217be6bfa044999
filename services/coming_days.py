"""What a calendar tells of the days to come: where a place differs from its week, and when a service is held.

Days are asked one by one of the rules of opening, so that holidays, moved closings and exceptions are right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.opening import Day, Why, WhyKind, opening_on
from services.opening_days import ONE_DAY, by_weekday, on_weekday
from services.timetables import Hours, Timetable
from services.usual_week import days_of_rest

_LONGEST = timedelta(days=366)
"""How far an entry is followed to its ends."""
_ALWAYS_TOLD = (WhyKind.EXCEPTION, WhyKind.YEARLY)

Told = Callable[[date], Day | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """Days on end on which a place keeps other hours than its week says, for one and the same reason."""

    first: date
    last: date
    hours: tuple[Hours, ...]
    """None of them: closed."""
    why: Why


@dataclass(frozen=True, slots=True)
class Series:
    """The same hours on some weekdays: every week from `first` to `last`, but not on the dates of `without`."""

    weekdays: tuple[int, ...]
    first: date
    last: date
    hours: Hours
    without: tuple[date, ...]


def differences(timetable: Timetable, first: date, last: date) -> tuple[Difference, ...]:
    """Return where the place differs from its week between two days, both included; each entry with its true ends.

    Days of unknown hours are left out, and so are weekdays on which it is closed every week.
    """
    told = _telling(timetable)
    found: list[Difference] = []
    for day in _days(first, last):
        ruled = None if found and day <= found[-1].last else told(day)
        if ruled is not None:
            starts, ends = (_end(told, day, ruled, step) for step in (-ONE_DAY, ONE_DAY))
            found.append(Difference(starts, ends, ruled.hours or (), ruled.why))
    return tuple(found)


def _telling(timetable: Timetable) -> Told:
    """Return what gives a day as it is ruled where that is known and not what the week says."""
    week, rest = by_weekday(timetable.weekly or ()), days_of_rest(timetable)

    def usual(day: date) -> tuple[Hours, ...] | None:
        if day.weekday() in rest:
            return ()
        return None if timetable.weekly is None else on_weekday(week, day)

    def told(day: date) -> Day | None:
        ruled = opening_on(timetable, day)
        is_told = ruled.why.kind in _ALWAYS_TOLD or ruled.hours != usual(day)
        return ruled if ruled.hours is not None and is_told else None

    return told


def _end(told: Told, day: date, ruled: Day, step: timedelta) -> date:
    """Return the last day in one direction that is told for the same reason and keeps the same hours."""
    end = day
    while abs(end - day) < _LONGEST and told(end + step) == ruled:
        end += step
    return end


def series(timetable: Timetable, first: date, last: date, *, without: Callable[[date], bool]) -> tuple[Series, ...]:
    """Return when a service with hours of its own is held between two days, but on no day that is `without` it."""
    held: dict[Hours, list[date]] = {}
    for day in _days(first, last):
        for hours in () if without(day) else opening_on(timetable, day).hours or ():
            held.setdefault(hours, []).append(day)
    return tuple(_series(hours, days) for hours, days in held.items())


def _series(hours: Hours, days: Sequence[date]) -> Series:
    weekdays = {day.weekday() for day in days}
    slots = (day for day in _days(days[0], days[-1]) if day.weekday() in weekdays)
    missed = tuple(day for day in slots if day not in set(days))
    return Series(tuple(sorted(weekdays)), days[0], days[-1], hours, missed)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days) for days in range((last - first).days + 1))
