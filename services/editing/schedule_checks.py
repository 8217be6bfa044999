"""Whether schedules and times of languages can be kept: in order, without overlaps and contradictions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import combinations
from typing import Any

from services.editing.cell_checks import Problems, cell_problems
from services.editing.dated_exceptions import REASONS
from services.errors import FieldProblem, Flaw
from services.imports.cells import BadCell, month_and_day
from services.imports.records import LanguageRecord
from services.imports.row_checks import RowCheck, hours_in_order, weekly_weeks
from services.imports.row_checks import spoken_in_order as spoken_row_in_order
from services.imports.rows import Row
from services.imports.schedule_records import (
    ExceptionRecord,
    OpeningRecord,
    PeriodRecord,
    ScheduleRecord,
    SpokenRecord,
)
from services.timetables import HolidayRule, RegularClosing

Overlap = Callable[[Any, Any], bool]

_ROW_FLAWS = {
    "opens": Flaw.BAD_TIME,
    "starts": Flaw.BAD_TIME,
    "closes": Flaw.NOT_AFTER_START,
    "ends": Flaw.NOT_AFTER_START,
    "last_reception": Flaw.OUTSIDE_HOURS,
    "weeks": Flaw.HOLIDAY_WEEKS,
}
"""Column that a check of the importer complains of → what is wrong."""
_ALL_WEEKS = frozenset({1, 2, 3, 4, 5})
_WEEKDAYS = range(7)


def schedule_problems(owner: str, schedule: ScheduleRecord) -> Problems:
    """Yield what is wrong with a schedule; `owner` is what its paths begin with."""
    yield from _hours_problems(f"{owner}hours", schedule)
    for number, day in enumerate(schedule.closing_days):
        yield from _weekday_problems(f"{owner}closing_days.{number}", day)
    yield from _overlaps(f"{owner}closing_days", schedule.closing_days, _share_a_day)
    for number, period in enumerate(schedule.closing_periods):
        yield from _period_problems(f"{owner}closing_periods.{number}.", period)
    yield from _exception_problems(f"{owner}exceptions", schedule.exceptions)


def spoken_problems(spoken: LanguageRecord) -> Problems:
    """Yield what is wrong with a language on one channel."""
    path = f"languages.{spoken.language}.{spoken.channel}"
    yield from cell_problems(f"{path}.", "texts.csv", spoken, "language")
    if spoken.whenever_open and spoken.hours:
        yield FieldProblem(f"{path}.hours", Flaw.ALREADY_WHENEVER_OPEN)
    for number, row in enumerate(spoken.hours):
        yield from _row_problems(f"{path}.hours.{number}", row, spoken_row_in_order)
    yield from _overlaps(f"{path}.hours", spoken.hours, _spoken_together)


def _hours_problems(path: str, schedule: ScheduleRecord) -> Problems:
    if schedule.hours and not schedule.hours_known:
        yield FieldProblem(path, Flaw.HOURS_UNKNOWN)
    has_holidays = any(row.weekday is None for row in schedule.hours)
    if has_holidays and schedule.holiday_rule is not HolidayRule.OWN_HOURS:
        yield FieldProblem(path, Flaw.NO_HOLIDAY_HOURS)
    for number, row in enumerate(schedule.hours):
        yield from _row_problems(f"{path}.{number}", row, hours_in_order, weekly_weeks)
    yield from _overlaps(path, schedule.hours, _open_together)


def _row_problems(path: str, row: Any, *checks: RowCheck) -> Problems:
    """Yield what the importer's checks find in one row of hours."""
    cells = {field.name: getattr(row, field.name) for field in fields(row)}
    if "weekday" in cells:
        yield from _weekday_problems(path, row)
        cells["days"] = (cells.pop("weekday"),)
    for column, minutes in cells.items():
        if column in ("opens", "starts") and minutes < 0:
            yield FieldProblem(f"{path}.{column}", Flaw.BAD_TIME)
    for check in checks:
        for problem in check(Row("", 0, cells, {})):
            column = str(problem.column)
            yield FieldProblem(f"{path}.{column}", _ROW_FLAWS[column])


def _weekday_problems(path: str, row: OpeningRecord | RegularClosing | SpokenRecord) -> Problems:
    if row.weekday is not None and row.weekday not in _WEEKDAYS:
        yield FieldProblem(f"{path}.weekday", Flaw.UNKNOWN)
    if not row.weeks <= _ALL_WEEKS:
        yield FieldProblem(f"{path}.weeks", Flaw.UNKNOWN)


def _period_problems(owner: str, period: PeriodRecord) -> Problems:
    for end, month, day in (
        ("first_day", period.first_month, period.first_day),
        ("last_day", period.last_month, period.last_day),
    ):
        try:
            month_and_day(f"{month:02}-{day:02}")
        except BadCell:
            yield FieldProblem(owner + end, Flaw.BAD_DATE)


def _exception_problems(path: str, exceptions: Sequence[ExceptionRecord]) -> Problems:
    for number, exception in enumerate(exceptions):
        owner = f"{path}.{number}."
        yield from cell_problems(owner, "exceptions.csv", exception, "first", "last")
        if exception.last < exception.first:
            yield FieldProblem(f"{owner}last", Flaw.NOT_AFTER_START)
        if exception.reason is not None and exception.reason not in REASONS:
            yield FieldProblem(f"{owner}reason", Flaw.UNKNOWN)
        for row, hours in enumerate(exception.hours):
            yield from _row_problems(f"{owner}hours.{row}", hours, hours_in_order)
        yield from _overlaps(f"{owner}hours", exception.hours, _times_meet)
    yield from _overlaps(path, exceptions, _dates_meet)


def _overlaps(path: str, rows: Sequence[Any], overlap: Overlap) -> Iterator[FieldProblem]:
    """Yield a problem of each row that covers what an earlier one covers."""
    for (number, row), (later_number, later) in combinations(enumerate(rows), 2):
        if overlap(row, later):
            yield FieldProblem(f"{path}.{later_number}", Flaw.OVERLAP, {"other": number})


def _share_a_day(one: Any, other: Any) -> bool:
    return one.weekday == other.weekday and bool((one.weeks or _ALL_WEEKS) & (other.weeks or _ALL_WEEKS))


def _times_meet(one: Any, other: Any) -> bool:
    return bool(one.opens < other.closes and other.opens < one.closes)


def _open_together(one: OpeningRecord, other: OpeningRecord) -> bool:
    return _share_a_day(one, other) and _times_meet(one, other)


def _spoken_together(one: SpokenRecord, other: SpokenRecord) -> bool:
    return _share_a_day(one, other) and one.starts < other.ends and other.starts < one.ends


def _dates_meet(one: ExceptionRecord, other: ExceptionRecord) -> bool:
    return one.first <= other.last and other.first <= one.last
