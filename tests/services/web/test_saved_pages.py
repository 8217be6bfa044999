from collections.abc import Iterator

import pytest
from flask import Flask, g
from sqlalchemy.orm import Session

from geodata.wards import ward_by_code
from services import directory
from services.languages import ENGLISH
from services.web.saved_pages import SavedLocation, saved_list, saved_location, saved_ward
from tests.timetables_for_tests import tokyo

DAY = tokyo("2026-11-25 00:00")


@pytest.fixture(autouse=True)
def asked_for(app: Flask) -> Iterator[None]:
    """A visitor reads English."""
    with app.test_request_context("/en/offline.json"):
        g.language = ENGLISH
        yield


def location(session: Session, slug: str) -> SavedLocation:
    record = directory.location_by_slug(session, slug)
    entry = directory.entry_of(session, record.id, DAY, language=None)
    return saved_location(record, entry, ENGLISH, DAY, notices=())


def test_a_list_offers_the_needs_and_languages_that_its_places_have(session: Session) -> None:
    entries = directory.first_places(session, DAY, limit=3)

    shown = saved_list(entries, ENGLISH, total=39)

    assert len(shown.places) == 3
    assert {choice.value for choice in shown.topics} == {topic for place in shown.places for topic in place.topics}
    assert {choice.value for choice in shown.languages} == {
        slug for place in shown.places for slug in place.card.languages
    }


def test_the_map_gets_names_and_points_and_not_whether_a_place_is_open(session: Session) -> None:
    entries = directory.first_places(session, DAY, limit=1)

    [feature] = saved_list(entries, ENGLISH, total=1).on_map

    assert feature["geometry"]["type"] == "Point"
    assert feature["properties"] == {
        "slug": "center-multicultural",
        "number": 1,
        "name": "YOKOHAMA Foreign Residents Information Center",
        "name_ja": "横浜市多文化共生総合相談センター",
        "url": "/en/locations/center-multicultural",
    }


def test_a_location_has_its_usual_week(session: Session) -> None:
    hours = location(session, "lounge-tsurumi").hours

    assert hours is not None
    assert [(row.weekdays, [(each.opens, each.closes) for each in row.hours]) for row in hours] == [
        ((0, 1, 2, 3, 4, 5), [(540, 1260)]),
        ((6,), [(540, 1020)]),
    ]


def test_a_service_with_hours_of_its_own_has_those_of_every_week(session: Session) -> None:
    records = directory.whole_locations(session, [entry.listing["slug"] for entry in _all(session)])
    slug, name = next(
        (record.slug, service.slug) for record in records.values() for service in record.services if service.schedule
    )

    boxes = location(session, slug).place.services

    assert all(box.week is None for box in boxes), name
    assert any(box.usual for box in boxes), name


def _all(session: Session) -> tuple[directory.Entry, ...]:
    return directory.first_places(session, DAY, limit=99)


def test_a_ward_numbers_its_places_on_page_and_map_alike(session: Session) -> None:
    shown = saved_ward(session, ward_by_code("14110"), ENGLISH, DAY, notices=())

    cards = (*shown.ward.lounges, *shown.ward.nearest, *shown.ward.offices, *shown.ward.others)
    assert [(card.number, card.slug) for card in cards] == [
        (feature["properties"]["number"], feature["id"]) for feature in shown.on_map
    ]
