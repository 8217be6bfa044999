"""When the facts of a location should be checked again, and how overdue they are; pure.

The intervals are what a clerk can keep up beside other work, and differ by how often such facts change: who speaks
which language at a counter changes with its people; hours of offices follow rules that are announced long before.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.models import FieldGroup, Kind

_A_QUARTER, _HALF_A_YEAR, _A_YEAR = timedelta(days=92), timedelta(days=183), timedelta(days=365)
_EVERY = {
    FieldGroup.HOURS: _HALF_A_YEAR,
    FieldGroup.PHONE: _A_YEAR,
    FieldGroup.LANGUAGES: _A_QUARTER,
    FieldGroup.ADDRESS: _A_YEAR,
}
_EVERY_IN_OFFICES = {
    FieldGroup.HOURS: _A_YEAR,
    FieldGroup.PHONE: _A_YEAR,
    FieldGroup.LANGUAGES: _HALF_A_YEAR,
    FieldGroup.ADDRESS: 2 * _A_YEAR,
}
_OFFICES = frozenset({Kind.WARD_OFFICE, Kind.CITY_OFFICE, Kind.PASSPORT_CENTER})
SOON = timedelta(days=30)
"""So long before its day a check may be made along with others."""
GRACE = timedelta(days=30)
"""So long after its day a check is late, but residents are not warned yet."""
ALWAYS_DUE = date.min
"""When a group was due of which nobody knows how old it is."""

_GROUP_OF_FIELD = {
    "hours": FieldGroup.HOURS,
    "closing": FieldGroup.HOURS,
    "phone": FieldGroup.PHONE,
    "fax": FieldGroup.PHONE,
    "languages": FieldGroup.LANGUAGES,
    "address": FieldGroup.ADDRESS,
    "point": FieldGroup.ADDRESS,
}
Checks = Mapping[FieldGroup, date]
"""The day each group was last confirmed, for those that ever were."""
NO_CHECKS: Checks = {}


class Age(StrEnum):
    """How urgently a group of fields wants to be checked, in rising order."""

    FRESH = "fresh"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"
    """Residents are warned, where the group was confirmed once."""
    EXPIRED = "expired"
    """It was confirmed once, but too long ago: hours count as unknown."""


_AGES = tuple(Age)


@dataclass(frozen=True, slots=True)
class GroupAge:
    """How old a group of fields of a location is."""

    group: FieldGroup
    checked_on: date | None
    """None: no person has confirmed it yet."""
    due_on: date
    """`ALWAYS_DUE` where nothing is known of its age."""
    age: Age


def group_of(field: str) -> FieldGroup | None:
    """Return the group to which a field, as facts name it, belongs."""
    return _GROUP_OF_FIELD.get(field)


def checked_every(kind: Kind, group: FieldGroup) -> timedelta:
    """Return how often a group of fields of such locations is to be checked."""
    return (_EVERY_IN_OFFICES if kind in _OFFICES else _EVERY)[group]


def vouched_until(kind: Kind, group: FieldGroup, checked_on: date) -> date:
    """Return the last day on which a confirmation still counts: after two intervals, at the end of that month.

    By the month, so that locations with the same hours go on sharing one timetable.
    """
    day = checked_on + 2 * checked_every(kind, group)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def group_age(kind: Kind, group: FieldGroup, checked_on: date | None, *, year: int | None, today: date) -> GroupAge:
    """Return how old a group is; `year` is the last in which its facts are known to hold, where nobody checked them.

    Such facts are taken to hold on the first day of the year, and never expire: their pages say how old they are.
    """
    known_on = checked_on or (date(year, 1, 1) if year else None)
    if known_on is None:
        return GroupAge(group, None, ALWAYS_DUE, Age.DUE)
    due_on = known_on + checked_every(kind, group)
    if checked_on is not None and today > vouched_until(kind, group, checked_on):
        return GroupAge(group, checked_on, due_on, Age.EXPIRED)
    return GroupAge(group, checked_on, due_on, _age(due_on, today))


def _age(due_on: date, today: date) -> Age:
    if today < due_on - SOON:
        return Age.FRESH
    if today < due_on:
        return Age.SOON
    return Age.DUE if today < due_on + GRACE else Age.OVERDUE


def ages(kind: Kind, checks: Checks, *, years: Mapping[FieldGroup, int | None], today: date) -> tuple[GroupAge, ...]:
    """Return how old each group of a location is."""
    return tuple(
        group_age(kind, group, checks.get(group), year=years.get(group), today=today) for group in FieldGroup
    )


def worst(found: Iterable[GroupAge]) -> Age:
    """Return the most urgent of some ages."""
    return max((each.age for each in found), key=_AGES.index)


def due_on(found: Iterable[GroupAge]) -> date:
    """Return the first day on which any of some groups is due."""
    return min(each.due_on for each in found)


def is_at_least(age: Age, least: Age) -> bool:
    """Return whether an age is as urgent as another, or more."""
    return _AGES.index(age) >= _AGES.index(least)


def overdue_from(kind: Kind, checks: Checks) -> date | None:
    """Return the day from which residents are warned of a listing that was confirmed once; None where none was."""
    days = [checked_on + checked_every(kind, group) + GRACE for group, checked_on in checks.items()]
    return min(days, default=None)


def wholly_checked_on(checks: Checks) -> date | None:
    """Return the day on which all of a listing had been confirmed; None while some of it never was."""
    return min(checks.values()) if checks.keys() >= set(FieldGroup) else None
