from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.coming_days import Difference, Series, differences, series
from services.models import Location
from services.opening import WhyKind, opening_on
from services.schedule_values import timetable_of_service
from services.timetables import DatedException, HolidayRule, OnHoliday, RegularClosing, Timetable, YearlyClosing
from services.usual_week import days_of_rest
from services.whole_locations import WHOLE_LOCATION
from tests.records_for_tests import shown_timetable
from tests.timetables_for_tests import (
    DAILY,
    MON,
    NINE_TO_FIVE,
    SAT,
    SUN,
    TSUZUKI,
    TUE,
    UNKNOWN_WEEK,
    clocks,
    closing,
    day,
    days_from,
    hours,
    weekly,
)

FIRST, LAST = day("2026-11-22"), day("2027-05-24")


def told(timetable: Timetable, first: str = "2026-11-22", last: str = "2027-05-24") -> list[tuple[str, str, str]]:
    found = differences(timetable, day(first), day(last))
    return [(f"{one.first:%m-%d}", f"{one.last:%m-%d}", one.why.kind.value) for one in found]


def test_a_moved_closing_is_told_on_the_day_it_moved_to() -> None:
    # In 2026 the 3rd Monday of September is a holiday, and so are the two days after it.
    assert ("09-24", "09-24", "regular") in told(TSUZUKI, "2026-09-01", "2026-09-30")
    assert ("09-21", "09-21", "holiday") in told(TSUZUKI, "2026-09-01", "2026-09-30")


def test_days_at_the_turn_of_the_year_are_one_entry_also_over_a_sunday() -> None:
    office = replace(NINE_TO_FIVE, yearly_closings=(YearlyClosing((12, 29), (1, 3)),))

    assert ("12-29", "01-03", "yearly") in told(office)


def test_an_entry_keeps_its_true_ends_where_the_days_asked_for_cut_it() -> None:
    assert told(TSUZUKI, "2027-01-02", "2027-01-02") == [("12-28", "01-04", "yearly")]


def test_holidays_that_follow_one_another_are_told_one_by_one() -> None:
    found = differences(NINE_TO_FIVE, day("2026-09-21"), day("2026-09-23"))

    assert [one.why.holiday for one in found] == ["敬老の日", "国民の休日", "秋分の日"]


def test_other_hours_are_told_with_the_hours() -> None:
    open_late = DatedException(day("2026-12-01"), day("2026-12-02"), (hours("9:00-20:00"),), "event")

    (found,) = differences(replace(DAILY, exceptions=(open_late,)), FIRST, LAST)

    assert (found.first, found.last, clocks(found.hours)) == (open_late.first, open_late.last, ["9:00-20:00"])
    assert (found.why.kind, found.why.reason) == (WhyKind.EXCEPTION, "event")


def test_a_weekday_that_is_closed_every_week_is_not_told() -> None:
    restful = replace(DAILY, regular_closings=(RegularClosing(TUE),))

    assert told(restful) == []


def test_a_place_that_opens_on_a_holiday_instead_of_resting_is_told() -> None:
    restful = replace(DAILY, regular_closings=(RegularClosing(MON, on_holiday=OnHoliday.NEXT_DAY),))

    # 23 November 2026 is a Monday and a holiday.
    found = differences(restful, day("2026-11-23"), day("2026-11-24"))

    assert [(one.first.day, clocks(one.hours)) for one in found] == [(23, ["9:00-17:00"]), (24, [])]


def test_a_closing_in_some_weeks_is_told_where_the_week_has_hours() -> None:
    fourth_sunday = replace(DAILY, regular_closings=(RegularClosing(SUN, frozenset({4})),))
    on_saturdays = Timetable(weekly(SAT, "9:00-12:00", weeks=(2, 4)), HolidayRule.AS_USUAL)

    assert told(fourth_sunday, "2026-12-01", "2026-12-31") == [("12-27", "12-27", "regular")]
    assert told(replace(on_saturdays, regular_closings=(RegularClosing(SAT, frozenset({1, 3, 5})),))) == []


@pytest.mark.parametrize("rule", [HolidayRule.UNKNOWN, HolidayRule.AS_USUAL])
def test_days_of_unknown_or_usual_hours_are_not_told(rule: HolidayRule) -> None:
    assert told(Timetable(weekly(range(5), "9:00-17:00"), rule)) == []


