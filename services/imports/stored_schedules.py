"""Reads schedules as records from plain rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.imports.schedule_records import ExceptionRecord, OpeningRecord, PeriodRecord, ScheduleRecord
from services.models import (
    ClosingDay,
    ClosingPeriod,
    ExceptionHours,
    OpeningHours,
    Schedule,
    ScheduleException,
)
from services.timetables import Hours, RegularClosing

# Databases take only so many values in one statement.
_ASKED_AT_ONCE = 2_000

_OPENING = (
    OpeningHours.weekday,
    OpeningHours.opens,
    OpeningHours.closes,
    OpeningHours.last_reception,
    OpeningHours.weeks,
)
_PERIOD = (
    ClosingPeriod.first_month,
    ClosingPeriod.first_day,
    ClosingPeriod.last_month,
    ClosingPeriod.last_day,
    ClosingPeriod.state,
)
_DATED = (ScheduleException.first, ScheduleException.last, ScheduleException.reason)


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """A schedule as it is stored, with its number."""

    id: int
    record: ScheduleRecord


@dataclass(frozen=True, slots=True)
class Schedules:
    """Schedules by the number of what keeps them."""

    of_location: Mapping[int, StoredSchedule]
    of_service: Mapping[int, StoredSchedule]


def stored_schedules(session: Session, location_ids: Sequence[int], service_ids: Sequence[int]) -> Schedules:
    """Return the schedules of some locations and services."""
    of_locations = _heads(session, Schedule.location_id, location_ids)
    of_services = _heads(session, Schedule.service_id, service_ids)
    records = _records(session, [*of_locations, *of_services])
    return Schedules(
        of_location={head[1]: StoredSchedule(head[0], records[head[0]]) for head in of_locations},
        of_service={head[1]: StoredSchedule(head[0], records[head[0]]) for head in of_services},
    )


def _heads(session: Session, owner: InstrumentedAttribute[int | None], ids: Sequence[int]) -> list[Any]:
    query = select(Schedule.id, owner, Schedule.hours_known, Schedule.holiday_rule)
    return _asked(session, query, owner, ids)


def _records(session: Session, heads: Sequence[Any]) -> dict[int, ScheduleRecord]:
    ids = [head[0] for head in heads]
    hours = _rows(session, select(OpeningHours.schedule_id, *_OPENING), OpeningHours.schedule_id, ids)
    days = select(ClosingDay.schedule_id, ClosingDay.weekday, ClosingDay.weeks, ClosingDay.on_holiday)
    closing_days = _rows(session, days, ClosingDay.schedule_id, ids)
    periods = _rows(session, select(ClosingPeriod.schedule_id, *_PERIOD), ClosingPeriod.schedule_id, ids)
    exceptions = _exceptions(session, ids)
    return {
        number: ScheduleRecord(
            hours_known=hours_known,
            holiday_rule=holiday_rule,
            hours=tuple(OpeningRecord(*row) for row in hours.get(number, ())),
            closing_days=tuple(RegularClosing(*row) for row in closing_days.get(number, ())),
            closing_periods=tuple(PeriodRecord(*row) for row in periods.get(number, ())),
            exceptions=tuple(exceptions.get(number, ())),
        ).in_order()
        for number, _, hours_known, holiday_rule in heads
    }


def _exceptions(session: Session, ids: Sequence[int]) -> dict[int, list[ExceptionRecord]]:
    dated = _asked(
        session,
        select(ScheduleException.schedule_id, ScheduleException.id, *_DATED),
        ScheduleException.schedule_id,
        ids,
    )
    times = select(
        ExceptionHours.exception_id, ExceptionHours.opens, ExceptionHours.closes, ExceptionHours.last_reception
    )
    hours = _rows(session, times, ExceptionHours.exception_id, [row[1] for row in dated])
    found: dict[int, list[ExceptionRecord]] = defaultdict(list)
    for schedule, number, first, last, reason in dated:
        parts = tuple(Hours(*row) for row in hours.get(number, ()))
        found[schedule].append(ExceptionRecord(first, last, reason, parts))
    return found


def _rows(
    session: Session, query: Any, owner: InstrumentedAttribute[Any], ids: Sequence[int]
) -> dict[int, list[Any]]:
    """Return what stands behind the first column, by the first column."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for first, *others in _asked(session, query, owner, ids):
        groups[first].append(others)
    return groups


def _asked(session: Session, query: Any, owner: InstrumentedAttribute[Any], ids: Sequence[int]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        found.extend(session.execute(query.where(owner.in_(ids[start : start + _ASKED_AT_ONCE]))))
    return found
