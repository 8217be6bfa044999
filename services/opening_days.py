"""Which hours hold on a day: dated exception, yearly closing, regular closing, holiday rule, week, in that order.

Hours are those that begin on the day; they may run past its midnight, and a closed day does not cut short what
began the evening before.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter

from services.holidays_of_japan import holiday_name
from services.opening_answers import Day, Why, WhyKind
from services.regular_closings import is_closing_day, is_in_weeks
from services.timetables import (
    MINUTES_A_DAY,
    Channel,
    ClosingState,
    DatedException,
    HolidayRule,
    Hours,
    LanguageRow,
    Timetable,
    WeeklyHours,
    YearlyClosing,
)

ONE_DAY = timedelta(days=1)
CHANNELS = tuple(Channel)
WEEK = Why(WhyKind.WEEK)
REGULAR = Why(WhyKind.REGULAR)
YEARLY = Why(WhyKind.YEARLY)
# Enough for the days one page asks about. Both stores are emptied when full, which keeps them simple and small.
DAYS_KEPT = 32
# A large city's places.
CALENDARS_KEPT = 2048


class LanguageWeek:
    """All rows of one language on one channel: at some hours of the week, whenever open, or nobody knows when."""

    __slots__ = ("channel", "is_unscheduled", "is_whenever_open", "week")

    def __init__(self, channel: Channel, rows: Sequence[LanguageRow]) -> None:
        self.channel = channel
        self.is_whenever_open = any(row.weekly is None for row in rows)
        self.is_unscheduled = any(row.weekly == () for row in rows)
        self.week = by_weekday([weekly for row in rows for weekly in row.weekly or ()])


class Calendar:
    """A timetable made ready for looking up days, which it remembers."""

    __slots__ = ("_days", "_exceptions", "_languages", "_week", "runs_past_midnight", "timetable")

    def __init__(self, timetable: Timetable) -> None:
        self.timetable = timetable
        self.runs_past_midnight = _runs_past_midnight(timetable)
        self._week = by_weekday(timetable.weekly or ())
        # The stable sort keeps, of two that begin together, the later in the tuple; reversed, it comes first.
        self._exceptions = sorted(timetable.exceptions, key=attrgetter("first"))[::-1]
        self._days: dict[date, Day] = {}
        self._languages: dict[str, tuple[LanguageWeek, ...]] = {}

    def day(self, day: date) -> Day:
        """Return the hours that hold on `day` and why."""
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            known = self._days[day] = self._decided(day)
        return known

    def hours(self, day: date) -> tuple[Hours, ...]:
        """Return the hours that surely hold on `day`: none when they are not known."""
        return self.day(day).hours or ()

    def language(self, slug: str) -> tuple[LanguageWeek, ...]:
        """Return the channels of a language in the order in which `Channel` names them; none when not listed."""
        known = self._languages.get(slug)
        if known is None:
            rows = [row for row in self.timetable.languages if row.language == slug]
            channels = sorted({row.channel for row in rows}, key=CHANNELS.index)
            known = tuple(LanguageWeek(each, [row for row in rows if row.channel is each]) for each in channels)
            if known:
                self._languages[slug] = known
        return known

    def is_week_known(self, day: date) -> bool:
        """Return whether the week's hours are known, and somebody vouches for them on `day`."""
        return self.timetable.weekly is not None and not self._is_out_of_date(day)

    def next_day_to_try(self, day: date) -> date:
        """Return the next day after `day` on which the place may open, passing over long closings."""
        decided = self.day(day)
        following = day + ONE_DAY
        to_come = [exception.first for exception in self._exceptions if exception.first > day]
        if decided.exception is not None:
            after = following if decided.exception.hours else _day_after(decided.exception)
        elif self._is_out_of_date(following):
            after = date.max
        elif any(self._week) or self.timetable.holiday_rule is HolidayRule.OWN_HOURS:
            after = following
        else:
            after = date.max
        return min(after, *to_come) if to_come else after

    def _decided(self, day: date) -> Day:
        for exception in self._exceptions:
            if exception.first <= day <= exception.last:
                return Day(_sorted(exception.hours), Why(WhyKind.EXCEPTION, exception.reason), exception)
        if self._is_out_of_date(day):
            return Day(None, WEEK)
        return self._yearly(day) or self._regular(day) or self._holiday(day) or self._weekly(day)

    def _is_out_of_date(self, day: date) -> bool:
        return self.timetable.vouched_until is not None and day > self.timetable.vouched_until

    def _yearly(self, day: date) -> Day | None:
        states = {yearly.state for yearly in self.timetable.yearly_closings if _covers(yearly, day)}
        if not states:
            return None
        return Day(() if ClosingState.CLOSED in states else None, YEARLY)

    def _regular(self, day: date) -> Day | None:
        is_closed = any(is_closing_day(closing, day) for closing in self.timetable.regular_closings)
        return Day((), REGULAR) if is_closed else None

    def _holiday(self, day: date) -> Day | None:
        """Apply the holiday rule; None where the week decides, as on a weekday that is closed anyway."""
        rule = self.timetable.holiday_rule
        name = holiday_name(day)
        if name is None or rule is HolidayRule.AS_USUAL:
            return None
        why = Why(WhyKind.HOLIDAY, holiday=name)
        if rule is HolidayRule.CLOSED:
            return Day((), why)
        if rule is HolidayRule.OWN_HOURS:
            return Day(_sorted(self.timetable.holiday_hours), why)
        return Day(None, why) if self._weekly(day).hours else None

    def _weekly(self, day: date) -> Day:
        if self.timetable.weekly is None:
            return Day(None, WEEK)
        return Day(on_weekday(self._week, day), WEEK)


