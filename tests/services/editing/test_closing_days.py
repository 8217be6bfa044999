from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from services.editing.closing_days import clear_days, set_days, with_days, without_exceptions
from services.editing.restoring import undo
from services.errors import InvalidChange
from services.imports.records import LocationRecord
from services.imports.schedule_records import ExceptionRecord, ScheduleRecord
from services.imports.stored_locations import location_record
from services.models import Confidence, Location, Revision
from services.timetables import HolidayRule, Hours

TODAY, TOMORROW, THIRD = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
TYPHOON = ExceptionRecord(TODAY, TODAY, "typhoon")
CLERK = "clerk@example.org"
PAGE = "/en/locations/lounge-midori"


@pytest.fixture(autouse=True)
def today(at_city_time: Callable[[str], None]) -> None:
    at_city_time("2026-11-25T12:00")


def closed(session: Session, location: Location, at: datetime, exception: ExceptionRecord = TYPHOON) -> Revision:
    revision = set_days(session, location, exception, by=CLERK, at=at)
    session.commit()
    assert revision
    return revision


def exceptions(location: Location) -> tuple[ExceptionRecord, ...]:
    schedule = location_record(location).schedule
    return schedule.exceptions if schedule else ()


def test_a_closed_day_reaches_readers_on_the_next_request(
    client: FlaskClient, session: Session, midori: Location, noon: datetime
) -> None:
    before = client.get(PAGE).text

    closed(session, midori, noon)

    page = client.get(PAGE).text
    assert "Because of a typhoon" not in before
    assert "Because of a typhoon" in page


def test_a_closed_day_reaches_maps_and_calendars(
    client: FlaskClient, session: Session, midori: Location, noon: datetime
) -> None:
    closed(session, midori, noon)

    found = client.get(f"{PAGE}.geojson").json["features"][0]["properties"]
    assert found["open"] == "closed"
    assert "20261125" in client.get(f"{PAGE}/calendar.ics").text


def test_a_closed_day_is_seen_even_where_the_usual_hours_are_doubted(
    client: FlaskClient, session: Session, midori: Location, noon: datetime
) -> None:
    next(fact for fact in midori.facts if fact.field == "hours").confidence = Confidence.LOW

    closed(session, midori, noon)

    assert "Because of a typhoon" in client.get(PAGE).text


def test_a_place_without_a_schedule_can_be_closed(changed: Callable[..., LocationRecord]) -> None:
    closed_place = with_days(changed(schedule=None), TYPHOON)

    assert closed_place.schedule == ScheduleRecord(
        hours_known=False, holiday_rule=HolidayRule.UNKNOWN, exceptions=(TYPHOON,)
    )


def test_the_revision_says_what_was_done(session: Session, midori: Location, noon: datetime) -> None:
    revision = closed(session, midori, noon)

    day = {"first": "2026-11-25", "last": "2026-11-25", "reason": "typhoon", "hours": []}
    assert (revision.action, revision.by, revision.changes) == ("set_days", CLERK, {"exceptions": [None, [day]]})


def test_closing_again_changes_nothing(session: Session, midori: Location, noon: datetime) -> None:
    closed(session, midori, noon)

    assert set_days(session, midori, TYPHOON, by=CLERK, at=noon) is None


def test_a_place_can_have_other_hours_for_some_days(session: Session, midori: Location, noon: datetime) -> None:
    short = ExceptionRecord(TODAY, THIRD, "event", (Hours(13 * 60, 15 * 60), Hours(9 * 60, 11 * 60)))

    closed(session, midori, noon, short)

    assert exceptions(midori) == (replace(short, hours=short.hours[::-1]),)


def test_days_that_are_cleared_leave_the_others_closed(session: Session, midori: Location, noon: datetime) -> None:
    closed(session, midori, noon, replace(TYPHOON, last=THIRD))

    clear_days(session, midori, TOMORROW, TOMORROW, by=CLERK, at=noon)

    assert exceptions(midori) == (TYPHOON, replace(TYPHOON, first=THIRD, last=THIRD))


def test_undoing_brings_back_what_there_was(session: Session, midori: Location, noon: datetime) -> None:
    closed(session, midori, noon, ExceptionRecord(TODAY, THIRD, "event"))
    before = exceptions(midori)
    typhoon = closed(session, midori, noon)

    undo(session, midori, typhoon.id, by=CLERK, at=noon)

    assert exceptions(midori) == before


@pytest.mark.parametrize(
    ("exception", "problem"),
    [
        (ExceptionRecord(TOMORROW, TODAY, "typhoon"), "last: not_after_start"),
        (ExceptionRecord(TODAY, TODAY, "aliens"), "reason: unknown"),
    ],
)
def test_days_that_cannot_be_are_told(
    session: Session, midori: Location, noon: datetime, *, exception: ExceptionRecord, problem: str
) -> None:
    with pytest.raises(InvalidChange, match=problem):
        set_days(session, midori, exception, by=CLERK, at=noon)


def test_clearing_days_of_a_place_without_a_schedule_changes_nothing(changed: Callable[..., LocationRecord]) -> None:
    record = changed(schedule=None)

    assert without_exceptions(record, TODAY, TODAY) == record
