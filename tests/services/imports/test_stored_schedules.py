from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports import stored_schedules as stored
from services.imports.stored_locations import schedule_record
from services.models import Schedule


def test_schedules_are_found_by_their_location_or_service(either_session: Session) -> None:
    rows = either_session.scalars(select(Schedule)).all()
    locations = [row.location_id for row in rows if row.location_id]
    services = [row.service_id for row in rows if row.service_id]

    found = stored.stored_schedules(either_session, locations, services)

    assert services
    for row in rows:
        owner = found.of_location.get(row.location_id) if row.location_id else found.of_service.get(row.service_id)
        assert owner == stored.StoredSchedule(row.id, schedule_record(row))


def test_nobody_keeps_no_schedule(session: Session) -> None:
    assert stored.stored_schedules(session, [], []) == stored.Schedules({}, {})
