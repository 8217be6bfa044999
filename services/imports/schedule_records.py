"""Schedules as they are imported; rows whose order means nothing are kept in the order of the calendar.

A flat record has the column names of its model, so that either can be made from the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from services.timetables import ClosingState, HolidayRule, Hours, RegularClosing


@dataclass(frozen=True, slots=True)
class OpeningRecord:
    """Opening hours of one weekday; without a weekday: of national holidays."""

    weekday: int | None
    opens: int
    closes: int
    last_reception: int | None = None
    weeks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PeriodRecord:
    """Days of every year on which a location is closed."""

    first_month: int
    first_day: int
    last_month: int
    last_day: int
    state: ClosingState


@dataclass(frozen=True, slots=True)
class ExceptionRecord:
    """Dates on which other hours hold; no hours means closed."""

    first: date
    last: date
    reason: str | None
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleRecord:
    """When a location, or a service with hours of its own, is open."""

    hours_known: bool
    holiday_rule: HolidayRule
    hours: tuple[OpeningRecord, ...] = ()
    closing_days: tuple[RegularClosing, ...] = ()
    closing_periods: tuple[PeriodRecord, ...] = ()
    exceptions: tuple[ExceptionRecord, ...] = ()

    def in_order(self) -> "ScheduleRecord":
        """Return the same schedule with its rows in the order of the calendar."""
        return replace(
            self,
            hours=tuple(sorted(self.hours, key=_by_weekday)),
            closing_days=tuple(sorted(self.closing_days, key=lambda row: (row.weekday, sorted(row.weeks)))),
            closing_periods=tuple(sorted(self.closing_periods, key=_by_month)),
            exceptions=tuple(sorted(map(_with_ordered_hours, self.exceptions), key=_by_date)),
        )


@dataclass(frozen=True, slots=True)
class SpokenRecord:
    """When a language is spoken on one weekday."""

    weekday: int
    starts: int
    ends: int
    weeks: frozenset[int] = frozenset()


def spoken_in_order(rows: Iterable[SpokenRecord]) -> tuple[SpokenRecord, ...]:
    """Return the rows by weekday and time."""
    return tuple(sorted(rows, key=lambda row: (row.weekday, row.starts, row.ends, sorted(row.weeks))))


def _by_weekday(row: OpeningRecord) -> tuple[bool, int, int, int, list[int]]:
    return (row.weekday is None, row.weekday or 0, row.opens, row.closes, sorted(row.weeks))


def _by_month(row: PeriodRecord) -> tuple[int, int, int, int]:
    return (row.first_month, row.first_day, row.last_month, row.last_day)


def _by_date(row: ExceptionRecord) -> tuple[date, date, str]:
    return (row.first, row.last, row.reason or "")


def _with_ordered_hours(row: ExceptionRecord) -> ExceptionRecord:
    return replace(row, hours=tuple(sorted(row.hours, key=lambda hours: (hours.opens, hours.closes))))
