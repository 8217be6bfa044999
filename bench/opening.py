"""Microseconds an answer takes: open now, spoken now, over a year of moments, against the limit of 30.

Run: python bench/opening.py
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter_ns

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from services.opening import opening_at, spoken_at
from services.opening_days import Calendar
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


def show(name: str, taken: list[float], floor: float) -> float:
    """Print one line, as a ratio to the floor too, and return the median."""
    middle, p99 = median(taken), quantiles(taken, n=100)[98]
    print(f"{name:34} median {middle:6.1f} µs   p99 {p99:6.1f} µs   {middle / floor:5.1f} × floor")
    return middle


def main() -> int:
    """Ask every place at random moments of two years, as one page does: all places at one moment."""
    random = Random(20260922)
    places = city(random)
    moments = [START + timedelta(minutes=random.randrange(2 * 365 * 1440)) for _ in range(ROUNDS)]
    asked = [(place, at, language) for at in moments for place in places for language in (*LANGUAGES, "vi", "ne")]
    for place, at, language in asked:
        spoken_at(place, language, at)
    floor = median(microseconds(lambda: START + timedelta(minutes=1)) for _ in range(10_000))
    print(f"{'floor: one datetime + timedelta':34} median {floor:6.2f} µs")
    once = [(place, at) for at in moments for place in places]
    medians = [
        show("opening_at", [microseconds(partial(opening_at, p, at)) for p, at in once], floor),
        show("spoken_at", [microseconds(partial(spoken_at, p, s, at)) for p, at, s in asked], floor),
        show("opening_at, a timetable just read", [fresh_opening(place, at) for place, at in once], floor),
    ]
    show("making a timetable ready", [microseconds(partial(Calendar, place)) for place, _ in once], floor)
    return int(max(medians) > LIMIT_US)


def fresh_opening(place: Timetable, at: datetime) -> float:
    """Return how long the first answer takes from a timetable nobody asked before."""
    fresh = replace(place)
    return microseconds(partial(opening_at, fresh, at))


if __name__ == "__main__":
    sys.exit(main())
