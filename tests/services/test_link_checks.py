from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.link_asking import Found
from services.link_checks import dead_links, record_checks, urls_of_records
from services.models import LinkCheck, Location, Source

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATER = NOON + timedelta(days=7)


@pytest.fixture
def session(either_session: Session) -> Iterator[Session]:
    """A session on either database whose changes nobody keeps."""
    yield either_session
    either_session.rollback()


@pytest.fixture
def website(session: Session) -> str:
    """The website of Midori's lounge."""
    found = session.scalars(select(Location.website).where(Location.slug == "lounge-midori")).one()
    assert found is not None
    return found


def record(session: Session, *found: Found, at: datetime = NOON) -> None:
    record_checks(session, found, at)
    session.flush()


def test_websites_and_sources_are_asked_each_once(session: Session, website: str) -> None:
    urls = urls_of_records(session)

    assert website in urls
    assert set(session.scalars(select(Source.url).where(Source.url.like("http%")))) <= set(urls)
    assert len(urls) == len(set(urls))


def test_what_is_no_web_address_is_not_asked(session: Session) -> None:
    location = session.scalars(select(Location).where(Location.slug == "lounge-midori")).one()
    location.website = "file:///etc/hostname"
    session.flush()

    assert "file:///etc/hostname" not in urls_of_records(session)


def test_a_dead_address_is_told_with_its_locations_from_when_it_died(session: Session, website: str) -> None:
    record(session, Found(website, 404))
    record(session, Found(website, None, "timed out"), at=LATER)

    (dead,) = dead_links(session)

    assert (dead.slug, dead.ward_code, dead.url) == ("lounge-midori", "14113", website)
    assert (dead.error, dead.failing_since) == ("timed out", NOON)


def test_an_address_that_answers_again_is_alive(session: Session, website: str) -> None:
    record(session, Found(website, 404))
    record(session, Found(website, 200), at=LATER)

    assert dead_links(session) == []


def test_a_dead_source_is_told_with_every_location_whose_facts_it_has(session: Session) -> None:
    source = session.scalars(select(Source).where(Source.url.is_not(None)).order_by(Source.code)).first()
    assert source is not None
    assert source.url is not None
    record(session, Found(source.url, 410))

    assert all(each.url == source.url for each in dead_links(session))


def test_a_ward_sees_its_own(session: Session, website: str) -> None:
    record(session, Found(website, 404))

    assert [each.slug for each in dead_links(session, wards=["14113"])] == ["lounge-midori"]
    assert dead_links(session, wards=["14101"]) == []
    midori = session.scalars(select(Location.id).where(Location.slug == "lounge-midori")).one()
    assert len(dead_links(session, wards=[], locations=[midori])) == 1


def test_addresses_that_no_record_has_any_more_are_forgotten(session: Session, website: str) -> None:
    record(session, Found("https://gone.example.org/", 404), Found(website, 200))
    record(session, Found(website, 200), at=LATER)

    assert session.scalars(select(LinkCheck.url)).all() == [website]