_calendars: dict[int, Calendar] = {}


def calendar_of(timetable: Timetable) -> Calendar:
    """Return the calendar of `timetable`, kept for as long as the same object is asked for again.

    Looked up by identity: hashing a whole timetable takes longer than answering from it.
    """
    known = _calendars.get(id(timetable))
    if known is None or known.timetable is not timetable:
        if len(_calendars) >= CALENDARS_KEPT:
            _calendars.clear()
        known = _calendars[id(timetable)] = Calendar(timetable)
    return known


def forget_calendars() -> None:
    """Let go of all calendars: after many timetables were asked that will not be asked again."""
    _calendars.clear()


def by_weekday(rows: Sequence[WeeklyHours]) -> tuple[tuple[WeeklyHours, ...], ...]:
    """Return seven tuples of rows, Monday's first, each sorted by the opening minute."""
    week: list[list[WeeklyHours]] = [[] for _ in range(7)]
    for row in sorted(rows, key=attrgetter("hours.opens")):
        week[row.weekday].append(row)
    return tuple(map(tuple, week))


def on_weekday(week: Sequence[Sequence[WeeklyHours]], day: date) -> tuple[Hours, ...]:
    """Return the hours of the rows that apply on `day`, sorted."""
    return tuple([row.hours for row in week[day.weekday()] if is_in_weeks(row.weeks, day)])


def _sorted(hours: Sequence[Hours]) -> tuple[Hours, ...]:
    return tuple(sorted(hours, key=attrgetter("opens")))


def _day_after(exception: DatedException) -> date:
    """Return the day after an exception, also where "until further notice" is written as the last date there is."""
    return min(exception.last, date.max - ONE_DAY) + ONE_DAY


def _covers(yearly: YearlyClosing, day: date) -> bool:
    of_year = (day.month, day.day)
    if yearly.first <= yearly.last:
        return yearly.first <= of_year <= yearly.last
    return of_year >= yearly.first or of_year <= yearly.last


def _runs_past_midnight(timetable: Timetable) -> bool:
    of_languages = (row for spoken in timetable.languages for row in spoken.weekly or ())
    return (
        any(row.hours.closes > MINUTES_A_DAY for row in timetable.weekly or ())
        or any(row.hours.closes > MINUTES_A_DAY for row in of_languages)
        or any(hours.closes > MINUTES_A_DAY for hours in timetable.holiday_hours)
        or any(hours.closes > MINUTES_A_DAY for exception in timetable.exceptions for hours in exception.hours)
    )
