from datetime import UTC, date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services import site_contents
from services.changes import record_change
from services.models import Location, Revision, ServiceTopic, Topic
from tests.records_for_tests import stored_location


def test_locations_come_by_slug_in_parts(session: Session) -> None:
    number = site_contents.location_count(session)

    whole = [slug for slug, _ in site_contents.locations(session, after=0, limit=number)]
    parts = [
        slug for after in range(0, number, 10) for slug, _ in site_contents.locations(session, after=after, limit=10)
    ]

    assert whole == sorted(whole) == parts
    assert len(whole) == number == len(session.scalars(select(Location.id)).all())


def test_a_location_changed_on_the_city_s_day(session: Session) -> None:
    stored_location(session, slug="a", saved_at=datetime(2026, 11, 24, 15, 30, tzinfo=UTC))

    assert next(site_contents.locations(session, after=0, limit=1)) == ("a", date(2026, 11, 25))


def test_a_need_that_nobody_meets_is_left_out(session: Session) -> None:
    assert Topic.PASSPORT in site_contents.needs_met(session)
    session.execute(delete(ServiceTopic).where(ServiceTopic.topic == Topic.PASSPORT))

    assert Topic.PASSPORT not in site_contents.needs_met(session)


def test_the_latest_write_is_the_latest_change(session: Session) -> None:
    at = datetime(2030, 1, 1, 20, tzinfo=UTC)
    record_change(session, subject="location/a", action="edit", changes={}, by="a clerk", at=at)
    session.flush()

    assert site_contents.changed_on(session) == date(2030, 1, 2)


def test_where_nothing_was_written_nothing_changed(session: Session) -> None:
    session.execute(delete(Revision))

    assert site_contents.changed_on(session) is None
