"""Which hours somebody vouches for: what an unsure source says is unknown, and so is what was confirmed long ago."""

from dataclasses import replace
from datetime import date

from services.freshness import Checks, vouched_until
from services.models import FieldGroup, Kind
from services.timetables import HolidayRule, Timetable
from services.trust import Judged, Standing


def vouched(recorded: Timetable, hours: Judged, *, kind: Kind, checks: Checks) -> Timetable:
    """Return a timetable as it may be shown: hours that nobody can vouch for are unknown, now or after some time.

    Dated exceptions hold all the same: they are entered for their days, by somebody who knows.
    """
    checked_on = checks.get(FieldGroup.HOURS)
    if checked_on is not None:
        return replace(recorded, vouched_until=vouched_until(kind, FieldGroup.HOURS, checked_on))
    return _without_hours(recorded) if hours.standing is Standing.HIDDEN else recorded


def known_on(timetable: Timetable, day: date) -> Timetable:
    """Return what is known of a timetable on one day, for what does not ask day by day: a usual week, its rules."""
    if timetable.vouched_until is None or day <= timetable.vouched_until:
        return timetable
    return replace(_without_hours(timetable), vouched_until=None)


def _without_hours(timetable: Timetable) -> Timetable:
    return replace(
        timetable,
        weekly=None,
        holiday_rule=HolidayRule.UNKNOWN,
        holiday_hours=(),
        regular_closings=(),
        yearly_closings=(),
    )
