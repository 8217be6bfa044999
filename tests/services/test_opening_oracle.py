"""Random timetables, answered by our rules and by opening-hours-py, an independent engine."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from services.opening import State, opening_at
from services.opening_search import DAYS_AHEAD
from services.timetables import (
    ClosingState,
    DatedException,
    HolidayRule,
    Hours,
    OnHoliday,
    RegularClosing,
    Timetable,
    WeeklyHours,
    YearlyClosing,
)
from tests.osm_for_tests import osm
from tests.timetables_for_tests import TOKYO, TSURUMI, TSUZUKI

QUARTER = 15


@st.composite
def hours_until(draw: st.DrawFn, latest: int = 1440) -> Hours:
    # Midnight, where openings of two days meet, comes up more often than chance would have it.
    opens = draw(st.sampled_from([0, 20, 36]) | st.integers(0, 95)) * QUARTER
    last = min(latest, opens + 1440) // QUARTER
    return Hours(opens, draw(st.just(96) | st.integers(opens // QUARTER + 1, last)) * QUARTER)


weekdays = st.integers(0, 6)
weeks = st.frozensets(st.integers(1, 5), max_size=2)
of_year = st.tuples(st.integers(1, 12), st.integers(1, 28))
several_hours = st.lists(hours_until(), max_size=2).map(tuple)
regular_closings = st.builds(RegularClosing, weekdays, weeks, st.sampled_from(OnHoliday))
yearly_closings = st.builds(YearlyClosing, of_year, of_year, st.sampled_from(ClosingState))
exceptions = st.builds(
    lambda first, days, hours: DatedException(first, first + timedelta(days), hours),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 40),
    several_hours,
)
timetables = st.builds(
    Timetable,
    st.none() | st.lists(st.builds(WeeklyHours, weekdays, hours_until(), weeks), max_size=10).map(tuple),
    st.sampled_from(HolidayRule),
    several_hours,
    st.lists(regular_closings, max_size=2).map(tuple),
    st.lists(yearly_closings, max_size=1).map(tuple),
    st.lists(exceptions, max_size=3).map(tuple),
)
night_weeks = st.lists(st.builds(WeeklyHours, weekdays, hours_until(2160), weeks), min_size=1, max_size=8)
# Holidays and turns of the year are where engines differ, so half the moments lie close to one.
days = st.dates(date(2026, 1, 1), date(2027, 4, 30)) | st.sampled_from(
    [date(2026, 9, n) for n in range(20, 26)]
    + [date(2027, 3, n) for n in range(20, 25)]
    # Friday the 20th is a holiday: a closing moved by it lands on Saturday or on Monday.
    + [date(2026, 3, n) for n in range(20, 25)]
    + [date(2026, 12, 31), date(2027, 1, 1), date(2026, 5, 7), date(2026, 4, 30)]
)
moments = st.builds(
    lambda day, minute: datetime.combine(day, time(), TOKYO) + timedelta(minutes=minute), days, st.integers(0, 1439)
)


def assert_same_answer(timetable: Timetable, other: OpeningHours, at: datetime) -> None:
    """Compare the state, and until when the place is open or when it opens next."""
    wall = at.replace(tzinfo=None)
    opens, closes = next_opening(other, wall)

    answer = opening_at(timetable, at.astimezone(UTC))

    assert answer.state == str(other.state(wall)[0])
    if answer.state is not State.OPEN:
        assert on_the_wall(answer.next) == opens
    elif answer.until is not None:
        assert on_the_wall(answer.until) == closes


def next_opening(other: OpeningHours, wall: datetime) -> tuple[datetime | None, datetime | None]:
    """Return the opening that runs at `wall` or begins next within the days in which our rules look for one."""
    end = datetime.combine(wall.date(), time()) + timedelta(DAYS_AHEAD + 1)
    spans = other.intervals(wall, end)
    return next(((opens, closes) for opens, closes, state, _ in spans if str(state) == "open"), (None, None))


def on_the_wall(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=None)


@settings(max_examples=1000, deadline=None)
@given(timetable=timetables, ats=st.lists(moments, min_size=1, max_size=5))
def test_random_timetables_are_answered_as_another_engine_does(timetable: Timetable, ats: list[datetime]) -> None:
    other = OpeningHours(osm(timetable))

    for at in ats:
        assert_same_answer(timetable, other, at)


@settings(max_examples=300, deadline=None)
@given(rows=night_weeks, at=moments)
def test_weeks_that_run_past_midnight_are_answered_as_another_engine_does(
    rows: list[WeeklyHours], at: datetime
) -> None:
    # No closing here: a closed day cuts the evening before short in that engine, and must not in ours.
    timetable = Timetable(tuple(rows), HolidayRule.AS_USUAL)

    assert_same_answer(timetable, OpeningHours(osm(timetable)), at)


@settings(max_examples=200, deadline=None)
@given(timetable=st.sampled_from([TSURUMI, TSUZUKI]), at=moments)
def test_real_places_are_answered_as_another_engine_does(timetable: Timetable, at: datetime) -> None:
    assert_same_answer(timetable, OpeningHours(osm(timetable)), at)
