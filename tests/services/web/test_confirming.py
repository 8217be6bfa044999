import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.confirmation_links import confirmation_token
from services.due_locations import due_location
from services.models import FieldCheck, Location, Person, Revision
from services.settings import Settings
from tests.accounts_for_tests import AT, joined
from tests.conftest import Clock

MOMENT = "2026-11-25T12:00"


@pytest.fixture
def clerk(session: Session) -> Person:
    """An editor of Midori Ward."""
    found = joined(session)
    session.commit()
    return found


@pytest.fixture
def page(session: Session, clerk: Person, app: Flask, at_city_time: Clock) -> str:
    """The address of the page where the clerk confirms Midori's lounge."""
    at_city_time(MOMENT)
    lounge = session.scalars(select(Location.id).where(Location.slug == "lounge-midori")).one()
    due = due_location(session, lounge, AT.date())
    assert due is not None
    settings: Settings = app.config["SETTINGS"]
    token = confirmation_token(clerk, lounge, due.due_on, secret=settings.secret_key, at=AT)
    # A session that may write keeps the application waiting.
    session.rollback()
    return f"/confirm/{token}"


def checks(session: Session) -> int:
    found = len(session.scalars(select(FieldCheck)).all())
    session.rollback()
    return found


def test_the_page_shows_what_is_to_be_confirmed_and_writes_nothing(
    client: FlaskClient, page: str, session: Session
) -> None:
    shown = client.get(page)

    assert shown.status_code == 200
    assert "Midori International Lounge" in shown.text
    assert "Yes, all of this is right" in shown.text
    assert checks(session) == 0


def test_one_press_confirms_all_in_the_name_of_whoever_was_asked(
    client: FlaskClient, page: str, session: Session
) -> None:
    assert client.post(page).status_code == 200

    assert checks(session) == 4
    revision = session.scalars(select(Revision).where(Revision.action == "confirmed")).one()
    assert (revision.by, revision.subject) == ("kim@example.org", "location/lounge-midori")
    assert revision.changes["checks.hours"][1]["how"] == "mail"


def test_residents_see_it_on_the_next_request(client: FlaskClient, page: str) -> None:
    before = client.get("/en/locations/lounge-midori").text
    client.post(page)

    assert "Not yet checked by a person" in before
    assert "Checked on" in client.get("/en/locations/lounge-midori").text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_was_used_says_so(client: FlaskClient, page: str, session: Session, method: str) -> None:
    client.post(page)

    again = client.open(page, method=method)

    assert (again.status_code, checks(session)) == (410, 4)
    assert "Nothing to confirm here" in again.text


@pytest.mark.parametrize("token", ["none", "a.b", "%00", "x" * 5_000])
def test_what_is_no_link_of_ours_confirms_nothing(client: FlaskClient, session: Session, token: str) -> None:
    assert client.post(f"/confirm/{token}").status_code == 410
    assert checks(session) == 0


def test_the_page_is_in_the_language_of_its_reader(client: FlaskClient, page: str, session: Session) -> None:
    session.scalars(select(Person)).one().language = "ja"
    session.commit()

    assert '<html lang="ja"' in client.get(page).text


def test_the_address_is_kept_and_told_nowhere(client: FlaskClient, page: str) -> None:
    headers = client.get(page).headers

    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "Set-Cookie" not in headers
