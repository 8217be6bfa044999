"""Microseconds an answer takes: open now, spoken now, over two years of moments."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from statistics import median
from time import perf_counter_ns

from bench.report import Line
from services.opening import opening_at, spoken_at
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

LIMIT_US = 30
PLACES = 39
ROUNDS = 40
START = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ("en", "zh-hans", "ko", "pt", "es", "tl")
DAY, EVENING = Hours(540, 1020), Hours(1020, 1260)


def rows(weekdays: range | tuple[int, ...], hours: Hours, *nth: int) -> tuple[WeeklyHours, ...]:
    """Return the same hours on several weekdays."""
    return tuple(WeeklyHours(weekday, hours, frozenset(nth)) for weekday in weekdays)


def language_rows(random: Random) -> tuple[LanguageRow, ...]:
    """Return each language on a few days and one evening, as a lounge's leaflet has them."""
    counter = [
        LanguageRow(language, Channel.COUNTER, rows((*random.sample(range(6), 3),), DAY) + rows((4,), EVENING))
        for language in LANGUAGES
    ]
    return (*counter, LanguageRow("vi", Channel.PHONE))


def city(random: Random) -> list[Timetable]:
    """Return as many timetables as the first city has, in the shapes found there; all hours are made up."""
    year_end = YearlyClosing((12, 29), (1, 3))
    closed = DatedException(START.date() + timedelta(180), START.date() + timedelta(270))
    lounge = Timetable(
        rows(range(6), Hours(540, 1260)) + rows((6,), DAY), HolidayRule.OWN_HOURS, (DAY,), yearly_closings=(year_end,)
    )
    third_monday = RegularClosing(0, frozenset({3}), OnHoliday.NEXT_DAY)
    office = Timetable(rows(range(5), Hours(525, 1020)) + rows((5,), Hours(540, 720), 2, 4), HolidayRule.CLOSED)
    perhaps = replace(year_end, state=ClosingState.UNKNOWN)
    shapes = [
        lounge,
        replace(lounge, regular_closings=(third_monday,)),
        replace(lounge, exceptions=(closed,), holiday_rule=HolidayRule.UNKNOWN),
        replace(office, yearly_closings=(year_end,)),
        replace(office, yearly_closings=(perhaps,)),
        Timetable(weekly=None, yearly_closings=(year_end,)),
    ]
    return [replace(shapes[n % len(shapes)], languages=language_rows(random)) for n in range(PLACES)]


def microseconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    began = perf_counter_ns()
    work()
    return (perf_counter_ns() - began) / 1000


def measured() -> Iterator[Line]:
    """Ask every place at random moments of two years, as one page does: all places at one moment."""
    random = Random(20260922)
    places = city(random)
    moments = [START + timedelta(minutes=random.randrange(2 * 365 * 1440)) for _ in range(ROUNDS)]
    asked = [(place, language, at) for at in moments for place in places for language in (*LANGUAGES, "vi", "ne")]
    for each in asked:
        spoken_at(*each)
    once = [(place, at) for at in moments for place in places]
    # The floor is one addition to a moment, which every answer makes at least twice.
    floor = median(microseconds(lambda: START + timedelta(minutes=1)) for _ in range(10_000))
    taken = {
        "is it open": [microseconds(partial(opening_at, place, at)) for place, at in once],
        "is my language spoken": [microseconds(partial(spoken_at, *each)) for each in asked],
        "is it open, of a timetable just read": [fresh_opening(place, at) for place, at in once],
    }
    for name, each in taken.items():
        middle = median(each)
        yield Line(name, middle, "µs", None, floor, f"≤ {LIMIT_US}", middle <= LIMIT_US)


def fresh_opening(place: Timetable, at: datetime) -> float:
    """Return how long the first answer takes from a timetable nobody asked before."""
    fresh = replace(place)
    return microseconds(partial(opening_at, fresh, at))
