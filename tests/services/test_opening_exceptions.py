from dataclasses import replace

import pytest

from services.opening_answers import WhyKind
from services.opening_days import Calendar
from services.timetables import (
    ClosingState,
    DatedException,
    HolidayRule,
    RegularClosing,
    Timetable,
    YearlyClosing,
)
from tests.timetables_for_tests import (
    DAILY,
    MON,
    NEW_YEAR,
    NINE_TO_FIVE,
    clocks,
    closing,
    day,
    hours,
    hours_on,
)

PERHAPS_NEW_YEAR = YearlyClosing((12, 28), (1, 4), ClosingState.UNKNOWN)
# A Sunday-closed week whose own hours on holidays differ from every weekday's.
OWN_HOURS = replace(NINE_TO_FIVE, holiday_rule=HolidayRule.OWN_HOURS, holiday_hours=(hours("10:00-12:00"),))


def kind_on(timetable: Timetable, on: str) -> WhyKind:
    return Calendar(timetable).day(day(on)).why.kind


def test_precedence_falls_from_exception_to_week() -> None:
    parts = {
        "exceptions": (closing(day("2027-01-01"), reason="flood"),),
        "yearly_closings": (NEW_YEAR,),
        "regular_closings": (RegularClosing(4),),
        "holiday_rule": HolidayRule.CLOSED,
    }
    kinds = []
    for name in parts:
        kinds.append(kind_on(replace(DAILY, **parts), "2027-01-01"))
        parts[name] = getattr(DAILY, name)

    assert [*kinds, kind_on(DAILY, "2027-01-01")] == list(WhyKind)


def test_an_exception_opens_a_yearly_closing_and_is_shown() -> None:
    opened = DatedException(day("2026-12-30"), day("2026-12-30"), (hours("9:00-12:00"),), "festival")
    calendar = Calendar(replace(DAILY, yearly_closings=(NEW_YEAR,), exceptions=(opened,)))

    found = calendar.day(day("2026-12-30"))

    assert (clocks(found.hours), found.exception, found.why.reason) == (["9:00-12:00"], opened, "festival")


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_exceptions_the_one_that_begins_later_holds(order: int) -> None:
    both = (
        closing(day("2026-11-01"), day("2026-11-30")),
        DatedException(day("2026-11-10"), day("2026-11-12"), (hours("10:00-11:00"),)),
    )
    timetable = replace(DAILY, exceptions=both[::order])

    found = [hours_on(timetable, f"2026-11-{n:02}") for n in (9, 10, 12, 13)]

    assert found == [[], ["10:00-11:00"], ["10:00-11:00"], []]


def test_of_two_exceptions_that_begin_together_the_one_written_later_holds() -> None:
    both = (closing(day("2026-11-10")), DatedException(day("2026-11-10"), day("2026-11-20"), (hours("10:00-11:00"),)))

    assert hours_on(replace(DAILY, exceptions=both), "2026-11-10") == ["10:00-11:00"]
    assert hours_on(replace(DAILY, exceptions=both[::-1]), "2026-11-10") == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-18", None),
        ("2026-11-16", []),
        ("2026-12-30", []),
        ("2026-11-20", ["10:00-11:00"]),
        ("2026-11-21", []),
        ("2026-11-23", []),
        ("2026-12-28", None),
    ],
)
def test_unknown_weekly_hours_stay_unknown_but_for_what_is_known(on: str, expected: object) -> None:
    timetable = Timetable(
        weekly=None,
        holiday_rule=HolidayRule.CLOSED,
        regular_closings=(RegularClosing(MON, frozenset({3})),),
        yearly_closings=(NEW_YEAR, PERHAPS_NEW_YEAR),
        exceptions=(
            DatedException(day("2026-11-20"), day("2026-11-20"), (hours("10:00-11:00"),)),
            closing(day("2026-11-21")),
        ),
    )

    assert hours_on(timetable, on) == expected


def test_a_long_closing_is_passed_over_up_to_the_next_exception() -> None:
    inside = DatedException(day("2026-06-01"), day("2026-06-01"), (hours("9:00-10:00"),))
    calendar = Calendar(replace(DAILY, exceptions=(closing(day("2026-04-01"), day("2027-03-31")), inside)))

    tried = [str(calendar.next_day_to_try(day(on))) for on in ("2026-04-02", "2026-06-01", "2026-06-02")]

    assert tried == ["2026-06-01", "2026-06-02", "2027-04-01"]


def test_closed_until_further_notice_has_no_day_to_try() -> None:
    calendar = Calendar(replace(DAILY, exceptions=(closing(day("2026-04-01"), day("9999-12-31")),)))

    assert str(calendar.next_day_to_try(day("2026-04-01"))) == "9999-12-31"
