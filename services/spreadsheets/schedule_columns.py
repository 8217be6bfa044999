"""The columns of when a location is open."""

from collections.abc import Callable, Iterator
from typing import Any

from services.imports.cells import WEEKDAYS, BadCell
from services.imports.schedule_records import OpeningRecord
from services.spreadsheets.closing_cells import (
    closing_days_cell,
    closing_days_of,
    exceptions_cell,
    exceptions_of,
    periods_cell,
    periods_of,
)
from services.spreadsheets.column_kinds import Column
from services.spreadsheets.drafts import Draft, Entry
from services.spreadsheets.hour_cells import week_cell, week_of
from services.spreadsheets.words import DAYS, HOLIDAY_RULES, YES_OR_NO, SheetLanguage, Words
from services.timetables import Hours


def schedule_columns() -> Iterator[Column]:
    """Yield the columns of hours, closings and exceptions."""
    yield _word_column("hours_known", "開館時間が分かる", "Hours known", YES_OR_NO)
    for day in range(len(WEEKDAYS)):
        yield _hours_column(day)
    yield _hours_column(None)
    yield _word_column("holiday_rule", "祝日", "On holidays", HOLIDAY_RULES)
    yield _list_column("closing_days", ("休館日", "Closing days"), closing_days_cell, closing_days_of)
    yield _list_column("closing_periods", ("毎年の休館", "Closed every year"), periods_cell, periods_of)
    yield _list_column("exceptions", ("臨時の変更", "Exceptions"), exceptions_cell, exceptions_of)


def hours_key(day: int | None) -> str:
    """Return the key of the column of a weekday's hours."""
    return f"hours_{'holiday' if day is None else WEEKDAYS[day]}"


def _hours_column(day: int | None) -> Column:
    ja = "祝日の時間" if day is None else f"{DAYS.word(day, 'ja')}曜の時間"
    en = "Hours on holidays" if day is None else f"Hours {DAYS.word(day, 'en')}"

    def put(draft: Draft, text: str) -> None:
        openings = week_of(text)
        if day is None and any(weeks for weeks, _ in openings):
            raise BadCell("may have no nth weeks: holidays fall as they fall")
        draft.hours[day] = tuple(
            OpeningRecord(day, hours.opens, hours.closes, hours.last_reception, weeks) for weeks, hours in openings
        )

    return Column(hours_key(day), ja, en, lambda entry, language: hours_shown(entry, day, language), put)


def hours_shown(entry: Entry, day: int | None, language: SheetLanguage) -> str:
    """Return the hours of a weekday as they stand in a cell."""
    rows = entry.hours.get(day, ())
    return week_cell(((row.weeks, Hours(row.opens, row.closes, row.last_reception)) for row in rows), language)


def _word_column(field: str, ja: str, en: str, words: Words[Any]) -> Column:
    def cell(entry: Entry, language: SheetLanguage) -> str:
        return words.word(getattr(entry.schedule, field), language) if entry.record else ""

    def put(draft: Draft, text: str) -> None:
        draft.schedule[field] = words.value(text)

    return Column(field, ja, en, cell, put)


def _list_column(
    field: str, names: tuple[str, str], shown: Callable[[Any, SheetLanguage], str], read: Callable[[str], Any]
) -> Column:
    def cell(entry: Entry, language: SheetLanguage) -> str:
        return shown(getattr(entry.schedule, field), language)

    def put(draft: Draft, text: str) -> None:
        draft.schedule[field] = read(text)

    return Column(field, *names, cell, put)
