"""Regular closings: "closed on the 3rd Monday; if that is a holiday, the next day that is no holiday"."""

from collections.abc import Collection
from datetime import date, timedelta

from services.holidays_of_japan import is_holiday
from services.timetables import OnHoliday, RegularClosing

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_in_weeks(weeks: Collection[int], day: date) -> bool:
    """Return whether `day` lies in one of the nth `weeks` of its month; no weeks means every week."""
    return not weeks or (day.day - 1) // 7 + 1 in weeks


def is_closing_day(closing: RegularClosing, day: date) -> bool:
    """Return whether `closing` closes the place on `day`, in its own right or in a holiday's stead.

    A closing that fell on a holiday moves once: where it lands does not move any other closing.
    """
    if _falls_on(closing, day) and (closing.on_holiday is OnHoliday.CLOSED or not is_holiday(day)):
        return True
    may_move = closing.on_holiday in (OnHoliday.NEXT_DAY, OnHoliday.NEXT_WEEKDAY)
    return may_move and _is_moved_to(closing, day)


def _falls_on(closing: RegularClosing, day: date) -> bool:
    return day.weekday() == closing.weekday and is_in_weeks(closing.weeks, day)


def _is_moved_to(closing: RegularClosing, day: date) -> bool:
    """Walk back over the days a moved closing passes over, looking for the holiday it set out from."""
    if _is_passed_over(closing, day):
        return False
    before = day - ONE_DAY
    while _is_passed_over(closing, before):
        if _falls_on(closing, before) and is_holiday(before):
            return True
        before -= ONE_DAY
    return False


def _is_passed_over(closing: RegularClosing, day: date) -> bool:
    is_weekend = day.weekday() >= SATURDAY
    return is_holiday(day) or (is_weekend and closing.on_holiday is OnHoliday.NEXT_WEEKDAY)
