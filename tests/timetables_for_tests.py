"""Timetables that tests of the rules share, written as short as a leaflet writes them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.opening import State, day_hours, spoken_at
from services.timetables import (
    Channel,
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

TOKYO = ZoneInfo("Asia/Tokyo")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
MON_TO_FRI = range(5)
EVERY_DAY = range(7)


def hours(clock: str, last_reception: str | None = None) -> Hours:
    """Read "9:00-17:00"; a place that closes after midnight writes "20:00-25:30"."""
    opens, closes = clock.split("-")
    return Hours(minute(opens), minute(closes), minute(last_reception) if last_reception else None)


def minute(clock: str) -> int:
    hour, minutes = clock.split(":")
    return int(hour) * 60 + int(minutes)


def weekly(weekdays: int | Iterable[int], *clocks: str, weeks: Iterable[int] = ()) -> tuple[WeeklyHours, ...]:
    days = [weekdays] if isinstance(weekdays, int) else weekdays
    return tuple(WeeklyHours(day, hours(clock), frozenset(weeks)) for day in days for clock in clocks)


def closing(first: date, last: date | None = None, reason: str | None = None) -> DatedException:
    return DatedException(first, last or first, reason=reason)


def tokyo(text: str) -> datetime:
    """Read "2026-11-25 10:00" as a moment in Tokyo, given in UTC as views hand it down."""
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO).astimezone(UTC)


def shown(moment: datetime | None) -> str | None:
    """Write a moment as the city's clocks show it, so that a test reads like a notice on the door."""
    return None if moment is None else moment.replace(tzinfo=None).isoformat(" ", "minutes")


def day(text: str) -> date:
    return date.fromisoformat(text)


def hours_on(timetable: Timetable, on: str) -> list[str] | None:
    return clocks(day_hours(timetable, day(on)))


def speaking(timetable: Timetable, *rows: LanguageRow) -> Timetable:
    """Return `timetable` with these languages and no others."""
    return replace(timetable, languages=rows, languages_complete=True)


def said(timetable: Timetable, at: str, language: str = "vi") -> tuple[State, str | None]:
    """Ask for a language at "2026-11-25 10:00": its state, and until when it is served or when next."""
    answer = spoken_at(timetable, language, tokyo(at))
    return answer.state, shown(answer.until or answer.next)


def days_from(first: str, count: int) -> list[date]:
    return [day(first) + timedelta(n) for n in range(count)]


def clocks(day_hours: Iterable[Hours] | None) -> list[str] | None:
    """Write hours back as "9:00-17:00"; None stays None."""
    if day_hours is None:
        return None
    return [f"{h.opens // 60}:{h.opens % 60:02}-{h.closes // 60}:{h.closes % 60:02}" for h in day_hours]


NEW_YEAR = YearlyClosing((12, 29), (1, 3))
UNKNOWN_WEEK = Timetable(weekly=None)
DAILY = Timetable(weekly(EVERY_DAY, "9:00-17:00"), HolidayRule.AS_USUAL)
NINE_TO_FIVE = Timetable(weekly(MON_TO_FRI, "9:00-17:00"), HolidayRule.CLOSED)

TSURUMI = Timetable(
    weekly(range(6), "9:00-21:00") + weekly(SUN, "9:00-17:00"),
    HolidayRule.OWN_HOURS,
    (hours("9:00-17:00"),),
    languages=(
        LanguageRow(
            "en",
            Channel.COUNTER,
            weekly((TUE, FRI, SUN), "9:00-17:00") + weekly(WED, "17:00-21:00"),
        ),
        LanguageRow(
            "es",
            Channel.COUNTER,
            weekly((WED, THU, FRI), "9:00-17:00") + weekly(FRI, "17:00-21:00"),
        ),
        LanguageRow(
            "zh-hans",
            Channel.COUNTER,
            weekly((MON, WED, THU, SAT, SUN), "9:00-17:00") + weekly((TUE, WED, THU, SAT), "17:00-21:00"),
        ),
    ),
    languages_complete=True,
)

TSUZUKI = Timetable(
    weekly(MON_TO_FRI, "10:00-20:00") + weekly((SAT, SUN), "10:00-18:00"),
    HolidayRule.OWN_HOURS,
    (hours("10:00-18:00"),),
    regular_closings=(RegularClosing(MON, frozenset({3}), OnHoliday.NEXT_DAY),),
    yearly_closings=(YearlyClosing((12, 28), (1, 4)),),
)
