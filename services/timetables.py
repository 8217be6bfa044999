"""The words a timetable is made of, as plain values: what the rules read and the records are turned into.

Minutes count from midnight of the day a row belongs to; `closes` may pass 1440 when a place closes after
midnight (25:30 is 1530). Weekdays count from Monday, 0, to Sunday, 6. `weeks` are the nth weeks of the month
(1 to 5: the 8th to the 14th is the 2nd week); an empty set means every week.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MINUTES_A_DAY = 1440


class HolidayRule(StrEnum):
    """What a national holiday does to the week's hours."""

    CLOSED = "closed"
    AS_USUAL = "as_usual"
    OWN_HOURS = "own_hours"
    UNKNOWN = "unknown"


class OnHoliday(StrEnum):
    """What becomes of a regular closing day that falls on a national holiday."""

    CLOSED = "closed"
    NEXT_DAY = "next_day"
    NEXT_WEEKDAY = "next_weekday"
    OPEN = "open"


class Channel(StrEnum):
    """How a language reaches a person."""

    COUNTER = "counter"
    PHONE = "phone"
    VIDEO = "video"
    LINE = "line"
    EMAIL = "email"
    MACHINE = "machine"


class ClosingState(StrEnum):
    """Whether the days of a yearly closing are surely closed, or only perhaps."""

    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """One opening of a day, from `opens` until before `closes`."""

    opens: int
    closes: int
    last_reception: int | None = None


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Hours on one weekday, in every week or in the nth weeks of the month."""

    weekday: int
    hours: Hours
    weeks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RegularClosing:
    """A weekday on which a place is closed, in every week or in the nth weeks of the month."""

    weekday: int
    weeks: frozenset[int] = frozenset()
    on_holiday: OnHoliday = OnHoliday.CLOSED


@dataclass(frozen=True, slots=True)
class YearlyClosing:
    """Days of every year, as (month, day), both ends included; may run over the new year."""

    first: tuple[int, int]
    last: tuple[int, int]
    state: ClosingState = ClosingState.CLOSED


@dataclass(frozen=True, slots=True)
class DatedException:
    """Dates, both ends included, on which other hours hold; no hours means closed."""

    first: date
    last: date
    hours: tuple[Hours, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """One language on one channel: its weekly rows, `None` for "whenever open", empty for "nobody knows when"."""

    language: str
    channel: Channel
    weekly: tuple[WeeklyHours, ...] | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that decides whether a place is open and which languages it speaks at a moment.

    `weekly` is None when the hours are not known, which is not the same as closed. `languages_complete` says
    that a language without a row is not spoken; otherwise it is not known.
    """

    weekly: tuple[WeeklyHours, ...] | None
    holiday_rule: HolidayRule = HolidayRule.UNKNOWN
    holiday_hours: tuple[Hours, ...] = ()
    regular_closings: tuple[RegularClosing, ...] = ()
    yearly_closings: tuple[YearlyClosing, ...] = ()
    exceptions: tuple[DatedException, ...] = ()
    languages: tuple[LanguageRow, ...] = ()
    languages_complete: bool = False
    vouched_until: date | None = None
    """The last day on which somebody vouches for the hours: afterwards they are unknown, but for dated exceptions."""
