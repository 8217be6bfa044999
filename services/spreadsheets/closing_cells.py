"""Closings in one cell: weekdays (`第3週 月 (祝日なら翌日)`), days of the year (`12/29-1/3`), dates."""

import re
from datetime import date
from typing import Final

from services.imports.cells import BadCell, month_and_day
from services.imports.schedule_records import ExceptionRecord, PeriodRecord
from services.spreadsheets.hour_cells import (
    hours_cell,
    hours_of,
    parts,
    weeks_cell,
    without_weeks,
)
from services.spreadsheets.words import DAYS, ON_HOLIDAY, SheetLanguage
from services.timetables import ClosingState, Hours, OnHoliday, RegularClosing

_WITH_REMARK = re.compile(r"(?P<text>[^()]+?)(?: ?\((?P<remark>[^()]+)\))?")
_DAY = "([0-9]{1,2})/([0-9]{1,2})"
_DAYS = re.compile(f"{_DAY}(?: ?- ?{_DAY})?")
_DATE = "([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
_DATED = re.compile(rf"{_DATE}(?: ?- ?{_DATE})? (?P<what>[^\[\]]+?)(?: ?\[(?P<reason>[a-z][a-z0-9_]{{0,31}})\])?")
_NOT_SURE: Final = {"ja": "未確認", "en": "not sure"}
_CLOSED: Final = {"ja": "休み", "en": "closed"}


def closing_days_cell(days: tuple[RegularClosing, ...], language: SheetLanguage) -> str:
    """Return the weekdays on which a place is closed."""
    return "; ".join(_closing_day_cell(day, language) for day in days)


def _closing_day_cell(day: RegularClosing, language: SheetLanguage) -> str:
    remark = "" if day.on_holiday is OnHoliday.CLOSED else f" ({ON_HOLIDAY.word(day.on_holiday, language)})"
    return f"{weeks_cell(day.weeks, language)}{DAYS.word(day.weekday, language)}{remark}"


def closing_days_of(cell: str) -> tuple[RegularClosing, ...]:
    """Return the closing days that a cell says. Raises `BadCell`."""
    found = [_closing_day_of(part) for part in parts(cell)]
    if len({(day.weekday, day.weeks) for day in found}) < len(found):
        raise BadCell("may name each day only once")
    return tuple(found)


def _closing_day_of(part: str) -> RegularClosing:
    weeks, text = without_weeks(part)
    found = _WITH_REMARK.fullmatch(text)
    if not found:
        raise BadCell("may be weekdays such as 水, or 第3週 月 (祝日なら翌日), with ; between")
    rule = ON_HOLIDAY.value(found["remark"]) if found["remark"] else OnHoliday.CLOSED
    return RegularClosing(DAYS.value(found["text"]), weeks, rule)


def periods_cell(periods: tuple[PeriodRecord, ...], language: SheetLanguage) -> str:
    """Return the days of every year on which a place is closed."""
    return "; ".join(_period_cell(period, language) for period in periods)


def _period_cell(period: PeriodRecord, language: SheetLanguage) -> str:
    remark = f" ({_NOT_SURE[language]})" if period.state is ClosingState.UNKNOWN else ""
    return f"{period.first_month}/{period.first_day}-{period.last_month}/{period.last_day}{remark}"


def periods_of(cell: str) -> tuple[PeriodRecord, ...]:
    """Return the yearly closings that a cell says. Raises `BadCell`."""
    found = [_period_of(part) for part in parts(cell)]
    if len({(each.first_month, each.first_day, each.last_month, each.last_day) for each in found}) < len(found):
        raise BadCell("may name the same days only once")
    return tuple(found)


def _period_of(part: str) -> PeriodRecord:
    found = _WITH_REMARK.fullmatch(part)
    days = _DAYS.fullmatch(found["text"]) if found else None
    if not found or not days or found["remark"] not in {None, *_NOT_SURE.values()}:
        raise BadCell("may be days such as 12/29-1/3, or 12/28-1/4 (未確認), with ; between")
    first_month, first_day, *last = (int(number) for number in days.groups() if number)
    last_month, last_day = last or (first_month, first_day)
    for month, day in ((first_month, first_day), (last_month, last_day)):
        month_and_day(f"{month:02}-{day:02}")
    state = ClosingState.UNKNOWN if found["remark"] else ClosingState.CLOSED
    return PeriodRecord(first_month, first_day, last_month, last_day, state)


def exceptions_cell(exceptions: tuple[ExceptionRecord, ...], language: SheetLanguage) -> str:
    """Return the dates on which other hours hold."""
    return "; ".join(_exception_cell(dated, language) for dated in exceptions)


def _exception_cell(dated: ExceptionRecord, language: SheetLanguage) -> str:
    days = f"{dated.first}" if dated.first == dated.last else f"{dated.first}~{dated.last}"
    hours = ", ".join(hours_cell(part, language) for part in dated.hours) or _CLOSED[language]
    return f"{days} {hours}" + (f" [{dated.reason}]" if dated.reason else "")


def exceptions_of(cell: str) -> tuple[ExceptionRecord, ...]:
    """Return the dated exceptions that a cell says. Raises `BadCell`."""
    found = [_exception_of(part) for part in parts(cell)]
    if len({(dated.first, dated.last) for dated in found}) < len(found):
        raise BadCell("may name the same dates only once")
    return tuple(found)


def _exception_of(part: str) -> ExceptionRecord:
    found = _DATED.fullmatch(part)
    if not found:
        raise BadCell("may be dates such as 2026-12-29~2027-01-03 休み, or 2026-10-01 09:00-12:00 [event]")
    first = _date(found.groups()[:3])
    last = _date(found.groups()[3:6]) if found[4] else first
    if last < first:
        raise BadCell("must not end before it begins")
    closed = found["what"] in _CLOSED.values()
    hours = () if closed else tuple(hours_of(text.strip()) for text in found["what"].split(","))
    return ExceptionRecord(first, last, found["reason"], _once(hours))


def _date(numbers: tuple[str | None, ...]) -> date:
    try:
        day = date(*(int(number or 0) for number in numbers))
    except ValueError as error:
        raise BadCell("names a day that is in no calendar") from error
    if not 1900 <= day.year <= 2099:  # noqa: PLR2004 - as in the tables.
        raise BadCell("must be of this or the last century")
    return day


def _once(hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
    if len({part.opens for part in hours}) < len(hours):
        raise BadCell("may begin only once at the same time")
    return tuple(sorted(hours, key=lambda part: (part.opens, part.closes)))
