from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.confirmations import confirm, log_call
from services.due_locations import age_counts, due_location, due_locations
from services.freshness import Age
from services.models import CallOutcome, ConfirmedBy, Location

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)
MIDORI = "14113"


@pytest.fixture
def session(either_session: Session) -> Iterator[Session]:
    """A session on either database whose changes nobody keeps."""
    yield either_session
    either_session.rollback()


def location(session: Session, slug: str) -> Location:
    return session.scalars(select(Location).where(Location.slug == slug)).one()


def confirmed(session: Session, slug: str, at: datetime = NOON) -> None:
    confirm(session, location(session, slug), by="clerk@example.org", how=ConfirmedBy.OFFICE, at=at)


def test_what_nobody_has_confirmed_is_due(session: Session) -> None:
    assert len(due_locations(session, TODAY)) == 39


def test_what_was_confirmed_is_not(session: Session) -> None:
    confirmed(session, "lounge-midori")

    assert "lounge-midori" not in [each.slug for each in due_locations(session, TODAY)]
    assert "lounge-midori" in [each.slug for each in due_locations(session, TODAY, least=Age.FRESH)]


def test_a_ward_sees_its_own_and_the_places_that_it_looks_after(session: Session) -> None:
    aoba = location(session, "lounge-aoba").id

    found = due_locations(session, TODAY, wards=[MIDORI], locations=[aoba])

    assert {each.slug for each in found} == {"lounge-midori", "ward-midori", "lounge-aoba"}


def test_the_most_urgent_come_first(session: Session) -> None:
    confirmed(session, "lounge-midori", datetime(2020, 1, 1, tzinfo=UTC))

    first = due_locations(session, TODAY)[0]

    assert (first.slug, first.age, first.checked_on) == ("lounge-midori", Age.EXPIRED, date(2020, 1, 1))


def test_a_location_is_named_with_its_last_call(session: Session) -> None:
    lounge = location(session, "lounge-midori")
    for outcome in (CallOutcome.NO_ANSWER, CallOutcome.CALL_AGAIN):
        log_call(session, lounge, outcome, by="clerk@example.org", at=NOON)
    session.flush()

    found = due_location(session, lounge.id, TODAY)

    assert found is not None
    assert (found.name, found.last_call) == ("みどり国際交流ラウンジ", (NOON, CallOutcome.CALL_AGAIN))


def test_a_location_that_is_gone_is_none(session: Session) -> None:
    assert due_location(session, 10_000, TODAY) is None


def test_every_age_has_its_figure(session: Session) -> None:
    confirmed(session, "lounge-midori")

    counts = age_counts(session, TODAY, wards=[MIDORI])

    assert list(counts) == list(Age)
    assert (counts[Age.FRESH], sum(counts.values())) == (1, 2)
