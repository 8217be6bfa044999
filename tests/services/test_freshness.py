from datetime import date, timedelta

import pytest

from services.freshness import (
    ALWAYS_DUE,
    GRACE,
    SOON,
    Age,
    ages,
    checked_every,
    due_on,
    group_age,
    group_of,
    is_at_least,
    overdue_from,
    vouched_until,
    wholly_checked_on,
    worst,
)
from services.models import FieldGroup, Kind

HOURS, PHONE = FieldGroup.HOURS, FieldGroup.PHONE
CHECKED = date(2026, 1, 10)
DUE = CHECKED + checked_every(Kind.LOUNGE, HOURS)
LAST = date(2027, 1, 31)
ONE_DAY = timedelta(days=1)


def age_on(today: date, checked_on: date | None = CHECKED, year: int | None = None) -> Age:
    return group_age(Kind.LOUNGE, HOURS, checked_on, year=year, today=today).age


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (CHECKED, Age.FRESH),
        (DUE - SOON - ONE_DAY, Age.FRESH),
        (DUE - SOON, Age.SOON),
        (DUE - ONE_DAY, Age.SOON),
        (DUE, Age.DUE),
        (DUE + GRACE - ONE_DAY, Age.DUE),
        (DUE + GRACE, Age.OVERDUE),
        (LAST, Age.OVERDUE),
        (LAST + ONE_DAY, Age.EXPIRED),
    ],
)
def test_what_was_confirmed_ages_day_by_day(today: date, expected: Age) -> None:
    assert age_on(today) is expected


@pytest.mark.parametrize(("year", "expected"), [(2026, Age.OVERDUE), (1999, Age.OVERDUE), (2027, Age.SOON)])
def test_what_nobody_confirmed_ages_from_its_year_and_never_expires(year: int, expected: Age) -> None:
    assert age_on(date(2027, 6, 10), checked_on=None, year=year) is expected


def test_what_is_of_no_known_age_is_due_at_once() -> None:
    found = group_age(Kind.LOUNGE, HOURS, None, year=None, today=CHECKED)

    assert (found.age, found.due_on, found.checked_on) == (Age.DUE, ALWAYS_DUE, None)


@pytest.mark.parametrize("group", FieldGroup)
def test_offices_are_never_checked_more_often_than_counters(group: FieldGroup) -> None:
    assert checked_every(Kind.WARD_OFFICE, group) >= checked_every(Kind.LOUNGE, group)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("group", FieldGroup)
def test_a_confirmation_counts_until_a_month_ends_and_long_after_residents_were_warned(
    kind: Kind, group: FieldGroup
) -> None:
    until = vouched_until(kind, group, CHECKED)

    assert (until + ONE_DAY).day == 1
    assert until > CHECKED + checked_every(kind, group) + GRACE


@pytest.mark.parametrize(
    ("field", "expected"), [("hours", HOURS), ("closing", HOURS), ("fax", PHONE), ("website", None)]
)
def test_each_fact_belongs_to_a_group_or_to_none(field: str, expected: FieldGroup | None) -> None:
    assert group_of(field) is expected


def test_of_a_location_the_oldest_group_counts() -> None:
    checks = dict.fromkeys(FieldGroup, CHECKED) | {HOURS: date(2024, 1, 1)}
    found = ages(Kind.LOUNGE, checks, years={}, today=CHECKED)

    assert [each.group for each in found] == list(FieldGroup)
    assert worst(found) is Age.EXPIRED
    assert due_on(found) == date(2024, 1, 1) + checked_every(Kind.LOUNGE, HOURS)


def test_ages_are_in_rising_order() -> None:
    assert [is_at_least(age, Age.DUE) for age in Age] == [False, False, True, True, True]


def test_readers_are_warned_from_the_first_group_that_is_late() -> None:
    checks = {HOURS: CHECKED, PHONE: CHECKED}

    assert overdue_from(Kind.LOUNGE, checks) == DUE + GRACE
    assert overdue_from(Kind.LOUNGE, {}) is None


def test_a_listing_is_wholly_checked_on_the_day_of_its_oldest_group() -> None:
    checks = dict.fromkeys(FieldGroup, CHECKED)

    assert wholly_checked_on(checks | {PHONE: date(2025, 1, 1)}) == date(2025, 1, 1)
    del checks[PHONE]
    assert wholly_checked_on(checks) is None
