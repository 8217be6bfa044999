from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.clock import use_timezone
from services.opening import State, WhyKind, opening_at
from services.timetables import DatedException, HolidayRule, Hours, Timetable, WeeklyHours
from tests.timetables_for_tests import (
    EVERY_DAY,
    FRI,
    SAT,
    SUN,
    closing,
    day,
    hours,
    shown,
    tokyo,
    weekly,
)

NIGHTS = Timetable(weekly((FRI, SAT), "20:00-26:00"), HolidayRule.AS_USUAL)
DAY_AND_NIGHT = Timetable(weekly(EVERY_DAY, "0:00-24:00"), HolidayRule.AS_USUAL)


@pytest.mark.parametrize(
    ("at", "state", "until"),
    [
        ("2026-11-27 19:59", "closed", None),
        ("2026-11-27 23:59", "open", "2026-11-28 02:00"),
        ("2026-11-28 00:00", "open", "2026-11-28 02:00"),
        ("2026-11-28 02:00", "closed", None),
        ("2026-11-29 01:59", "open", "2026-11-29 02:00"),
        ("2026-11-30 01:00", "closed", None),
        ("2027-01-01 23:00", "open", "2027-01-02 02:00"),
    ],
)
def test_hours_past_midnight_belong_to_the_day_they_begin(at: str, state: str, until: str | None) -> None:
    answer = opening_at(NIGHTS, tokyo(at))

    assert (answer.state, shown(answer.until)) == (state, until)


def test_an_exception_does_not_cut_the_hours_of_the_evening_before() -> None:
    timetable = replace(NIGHTS, exceptions=(closing(day("2026-11-28"), reason="typhoon"),))

    after_midnight = opening_at(timetable, tokyo("2026-11-28 01:00"))
    that_evening = opening_at(timetable, tokyo("2026-11-28 21:00"))

    assert (after_midnight.state, after_midnight.why.kind) == (State.OPEN, WhyKind.WEEK)
    assert (that_evening.state, that_evening.why.reason) == (State.CLOSED, "typhoon")


def test_after_midnight_the_evening_before_explains_the_opening() -> None:
    opened = DatedException(day("2026-11-26"), day("2026-11-26"), (hours("20:00-25:00"),), "festival")

    answer = opening_at(replace(NIGHTS, exceptions=(opened,)), tokyo("2026-11-27 00:30"))

    assert (answer.state, answer.why.reason) == (State.OPEN, "festival")


def test_openings_join_over_midnight() -> None:
    timetable = Timetable(weekly(FRI, "20:00-24:00") + weekly(SAT, "0:00-3:00"))

    assert shown(opening_at(timetable, tokyo("2026-11-27 22:00")).until) == "2026-11-28 03:00"


def test_open_day_and_night_has_no_end() -> None:
    answer = opening_at(DAY_AND_NIGHT, tokyo("2026-11-25 03:00"))

    assert (answer.state, answer.until, answer.last_reception) == (State.OPEN, None, None)


def test_open_day_and_night_until_a_closing_within_a_week() -> None:
    timetable = replace(DAY_AND_NIGHT, exceptions=(closing(day("2026-12-01")),))

    assert shown(opening_at(timetable, tokyo("2026-11-25 03:00")).until) == "2026-12-01 00:00"


@pytest.fixture
def in_new_york() -> Iterator[None]:
    use_timezone("America/New_York")
    yield
    use_timezone("Asia/Tokyo")


@pytest.mark.usefixtures("in_new_york")
@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-03-08T01:59:00-05:00", "2026-03-08T04:00:00-04:00"),
        ("2026-03-08T03:00:00-04:00", "2026-03-08T04:00:00-04:00"),
        ("2026-11-01T01:30:00-04:00", "2026-11-01T04:00:00-05:00"),
        ("2026-11-01T01:30:00-05:00", "2026-11-01T04:00:00-05:00"),
    ],
)
def test_the_clock_on_the_wall_holds_on_the_night_it_changes(at: str, until: str | None) -> None:
    timetable = Timetable((WeeklyHours(SUN, Hours(60, 240)),))

    assert opening_at(timetable, datetime.fromisoformat(at)).until == datetime.fromisoformat(until)


@pytest.mark.usefixtures("in_new_york")
@pytest.mark.parametrize("offset", ["-04:00", "-05:00"])
def test_in_the_hour_shown_twice_an_opening_ends_after_the_moment_asked_about(offset: str) -> None:
    at = datetime.fromisoformat(f"2026-11-01T01:30:00{offset}")

    until = opening_at(Timetable((WeeklyHours(SUN, Hours(60, 105)),)), at).until

    assert until - at == timedelta(minutes=15)