def test_of_an_unknown_week_only_what_is_known_is_told() -> None:
    closed = replace(UNKNOWN_WEEK, exceptions=(closing(day("2026-12-24")),), regular_closings=(RegularClosing(SUN),))

    assert told(closed) == [("12-24", "12-24", "exception")]


def test_a_closing_without_an_end_comes_to_one() -> None:
    for_good = replace(DAILY, exceptions=(closing(day("2026-12-01"), date.max),))

    (found,) = differences(for_good, FIRST, LAST)

    assert found.first == day("2026-12-01")
    assert found.last - found.first >= timedelta(days=366)


def test_of_every_first_record_exactly_the_days_unlike_the_week_are_told(session: Session) -> None:
    for location in session.scalars(select(Location).options(*WHOLE_LOCATION)):
        timetable = shown_timetable(location)
        days = {one: found for found in differences(timetable, FIRST, LAST) for one in days_of(found)}
        for one in days_from("2026-11-22", 184):
            ruled, found = opening_on(timetable, one), days.get(one)
            assert (found is not None) == is_unlike(timetable, one), (location.slug, one)
            assert found is None or (found.hours, found.why) == (ruled.hours, ruled.why)


def days_of(found: Difference) -> list[date]:
    return [found.first + timedelta(n) for n in range((found.last - found.first).days + 1)]


def is_unlike(timetable: Timetable, one: date) -> bool:
    """Tell by the rules of opening alone whether a calendar must name the day."""
    bare = replace(
        timetable,
        holiday_rule=HolidayRule.AS_USUAL,
        regular_closings=(),
        yearly_closings=(),
        exceptions=(),
    )
    ruled, week = opening_on(timetable, one), opening_on(bare, one).hours
    usual = () if one.weekday() in days_of_rest(timetable) else week
    return ruled.hours is not None and (ruled.why.kind in {WhyKind.YEARLY, WhyKind.EXCEPTION} or ruled.hours != usual)


def dates(one: Series) -> list[date]:
    slots = [one.first + timedelta(n) for n in range((one.last - one.first).days + 1)]
    return [slot for slot in slots if slot.weekday() in one.weekdays and slot not in one.without]


def never(_day: date) -> bool:
    return False


def test_weekdays_with_the_same_hours_are_one_series_without_the_holidays() -> None:
    (found,) = series(NINE_TO_FIVE, day("2026-11-16"), day("2026-11-27"), without=never)

    assert (found.weekdays, found.first, found.last) == (tuple(range(5)), day("2026-11-16"), day("2026-11-27"))
    assert found.without == (day("2026-11-23"),)


def test_a_class_in_some_weeks_of_the_month_is_held_in_these_alone() -> None:
    on_saturdays = Timetable(weekly(SAT, "10:00-12:00", weeks=(2, 4)), HolidayRule.AS_USUAL)

    (found,) = series(on_saturdays, day("2026-12-01"), day("2027-01-31"), without=never)

    assert [f"{one:%m-%d}" for one in dates(found)] == ["12-12", "12-26", "01-09", "01-23"]


def test_a_day_that_is_left_out_is_no_part_of_a_series() -> None:
    found = series(DAILY, day("2026-12-01"), day("2026-12-03"), without=lambda one: one.day == 2)

    assert [dates(one) for one in found] == [[day("2026-12-01"), day("2026-12-03")]]


def test_a_service_of_unknown_hours_has_no_series() -> None:
    assert series(UNKNOWN_WEEK, FIRST, LAST, without=never) == ()


def test_every_service_with_its_own_hours_is_held_when_the_rules_say_so(session: Session) -> None:
    locations = session.scalars(select(Location).options(*WHOLE_LOCATION)).all()
    own = [service.schedule for location in locations for service in location.services if service.schedule]

    assert own
    for timetable in map(timetable_of_service, own):
        found = series(timetable, FIRST, LAST, without=never)
        held = sorted((one, each.hours.opens, each.hours.closes) for each in found for one in dates(each))
        ruled = [(one, opening_on(timetable, one).hours or ()) for one in days_from("2026-11-22", 184)]
        assert held == [(one, each.opens, each.closes) for one, several in ruled for each in several]
