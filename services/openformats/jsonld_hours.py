"""Hours as schema.org says them: the week, and the dates that differ from it, for some weeks to come.

schema.org knows weekdays and dates, but no holidays, no nth weeks and no "unknown". So the rules of opening are asked
about each day to come, and what the week does not say becomes a date of its own. Whoever reads it takes a date before
the week, as search engines do. A day of unknown hours is in nothing that is said: then the week holds from date to
date around it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

import orjson

from services.opening import WhyKind, opening_on, spoken_on
from services.timetables import (
    MINUTES_A_DAY,
    Channel,
    HolidayRule,
    Hours,
    OnHoliday,
    Timetable,
    WeeklyHours,
)

DAYS_AHEAD = 56
_WEEK = 7
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOSED = {"opens": "00:00", "closes": "00:00"}

Node = dict[str, Any]
Ranges = tuple[tuple[int, int], ...]
"""(opens, closes) of one day in minutes from midnight; none is closed."""
Dated = tuple[date, Ranges | None]
"""A day and what holds on it; None is unknown."""


@dataclass(frozen=True, slots=True)
class OpeningNodes:
    """When a place is open; nobody changes the lists, which are remembered."""

    weekly: list[Node]
    """For `openingHoursSpecification`."""
    special: list[Node]
    """For `specialOpeningHoursSpecification`: what comes before the week."""


@dataclass(frozen=True, slots=True)
class ChannelNodes:
    """Languages reached in one way at the same times; no hours: whenever it is open, or nobody knows when."""

    channel: Channel
    languages: tuple[str, ...]
    """Slugs."""
    hours: list[Node]


@lru_cache(maxsize=256)
def opening_nodes(timetable: Timetable, today: date) -> OpeningNodes:
    """Return the opening hours from `today` on: what nth weeks add stands with the week, all else is special."""
    usual = _usual(timetable)
    ahead = [opening_on(timetable, day) for day in _days(today, DAYS_AHEAD)]
    days = [(day, _ranges(ruled.hours)) for day, ruled in zip(_days(today, DAYS_AHEAD), ahead, strict=True)]
    week = {day.weekday(): _ranges(opening_on(usual, day).hours) for day in _days(today, _WEEK)}
    differing = [(day, hours) for day, hours in days if hours is not None and hours != week[day.weekday()]]
    of_week = {day for (day, _), ruled in zip(days, ahead, strict=True) if ruled.why.kind is WhyKind.WEEK}
    return OpeningNodes(
        weekly=[*_weekly(week, days), *_dated(each for each in differing if each[0] in of_week)],
        special=list(_dated(each for each in differing if each[0] not in of_week)),
    )


@lru_cache(maxsize=64)
def channel_nodes(timetable: Timetable, today: date) -> tuple[ChannelNodes, ...]:
    """Return the languages by channel from `today` on, with their hours where these are not those of the place."""
    told = _told_rows(timetable)
    hours = _spoken_hours(timetable, today) if told else {}
    together: dict[tuple[Channel, bytes], list[str]] = {}
    for row in timetable.languages:
        nodes = hours[row.language, row.channel] if (row.language, row.channel) in told else []
        languages = together.setdefault((row.channel, orjson.dumps(nodes)), [])
        if row.language not in languages:
            languages.append(row.language)
    found = sorted(together.items(), key=lambda each: list(Channel).index(each[0][0]))
    return tuple(ChannelNodes(channel, tuple(slugs), orjson.loads(nodes)) for (channel, nodes), slugs in found)


def _told_rows(timetable: Timetable) -> set[tuple[str, Channel]]:
    """Return the languages, each with its channel, whose times are told and are not those of the place."""
    without = {(row.language, row.channel) for row in timetable.languages if not row.weekly}
    return {(row.language, row.channel) for row in timetable.languages} - without


def _spoken_hours(timetable: Timetable, today: date) -> dict[tuple[str, Channel], list[Node]]:
    usual = _usual(timetable)
    week = {day.weekday(): _spoken(usual, day) for day in _days(today, _WEEK)}
    ahead = [(day, _spoken(timetable, day)) for day in _days(today, DAYS_AHEAD)]
    nodes = {}
    for key in _told_rows(timetable):
        usually = {weekday: spoken.get(key, ()) for weekday, spoken in week.items()}
        days: list[Dated] = [(day, spoken.get(key, ())) for day, spoken in ahead]
        differing = [(day, hours) for day, hours in days if hours is not None and hours != usually[day.weekday()]]
        nodes[key] = [*_weekly(usually, days), *_dated(differing)]
    return nodes


def _spoken(timetable: Timetable, day: date) -> dict[tuple[str, Channel], Ranges | None]:
    return {
        (spoken.language, spoken.channel): _ranges(spoken.hours) if spoken.is_certain else None
        for spoken in spoken_on(timetable, day)
    }


def _usual(timetable: Timetable) -> Timetable:
    """Return the timetable of a week in which nothing special happens, nth weeks included."""
    rest = (regular for regular in timetable.regular_closings if not regular.weeks)
    return replace(
        timetable,
        weekly=_every_week(timetable.weekly),
        holiday_rule=HolidayRule.AS_USUAL,
        regular_closings=tuple(replace(regular, on_holiday=OnHoliday.CLOSED) for regular in rest),
        yearly_closings=(),
        exceptions=(),
        languages=tuple(replace(row, weekly=_every_week(row.weekly)) for row in timetable.languages),
    )


def _every_week(rows: Sequence[WeeklyHours] | None) -> tuple[WeeklyHours, ...] | None:
    return None if rows is None else tuple(row for row in rows if not row.weeks)


def _weekly(week: dict[int, Ranges | None], days: Sequence[Dated]) -> Iterator[Node]:
    """Yield the week: once for always, or for each run of days of which all is known."""
    if all(hours is not None for _, hours in days):
        yield from _held(week, {})
        return
    for is_known, run in groupby(days, key=lambda each: each[1] is not None):
        held = list(run)
        usual = {day.weekday(): hours for day, hours in held if hours == week[day.weekday()]}
        if is_known:
            yield from _held(usual, _valid(held[0][0], held[-1][0]))


def _held(week: dict[int, Ranges | None], dates: Node) -> Iterator[Node]:
    found: dict[tuple[int, int], list[int]] = {}
    for weekday in sorted(week):
        for hours in week[weekday] or ():
            found.setdefault(hours, []).append(weekday)
    for (opens, closes), weekdays in found.items():
        yield _node(_weekdays(weekdays) | _times(opens, closes) | dates)


def _dated(days: Iterable[Dated]) -> Iterator[Node]:
    """Yield the hours of dates, those of equal days that follow one another in one."""
    runs: list[tuple[date, date, Ranges]] = []
    for day, hours in days:
        if runs and runs[-1][1:] == (day - timedelta(days=1), hours):
            runs[-1] = (runs[-1][0], day, hours or ())
        else:
            runs.append((day, day, hours or ()))
    for first, last, ranges in runs:
        for times in [_times(*hours) for hours in ranges] or [_CLOSED]:
            yield _node(times | _valid(first, last))


def _node(members: Node) -> Node:
    return {"@type": "OpeningHoursSpecification", **members}


def _weekdays(weekdays: Sequence[int]) -> Node:
    return {"dayOfWeek": [f"https://schema.org/{_DAYS[weekday]}" for weekday in weekdays]}


def _valid(first: date, last: date) -> Node:
    return {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def _times(opens: int, closes: int) -> Node:
    """Return the times of one opening; the end of a whole day is said a minute early, or it would read as closed."""
    is_whole_day = closes - opens == MINUTES_A_DAY
    return {"opens": _clock(opens), "closes": _clock(closes - is_whole_day)}


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes % MINUTES_A_DAY, 60)
    return f"{hour:02}:{minute:02}"


def _ranges(hours: Sequence[Hours] | None) -> Ranges | None:
    return None if hours is None else tuple(dict.fromkeys((each.opens, each.closes) for each in hours))


def _days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range(number)]
