from datetime import date
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import listings
from services.models import Confidence, Fact, Kind, Listing, Location, OpeningHours, Phone, PhoneKind, StoredTimetable
from services.opening import State, opening_at
from services.stored_timetables import timetables
from services.timetables import Timetable
from services.whole_locations import LISTED_LOCATION
from tests.timetables_for_tests import tokyo

WEDNESDAY_NIGHT = tokyo("2026-11-25 22:00")


def location(session: Session, slug: str = "lounge-tsurumi") -> Location:
    return session.scalars(select(Location).where(Location.slug == slug).options(*LISTED_LOCATION)).one()


def listing(session: Session, slug: str) -> Listing:
    return session.scalars(select(Listing).join_from(Listing, Location).where(Location.slug == slug)).one()


def document(session: Session, slug: str = "lounge-tsurumi") -> dict[str, Any]:
    found = location(session, slug)
    return listings.documents(session, [found.id])[found.id]


def timetable(session: Session, slug: str = "lounge-tsurumi") -> Timetable:
    number = session.scalars(
        select(Listing.timetable_id).join_from(Listing, Location).where(Location.slug == slug)
    ).one()
    return timetables(session, [number])[number]


def refreshed(session: Session, changed: Location) -> None:
    session.flush()
    listings.refresh(session, [changed])


def fact(session: Session, slug: str, field: str) -> Fact:
    return next(fact for fact in location(session, slug).facts if fact.field == field)


def test_every_location_of_the_first_records_has_a_listing(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Listing)) == 39


def test_equal_timetables_are_stored_once(session: Session) -> None:
    offices = select(Location.id).where(Location.kind == Kind.WARD_OFFICE)

    numbers = session.scalars(select(Listing.timetable_id).where(Listing.location_id.in_(offices))).all()

    assert len(numbers) == 18
    assert len(set(numbers)) == 1


def test_refreshing_again_stores_no_timetable_twice(session: Session) -> None:
    before = session.scalar(select(func.count()).select_from(StoredTimetable))

    listings.refresh(session, session.scalars(select(Location).options(*LISTED_LOCATION)).all())

    assert session.scalar(select(func.count()).select_from(StoredTimetable)) == before


def test_a_change_of_hours_shows_after_a_refresh(session: Session) -> None:
    assert opening_at(timetable(session), WEDNESDAY_NIGHT).state is State.CLOSED
    lounge = location(session)
    lounge.schedule.hours.append(OpeningHours(weekday=2, opens=1320, closes=1380))

    refreshed(session, lounge)

    assert opening_at(timetable(session), WEDNESDAY_NIGHT).state is State.OPEN


def test_a_change_leaves_the_others_with_the_timetable_they_shared(session: Session) -> None:
    before = timetable(session, "ward-naka")
    office = location(session, "ward-nishi")
    office.schedule.hours.clear()

    refreshed(session, office)

    assert timetable(session, "ward-naka") == before
    assert timetable(session, "ward-nishi").weekly == ()


def test_a_list_shows_the_first_voice_number(session: Session) -> None:
    lounge = location(session)
    lounge.phones[:] = [Phone(kind=PhoneKind.FAX, number="045-1"), Phone(kind=PhoneKind.VOICE, number="045-2")]

    refreshed(session, lounge)

    assert document(session)["phone"] == "045-2"


@pytest.mark.parametrize("slug", ["lounge-izumi", "passport-yokohama", "ward-tsurumi", "ward-minami", "ward-seya"])
def test_a_number_that_only_memory_knows_is_in_no_list(session: Session, slug: str) -> None:
    assert location(session, slug).phones
    assert document(session, slug)["phone"] is None


@pytest.mark.parametrize(("confidence", "state"), [(Confidence.HIGH, State.OPEN), (Confidence.LOW, State.UNKNOWN)])
def test_hours_that_are_too_unsure_count_as_unknown(session: Session, confidence: Confidence, state: State) -> None:
    fact(session, "lounge-tsurumi", "hours").confidence = confidence

    refreshed(session, location(session))

    assert opening_at(timetable(session), tokyo("2026-11-25 10:00")).state is state


@pytest.mark.parametrize(
    ("confidence", "year", "expected"),
    [(Confidence.HIGH, 2026, None), (Confidence.HIGH, 2019, 2019), (Confidence.MEDIUM, None, -1)],
)
def test_old_hours_and_numbers_carry_their_year(
    session: Session, confidence: Confidence, year: int | None, expected: int | None
) -> None:
    for field in ("hours", "phone"):
        known = fact(session, "lounge-tsurumi", field)
        known.confidence, known.year = confidence, year

    refreshed(session, location(session))

    shown = document(session)
    assert (shown["hours_dated"], shown["phone_dated"]) == (expected, expected)


def test_the_document_holds_what_a_list_shows(session: Session) -> None:
    shown = document(session, "lounge-midori")

    assert (shown["slug"], shown["kind"], shown["ward"]) == ("lounge-midori", "lounge", "14113")
    assert shown["point"] == [35.516011, 139.539888]
    assert shown["names"]["ja"][0] == "みどり国際交流ラウンジ"
    assert shown["languages"] == ["ja"]
    assert shown["checked_on"] is None


def test_a_location_without_a_point_has_no_station(session: Session) -> None:
    lounge = location(session)
    lounge.lat = lounge.lon = None

    refreshed(session, lounge)

    shown = document(session)
    assert (shown["point"], shown["station"]) == (None, None)


def test_the_day_of_a_confirmation_is_shown(session: Session) -> None:
    lounge = location(session)
    lounge.checked_on = date(2026, 11, 1)

    refreshed(session, lounge)

    assert document(session)["checked_on"] == "2026-11-01"


def test_a_name_is_found_in_every_script_it_has(session: Session) -> None:
    words = session.scalars(
        select(Listing.search_text).join_from(Listing, Location).where(Location.slug == "yoke")
    ).one()

    assert "yoke" in words
    assert "横浜市国際交流協会" in words
    assert "{" not in words


def test_equal_records_give_equal_documents(session: Session) -> None:
    lounge = location(session)

    assert orjson.loads(listings.document_bytes(lounge)) == document(session)


@pytest.mark.parametrize(
    ("kind", "ward", "expected"),
    [(Kind.CONSULTATION_CENTER, "14103", 14_103), (Kind.LOUNGE, "14101", 114_101), (Kind.OTHER, "14118", 614_118)],
)
def test_a_list_without_a_position_goes_by_kind_and_then_by_ward(kind: Kind, ward: str, expected: int) -> None:
    assert listings.rank_of(kind, ward) == expected


def test_topics_are_named_once_in_the_order_of_the_services(session: Session) -> None:
    topics = listings.topics_of(location(session, "center-multicultural"))

    assert topics[0] == "consultation"
    assert len(set(topics)) == len(topics)


def test_documents_of_no_location_are_none(session: Session) -> None:
    assert listings.documents(session, []) == {}
