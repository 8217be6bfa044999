from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from services import listings, nearby
from services.directory_check import Disagreement, checked
from services.models import Listing, Location
from services.proximity import Indexed
from services.tags import EVERY


def number_of(session: Session, slug: str) -> int:
    return session.scalars(select(Location.id).where(Location.slug == slug)).one()


def test_the_first_records_agree(either_session: Session) -> None:
    assert checked(either_session) == "39 locations: lists, index and records agree."


def test_a_list_that_shows_something_else_is_named(session: Session) -> None:
    session.execute(update(Location).where(Location.slug == "lounge-midori").values(checked_on=date(2026, 11, 1)))

    with pytest.raises(Disagreement, match=r"what the records say: lounge-midori$"):
        checked(session)


def test_a_location_that_no_list_shows_is_named(session: Session) -> None:
    session.execute(delete(Listing).where(Listing.location_id == number_of(session, "lounge-aoba")))

    with pytest.raises(Disagreement, match=r"lounge-aoba$"):
        checked(session)


def test_a_location_missing_in_the_index_is_named(session: Session) -> None:
    nearby.drop(session, [number_of(session, "lounge-aoba")])

    with pytest.raises(Disagreement, match=r"lounge-aoba \(index\)$"):
        checked(session)


def test_what_the_index_holds_without_a_record_is_numbered(session: Session) -> None:
    nearby.index(session, [Indexed(999, None, frozenset({EVERY}), rank=1, timetable_id=1)])

    with pytest.raises(Disagreement, match=r"number 999 \(index\)$"):
        checked(session)


def test_of_many_differences_the_first_are_named_and_the_others_counted(session: Session) -> None:
    session.execute(update(Location).values(checked_on=date(2026, 11, 1)))

    with pytest.raises(Disagreement, match=r"and 34 more$"):
        checked(session)


def test_a_point_in_another_ward_is_named_with_both(session: Session) -> None:
    midori = session.scalars(select(Location).where(Location.slug == "lounge-midori")).one()
    midori.ward_code = "14112"
    session.flush()
    listings.refresh(session, [midori])

    with pytest.raises(Disagreement, match=r"outside the ward: lounge-midori \(14113, not 14112\)$"):
        checked(session)
