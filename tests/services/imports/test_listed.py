from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.listed import listed_record
from services.imports.stored_rows import stored_locations
from services.listings import listed
from services.models import Location
from services.whole_locations import LISTED_LOCATION


def test_a_record_is_listed_as_the_stored_location_would_be(either_session: Session) -> None:
    rows = either_session.scalars(select(Location).options(*LISTED_LOCATION)).all()
    stored = stored_locations(either_session, [row.slug for row in rows])

    for row in rows:
        found = listed_record(stored[row.slug].record, row.id, row.checked_on)
        assert found == listed(row)


def test_a_location_without_a_point_is_listed_without_one(city_session: Session) -> None:
    stored = stored_locations(city_session, ["lounge-midori"])["lounge-midori"]

    assert listed_record(replace(stored.record, lat=None, lon=None), stored.id, None).point is None
