"""What the database refuses as a time; on SQLite and on PostgreSQL."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from services.models import (
    ClosingDay,
    ClosingPeriod,
    ExceptionHours,
    LanguageAvailability,
    LanguageHours,
    OpeningHours,
    Schedule,
    ScheduleException,
)
from services.timetables import Channel, HolidayRule
from tests.records_for_tests import refuses, stored_location, stored_service


def schedule_of(session: Session) -> Schedule:
    schedule = Schedule(location_id=stored_location(session).id, hours_known=True, holiday_rule=HolidayRule.CLOSED)
    session.add(schedule)
    session.flush()
    return schedule


@pytest.mark.parametrize(
    "changed",
    [
        {"opens": -1},
        {"opens": 1440, "closes": 1500},
        {"closes": 540},
        {"closes": 539},
        {"closes": 540 + 1441},
        {"weekday": 7},
        {"weekday": -1},
        {"last_reception": 539},
        {"last_reception": 1021},
    ],
)
def test_hours_are_in_order_and_on_a_weekday(session: Session, changed: dict[str, int]) -> None:
    row = {"weekday": 0, "opens": 540, "closes": 1020, "schedule_id": schedule_of(session).id, **changed}

    refuses(session, OpeningHours(**row))


@pytest.mark.parametrize(
    "changed", [{}, {"closes": 540 + 1440}, {"weekday": None}, {"last_reception": 540}, {"last_reception": 1020}]
)
def test_hours_may_end_after_midnight_and_belong_to_holidays(
    session: Session, changed: dict[str, int | None]
) -> None:
    row = {"weekday": 0, "opens": 540, "closes": 1020, "schedule_id": schedule_of(session).id, **changed}
    session.add(OpeningHours(**row))

    session.flush()


def test_a_closing_day_is_a_weekday(session: Session) -> None:
    refuses(session, ClosingDay(schedule_id=schedule_of(session).id, weekday=7))


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 0), (1, 32)])
def test_a_yearly_closing_has_months_and_days(session: Session, month: int, day: int) -> None:
    period = {"first_month": month, "first_day": day, "last_month": 12, "last_day": 31}

    refuses(session, ClosingPeriod(schedule_id=schedule_of(session).id, **period))


def test_an_exception_does_not_end_before_it_begins(session: Session) -> None:
    refuses(
        session,
        ScheduleException(schedule_id=schedule_of(session).id, first=date(2026, 8, 15), last=date(2026, 8, 13)),
    )


def test_hours_of_an_exception_are_in_order(session: Session) -> None:
    day = date(2026, 8, 13)
    exception = ScheduleException(schedule_id=schedule_of(session).id, first=day, last=day)
    exception.hours.append(ExceptionHours(opens=600, closes=600))

    refuses(session, exception)


@pytest.mark.parametrize("owners", [(), ("location_id", "service_id")])
def test_a_schedule_has_one_owner(session: Session, owners: tuple[str, ...]) -> None:
    ids = dict.fromkeys(owners, stored_service(session).id)

    refuses(session, Schedule(hours_known=False, holiday_rule=HolidayRule.UNKNOWN, **ids))


def test_a_location_has_one_schedule(session: Session) -> None:
    schedule = schedule_of(session)

    refuses(
        session,
        Schedule(location_id=schedule.location_id, hours_known=False, holiday_rule=HolidayRule.UNKNOWN),
    )


def test_a_language_is_listed_once_a_channel(session: Session) -> None:
    row = {"location_id": stored_location(session).id, "language": "en", "channel": Channel.PHONE}

    refuses(session, LanguageAvailability(**row), LanguageAvailability(**row))


@pytest.mark.parametrize(("starts", "ends"), [(-1, 60), (1440, 1500), (600, 600), (600, 2041)])
def test_the_hours_of_a_language_are_in_order(session: Session, starts: int, ends: int) -> None:
    spoken = LanguageAvailability(location_id=stored_location(session).id, language="en", channel=Channel.PHONE)
    spoken.hours.append(LanguageHours(weekday=0, starts=starts, ends=ends))

    refuses(session, spoken)
