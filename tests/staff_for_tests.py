"""People of staff who are signed in, for tests of their pages. All of them are made up."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from services.account_factors import add_totp
from services.clock import utc_now
from services.database import writing_sessions
from services.models import Location, Person, Role
from services.permissions import Grant
from services.sealing import keys_of
from tests.accounts_for_tests import joined

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MIDORI_WARD = "14113"


@contextmanager
def written(app: Flask) -> Iterator[Session]:
    """A session that writes to the application's database."""
    with writing_sessions(app.extensions["database"].main_engine)() as session:
        yield session
        session.commit()


def grant_of(session: Session, role: Role) -> Grant:
    """Return a role as a test holds it: of Midori ward, or of its lounge."""
    if role is Role.WARD_EDITOR:
        return Grant(role, ward_code=MIDORI_WARD)
    if role in {Role.LOUNGE_CONTRIBUTOR, Role.RECEIVING_DESK}:
        return Grant(role, location_id=session.scalar(select(Location.id).where(Location.slug == "lounge-midori")))
    return Grant(role)


def a_person(app: Flask, role: Role, email: str | None = None, *, has_app: bool = True) -> int:
    """Make somebody who has joined, and return their number."""
    with written(app) as session:
        person: Person = joined(session, email or f"{role}@example.org", grant_of(session, role))
        if has_app:
            keys = keys_of(app.config["SETTINGS"])
            assert add_totp(session, person, SECRET, typed=TOTP(SECRET).now(), keys=keys, at=utc_now())
            # The code of this half minute must be good for signing in.
            person.totp_last_step = None
        return person.id


def signed_in(app: Flask, role: Role, *, has_app: bool = True) -> FlaskClient:
    """Return a browser in which somebody with `role` is signed in."""
    number = a_person(app, role, has_app=has_app)
    with written(app) as session:
        key = session.get_one(Person, number).session_key
    client = app.test_client()
    with client.session_transaction("/staff/") as kept:
        kept.permanent = True
        kept.update({"person": number, "key": key, "since": utc_now().timestamp()})
    return client


def token_in(client: FlaskClient, address: str) -> str:
    """Return the token that forms of a page carry."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address, follow_redirects=True).text)
    assert found, address
    return found[1]


def sent(client: FlaskClient, address: str, fields: Mapping[str, str] | None = None, page: str = "") -> TestResponse:
    """Send a form as the page at `page` would: with its token."""
    return client.post(address, data={**(fields or {}), "csrf_token": token_in(client, page or "/staff/account")})
