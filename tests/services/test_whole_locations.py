import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload

from services import listings
from services.imports.stored_locations import location_record
from services.models import Location
from services.whole_locations import LISTED_LOCATION, WHOLE_LOCATION


@pytest.mark.parametrize(
    ("loaded", "use"),
    [(LISTED_LOCATION, listings.document_bytes), (WHOLE_LOCATION, location_record)],
    ids=["listing", "record"],
)
def test_nothing_is_fetched_after_the_query(session: Session, loaded: tuple, use: object) -> None:
    locations = session.scalars(select(Location).options(*loaded, raiseload("*"))).all()

    assert len([use(location) for location in locations]) > 30
