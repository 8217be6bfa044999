"""Turns a timetable into the week table and the closing sentences of a location's page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from services.languages import Language, spoken_once
from services.opening import Day as RuledDay
from services.opening import SpokenHours, opening_on, spoken_on
from services.timetables import ClosingState, HolidayRule, Hours, Timetable
from services.web.location_parts import ClosingRule, Day, DayLanguage, ExceptionLine

DAYS_SHOWN = 7
_EXCEPTIONS_AHEAD = timedelta(days=120)


def week_of(timetable: Timetable, moment: datetime, reader: Language) -> tuple[Day, ...]:
    """Return the seven days from the day of `moment` on, with the hours and languages that hold on each."""
    shown, today = heard_by(timetable, reader), moment.date()
    return tuple(_day(shown, today + timedelta(days=ahead), today) for ahead in range(DAYS_SHOWN))


def heard_by(timetable: Timetable, reader: Language) -> Timetable:
    """Return a timetable with each language once, as `reader` knows it."""
    heard = frozenset(spoken_once((row.language for row in timetable.languages), reader))
    return replace(timetable, languages=tuple(row for row in timetable.languages if row.language in heard))


def _day(timetable: Timetable, day: date, today: date) -> Day:
    ruled: RuledDay = opening_on(timetable, day)
    state = "unknown" if ruled.hours is None else ("open" if ruled.hours else "closed")
    return Day(
        first=day,
        last=day,
        is_today=day == today,
        state=state,
        hours=tuple((hours.opens, hours.closes, hours.last_reception) for hours in ruled.hours or ()),
        reason=ruled.why.reason or ruled.why.kind.value,
        holiday=ruled.why.holiday,
        languages=() if state == "closed" else _languages(spoken_on(timetable, day)),
    )


def _languages(spoken: tuple[SpokenHours, ...]) -> tuple[DayLanguage, ...]:
    """Join the channels on which a language is served at the same hours."""
    together: dict[tuple[str, tuple[tuple[int, int], ...]], list[str]] = {}
    for row in spoken:
        together.setdefault((row.language, _pairs(row.hours)), []).append(row.channel.value)
    return tuple(DayLanguage(language, tuple(channels), hours) for (language, hours), channels in together.items())


def _pairs(hours: tuple[Hours, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((row.opens, row.closes) for row in hours)


def closing_rules(timetable: Timetable) -> tuple[ClosingRule, ...]:
    """Return what closes a location, as the parts of sentences."""
    return tuple(_closing_rules(timetable))


def _closing_rules(timetable: Timetable) -> Iterator[ClosingRule]:
    for regular in timetable.regular_closings:
        yield ClosingRule(
            "regular", weekday=regular.weekday, weeks=tuple(sorted(regular.weeks)), clause=regular.on_holiday.value
        )
    if timetable.weekly is not None:
        yield ClosingRule(
            "holiday",
            clause=timetable.holiday_rule.value,
            hours=_pairs(timetable.holiday_hours),
            is_unknown=timetable.holiday_rule is HolidayRule.UNKNOWN,
        )
    for yearly in timetable.yearly_closings:
        is_unknown = yearly.state is ClosingState.UNKNOWN
        yield ClosingRule("yearly", first=yearly.first, last=yearly.last, is_unknown=is_unknown)


def coming_exceptions(timetable: Timetable, today: date) -> tuple[ExceptionLine, ...]:
    """Return the dated exceptions of today and the next months, soonest first."""
    coming = [
        exception
        for exception in timetable.exceptions
        if exception.last >= today and exception.first <= today + _EXCEPTIONS_AHEAD
    ]
    coming.sort(key=lambda exception: exception.first)
    return tuple(ExceptionLine(row.first, row.last, _pairs(row.hours), row.reason) for row in coming)
