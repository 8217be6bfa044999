"""Writes a timetable as an OpenStreetMap `opening_hours` value, so that another engine can answer from it.

Holidays, and closings that holidays move, are written out as dates: that engine's own Japanese holidays are wrong.
A later rule overrides an earlier one on the same day, which gives the order of the rules below.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from services.holidays_of_japan import is_holiday
from services.timetables import (
    ClosingState,
    HolidayRule,
    Hours,
    OnHoliday,
    RegularClosing,
    Timetable,
    WeeklyHours,
    YearlyClosing,
)

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST, LAST = date(2025, 12, 1), date(2028, 6, 30)
DAYS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
HOLIDAYS = [day for day in DAYS if is_holiday(day)]


def osm(timetable: Timetable) -> str:
    """Return rules that hold from 2025-12-01 to 2028-06-30."""
    rules = [_week(timetable.weekly), *_holidays(timetable)]
    for closing in timetable.regular_closings:
        rules += _regular(closing)
    for state, word in ((ClosingState.UNKNOWN, "unknown"), (ClosingState.CLOSED, "off")):
        rules += [f"{_of_year(each)} {word}" for each in timetable.yearly_closings if each.state is state]
    for exception in sorted(timetable.exceptions, key=lambda each: each.first):
        rules.append(f"{_dates(exception.first, exception.last)} {_clocks(exception.hours)}")
    return "; ".join(rules)


def _week(rows: Sequence[WeeklyHours] | None) -> str:
    if rows is None:
        return "24/7 unknown"
    return ", ".join(f"{_weekday(row.weekday, row.weeks)} {_clocks([row.hours])}" for row in rows) or "24/7 off"


def _weekday(weekday: int, weeks: Iterable[int]) -> str:
    nth = ",".join(map(str, sorted(weeks)))
    return f"{WEEKDAYS[weekday]}[{nth}]" if nth else WEEKDAYS[weekday]


def _holidays(timetable: Timetable) -> Iterator[str]:
    has_hours = {day for row in timetable.weekly or () for day in _days_of(row.weekday, row.weeks)}
    for day in HOLIDAYS:
        if timetable.holiday_rule is HolidayRule.CLOSED:
            yield f"{_dates(day, day)} off"
        elif timetable.holiday_rule is HolidayRule.OWN_HOURS:
            yield f"{_dates(day, day)} {_clocks(timetable.holiday_hours)}"
        elif timetable.holiday_rule is HolidayRule.UNKNOWN and day in has_hours:
            yield f"{_dates(day, day)} unknown"


def _regular(closing: RegularClosing) -> Iterator[str]:
    if closing.on_holiday is OnHoliday.CLOSED:
        yield f"{_weekday(closing.weekday, closing.weeks)} off"
        return
    for day in _days_of(closing.weekday, closing.weeks):
        lands = _landing(day, closing.on_holiday)
        if lands is not None:
            yield f"{_dates(lands, lands)} off"


def _landing(day: date, clause: OnHoliday) -> date | None:
    """Walk forward from a closing day to the day it moves to; None where a holiday opens it."""
    if clause is OnHoliday.OPEN or not is_holiday(day):
        return None if is_holiday(day) else day
    while is_holiday(day) or (clause is OnHoliday.NEXT_WEEKDAY and day.isoweekday() > 5):
        day += timedelta(1)
    return day


def _days_of(weekday: int, weeks: Iterable[int]) -> list[date]:
    """Count off the weekday in every month, as one does on a calendar."""
    counted: dict[tuple[int, int], list[date]] = {}
    for day in DAYS:
        if day.weekday() == weekday:
            counted.setdefault((day.year, day.month), []).append(day)
    return [day for month in counted.values() for nth, day in enumerate(month, 1) if not weeks or nth in weeks]


def _of_year(yearly: YearlyClosing) -> str:
    first, last = (f"{MONTHS[month - 1]} {day:02}" for month, day in (yearly.first, yearly.last))
    return first if first == last else f"{first}-{last}"


def _dates(first: date, last: date) -> str:
    ends = [f"{day.year} {MONTHS[day.month - 1]} {day.day:02}" for day in (first, last)]
    return ends[0] if first == last else "-".join(ends)


def _clocks(hours: Sequence[Hours]) -> str:
    clock = "{:02}:{:02}-{:02}:{:02}"
    return ",".join(clock.format(*divmod(each.opens, 60), *divmod(each.closes, 60)) for each in hours) or "off"
