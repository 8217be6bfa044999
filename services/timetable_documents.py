"""Timetables as JSON and back, for the read model, where equal timetables are stored once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import orjson

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


def document_of(timetable: Timetable) -> bytes:
    """Return the timetable as JSON; equal timetables give equal bytes."""
    return orjson.dumps(timetable, default=sorted)


def timetable_from(document: bytes) -> Timetable:
    """Return the timetable that `document_of` wrote."""
    kept = orjson.loads(document)
    return Timetable(
        weekly=_weekly(kept["weekly"]),
        holiday_rule=HolidayRule(kept["holiday_rule"]),
        holiday_hours=_hours(kept["holiday_hours"]),
        regular_closings=tuple(
            RegularClosing(row["weekday"], frozenset(row["weeks"]), OnHoliday(row["on_holiday"]))
            for row in kept["regular_closings"]
        ),
        yearly_closings=tuple(
            YearlyClosing(_month_day(row["first"]), _month_day(row["last"]), ClosingState(row["state"]))
            for row in kept["yearly_closings"]
        ),
        exceptions=tuple(_exception(row) for row in kept["exceptions"]),
        languages=tuple(
            LanguageRow(row["language"], Channel(row["channel"]), _weekly(row["weekly"])) for row in kept["languages"]
        ),
        languages_complete=kept["languages_complete"],
        vouched_until=_day(kept.get("vouched_until")),
    )


def _hours_of(row: dict[str, Any]) -> Hours:
    return Hours(row["opens"], row["closes"], row["last_reception"])


def _hours(rows: Iterable[dict[str, Any]]) -> tuple[Hours, ...]:
    return tuple(_hours_of(row) for row in rows)


def _weekly(rows: list[dict[str, Any]] | None) -> tuple[WeeklyHours, ...] | None:
    if rows is None:
        return None
    return tuple(WeeklyHours(row["weekday"], _hours_of(row["hours"]), frozenset(row["weeks"])) for row in rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _month_day(pair: list[int]) -> tuple[int, int]:
    month, day = pair
    return month, day


def _exception(row: dict[str, Any]) -> DatedException:
    return DatedException(
        date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), _hours(row["hours"]), row["reason"]
    )
