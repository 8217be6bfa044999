"""The usual week of a timetable, for paper: what holds in every week in which no holiday and no closing changes it.

A place that is closed on a weekday every week has no hours on it; what closes it in some weeks only stays a rule
to be said beside.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from services.languages_now import joined
from services.timetables import Channel, Hours, LanguageRow, Timetable, WeeklyHours

_ALL_WEEKS = frozenset(range(1, 6))
Join = Callable[[Sequence[Hours]], tuple[Hours, ...]]


@dataclass(frozen=True, slots=True)
class UsualHours:
    """Weekdays that keep the same hours, in every week or in the same weeks of the month."""

    weekdays: tuple[int, ...]
    weeks: tuple[int, ...]
    """Sorted; empty: every week."""
    hours: tuple[Hours, ...]

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The weekdays as runs of days that follow one another: the first and the last of each."""
        starts = [day for day in self.weekdays if day - 1 not in self.weekdays]
        ends = [day for day in self.weekdays if day + 1 not in self.weekdays]
        return tuple(zip(starts, ends, strict=True))


@dataclass(frozen=True, slots=True)
class UsualLanguages:
    """Languages that are served on the same channels at the same times."""

    languages: tuple[str, ...]
    channels: tuple[Channel, ...]
    hours: tuple[UsualHours, ...] | None
    """None: whenever it is open; empty: nobody knows when."""


def days_of_rest(timetable: Timetable) -> frozenset[int]:
    """Return the weekdays on which a place is closed every week."""
    return frozenset(closing.weekday for closing in timetable.regular_closings if not closing.weeks)


def usual_hours(timetable: Timetable) -> tuple[UsualHours, ...] | None:
    """Return the opening hours of a usual week, Monday's first; None when they are not known."""
    return None if timetable.weekly is None else _together(_open_rows(timetable, timetable.weekly))


def usual_languages(timetable: Timetable) -> tuple[UsualLanguages, ...]:
    """Return when each language is served in a usual week: first those that are whenever it is open."""
    times = _times_by_channel(timetable)
    # Of one language: the channels with the same times; then of all: the languages with the same channels.
    ways: dict[str, dict[tuple[UsualHours, ...] | None, list[Channel]]] = {}
    for (language, channel), hours in times.items():
        ways.setdefault(language, {}).setdefault(hours, []).append(channel)
    found: dict[tuple[tuple[Channel, ...], tuple[UsualHours, ...] | None], list[str]] = {}
    for language, channels_by_hours in ways.items():
        for hours, channels in channels_by_hours.items():
            found.setdefault((tuple(channels), hours), []).append(language)
    usual = [UsualLanguages(tuple(slugs), channels, hours) for (channels, hours), slugs in found.items()]
    return tuple(sorted(usual, key=lambda one: one.hours is not None))


def _times_by_channel(timetable: Timetable) -> dict[tuple[str, Channel], tuple[UsualHours, ...] | None]:
    rows: dict[tuple[str, Channel], list[LanguageRow]] = {}
    for row in timetable.languages:
        rows.setdefault((row.language, row.channel), []).append(row)
    return {key: _times(timetable, own) for key, own in rows.items()}


def _times(timetable: Timetable, rows: Sequence[LanguageRow]) -> tuple[UsualHours, ...] | None:
    if any(row.weekly is None for row in rows):
        return None
    weekly = [weekly for row in rows for weekly in row.weekly or ()]
    if timetable.weekly is not None:
        is_open = _open_rows(timetable, timetable.weekly)
        weekly = [common for row in weekly for opening in is_open for common in _common(row, opening)]
    return _together(weekly, join=joined)


def _common(row: WeeklyHours, opening: WeeklyHours) -> Iterable[WeeklyHours]:
    """Yield the part of a language's row in which the place is open, if there is one."""
    weeks = (row.weeks or _ALL_WEEKS) & (opening.weeks or _ALL_WEEKS)
    opens, closes = max(row.hours.opens, opening.hours.opens), min(row.hours.closes, opening.hours.closes)
    if row.weekday == opening.weekday and weeks and opens < closes:
        yield WeeklyHours(row.weekday, Hours(opens, closes), frozenset() if weeks == _ALL_WEEKS else weeks)


def _open_rows(timetable: Timetable, weekly: Iterable[WeeklyHours]) -> list[WeeklyHours]:
    never = days_of_rest(timetable)
    return [row for row in weekly if row.weekday not in never]


def _together(rows: Iterable[WeeklyHours], join: Join = tuple) -> tuple[UsualHours, ...]:
    """Put the hours of each weekday together, as `join` does, then the weekdays with the same hours."""
    by_day: dict[tuple[int, tuple[int, ...]], list[Hours]] = {}
    for row in sorted(rows, key=lambda row: (row.weekday, sorted(row.weeks), row.hours.opens)):
        by_day.setdefault((row.weekday, tuple(sorted(row.weeks))), []).append(row.hours)
    weekdays: dict[tuple[tuple[int, ...], tuple[Hours, ...]], list[int]] = {}
    for (weekday, weeks), hours in by_day.items():
        weekdays.setdefault((weeks, join(hours)), []).append(weekday)
    return tuple(UsualHours(tuple(days), weeks, hours) for (weeks, hours), days in weekdays.items())
