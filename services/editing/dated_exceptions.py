"""Dated exceptions of a schedule, so that no day ever has two; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from services.imports.schedule_records import ExceptionRecord

REASONS = ("typhoon", "snow", "earthquake", "epidemic", "maintenance", "event", "new_year", "obon")
"""Codes that every language has words for, in templates/components/reasons.html."""

_ONE_DAY = timedelta(days=1)

Exceptions = tuple[ExceptionRecord, ...]


def with_exception(exceptions: Iterable[ExceptionRecord], new: ExceptionRecord) -> Exceptions:
    """Return the exceptions with `new`, which wins on its days; older ones keep the rest of theirs.

    Neighbours that are alike become one.
    """
    return _joined([*without_days(exceptions, new.first, new.last), new])


def without_days(exceptions: Iterable[ExceptionRecord], first: date, last: date) -> Exceptions:
    """Return what the exceptions say of days other than those from `first` to `last`."""
    return tuple(part for exception in exceptions for part in _outside(exception, first, last))


def _outside(exception: ExceptionRecord, first: date, last: date) -> Iterator[ExceptionRecord]:
    """Yield the exception before `first` and after `last`, where it has such days."""
    if exception.first < first:
        yield replace(exception, last=min(exception.last, first - _ONE_DAY))
    if exception.last > last:
        yield replace(exception, first=max(exception.first, last + _ONE_DAY))


def _joined(exceptions: Iterable[ExceptionRecord]) -> Exceptions:
    joined: list[ExceptionRecord] = []
    for exception in sorted(exceptions, key=lambda each: each.first):
        before = joined[-1] if joined else None
        if (
            before
            and (before.reason, before.hours) == (exception.reason, exception.hours)
            and _touch(before, exception)
        ):
            joined[-1] = replace(before, last=max(before.last, exception.last))
        else:
            joined.append(exception)
    return tuple(joined)


def _touch(before: ExceptionRecord, after: ExceptionRecord) -> bool:
    return after.first <= before.last + _ONE_DAY
