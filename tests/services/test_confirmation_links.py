from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import close_account
from services.confirmation_links import VALID_FOR, asked_by_token, confirmation_token
from services.confirmations import confirm
from services.due_locations import due_location
from services.errors import LinkEnded
from services.models import ConfirmedBy, Location, Person
from tests.accounts_for_tests import AT, KEY, joined


@pytest.fixture
def clerk(session: Session) -> Person:
    """An editor of Midori Ward."""
    return joined(session)


@pytest.fixture
def lounge(session: Session) -> Location:
    return session.scalars(select(Location).where(Location.slug == "lounge-midori")).one()


def token(session: Session, person: Person, lounge: Location) -> str:
    due = due_location(session, lounge.id, AT.date())
    assert due is not None
    return confirmation_token(person, lounge.id, due.due_on, secret=KEY, at=AT)


def test_a_link_says_who_was_asked_about_what(session: Session, clerk: Person, lounge: Location) -> None:
    asked = asked_by_token(session, token(session, clerk, lounge), secret=KEY, at=AT)

    assert (asked.person, asked.location.slug) == (clerk, "lounge-midori")


def test_a_link_ends_with_the_confirmation(session: Session, clerk: Person, lounge: Location) -> None:
    link = token(session, clerk, lounge)
    confirm(session, lounge, by="somebody@example.org", how=ConfirmedBy.OFFICE, at=AT)

    with pytest.raises(LinkEnded, match="confirmed since"):
        asked_by_token(session, link, secret=KEY, at=AT)


def test_a_link_of_an_earlier_due_day_does_not_confirm_a_later_one(
    session: Session, clerk: Person, lounge: Location
) -> None:
    link = token(session, clerk, lounge)
    confirm(session, lounge, by="a@example.org", how=ConfirmedBy.OFFICE, at=datetime(2020, 1, 1, tzinfo=UTC))

    with pytest.raises(LinkEnded, match="confirmed since"):
        asked_by_token(session, link, secret=KEY, at=AT)


def test_a_link_ends_after_a_month(session: Session, clerk: Person, lounge: Location) -> None:
    link = token(session, clerk, lounge)

    with pytest.raises(LinkEnded, match="ended at"):
        asked_by_token(session, link, secret=KEY, at=AT + VALID_FOR)
    assert asked_by_token(session, link, secret=KEY, at=AT + VALID_FOR - timedelta(seconds=1))


def test_a_link_ends_with_the_account(session: Session, clerk: Person, lounge: Location) -> None:
    link = token(session, clerk, lounge)
    close_account(session, clerk, by="tests", at=AT)
    session.flush()

    with pytest.raises(LinkEnded):
        asked_by_token(session, link, secret=KEY, at=AT)


def test_a_link_ends_with_the_ward(session: Session, clerk: Person, lounge: Location) -> None:
    link = token(session, clerk, lounge)
    lounge.ward_code = "14101"
    session.flush()

    with pytest.raises(LinkEnded, match="no longer looks after"):
        asked_by_token(session, link, secret=KEY, at=AT)


@pytest.mark.parametrize("change", ["", "x", "~"])
def test_a_link_that_is_not_ours_is_none(session: Session, clerk: Person, lounge: Location, change: str) -> None:
    link = token(session, clerk, lounge)

    for text in (change, change + link[1:], link[:-2] + change):
        with pytest.raises(LinkEnded, match="not one of ours"):
            asked_by_token(session, text, secret=KEY, at=AT)
    with pytest.raises(LinkEnded, match="not one of ours"):
        asked_by_token(session, link, secret="another key", at=AT)


def test_a_link_for_another_day_cannot_be_made_without_the_key(
    session: Session, clerk: Person, lounge: Location
) -> None:
    forged = confirmation_token(clerk, lounge.id, date(2026, 1, 1), secret="guess", at=AT)

    with pytest.raises(LinkEnded):
        asked_by_token(session, forged, secret=KEY, at=AT)
