"""Made-up people with accounts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from pyotp import TOTP
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from services.account_factors import add_totp
from services.invitations import invitation_token, invite, join
from services.models import Person, Revision, Role
from services.permissions import Grant
from services.sealing import derived_key, opened
from services.second_factors import new_totp_secret

AT = datetime(2026, 11, 25, 3, tzinfo=UTC)
KEY = "the secret key of tests"
KEYS = (derived_key(KEY),)
PASSWORD = "seven quiet herons"
ADMINISTRATOR = Grant(Role.ADMINISTRATOR)
CLERK = Grant(Role.WARD_EDITOR, ward_code="14113")


def invited(session: Session, email: str = "kim@example.org", grant: Grant = CLERK) -> Person:
    """Return somebody who has not joined."""
    return invite(session, email=email, name="Kim", language="en", grants=[grant], by="tests", at=AT)


def joined(session: Session, email: str = "kim@example.org", grant: Grant = CLERK) -> Person:
    """Return somebody who has a password and no second factor yet."""
    token = invitation_token(invited(session, email, grant), secret=KEY, at=AT)
    return join(session, token, password=PASSWORD, secret=KEY, at=AT)


def with_app(session: Session, email: str = "kim@example.org", grant: Grant = CLERK) -> Person:
    """Return somebody with a password and an authenticator app, whose code of ten minutes ago was used."""
    person = joined(session, email, grant)
    secret, before = new_totp_secret(), AT - timedelta(minutes=10)
    assert add_totp(session, person, secret, typed=TOTP(secret).at(before), keys=KEYS, at=before)
    return person


def app_code(person: Person, at: datetime = AT) -> str:
    """Return what the authenticator app of somebody shows."""
    assert person.totp_secret is not None
    return TOTP(opened(person.totp_secret, KEYS)).at(at)


def history(session: Session, person: Person) -> list[str]:
    """Return what the history says was done to an account, oldest first."""
    session.flush()
    query = select(Revision.action).where(Revision.subject == f"person/{person.id}").order_by(Revision.id)
    return list(session.scalars(query))


@contextmanager
def stored(sessions: sessionmaker[Session], *people: Callable[[Session], Person]) -> Iterator[list[int]]:
    """Give the numbers of people in a database that other tests use too, and afterwards leave no trace of them."""
    with sessions.begin() as session:
        made = [make(session).id for make in people]
    try:
        yield made
    finally:
        with sessions.begin() as session:
            subjects = [f"person/{number}" for number in made]
            session.execute(delete(Revision).where(Revision.subject.in_(subjects)))
            for number in made:
                session.delete(session.get_one(Person, number))
