"""People, as the administrator looks after them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from services.accounts import find_person, grants_of, person_by_id
from services.models import Mail, Revision, Role
from services.permissions import Grant
from tests.staff_for_tests import MIDORI_WARD, a_person, sent, signed_in, written

CLERK = {
    "name": "Kim",
    "email": "kim@example.org",
    "language": "en",
    "role": Role.WARD_EDITOR,
    "ward": MIDORI_WARD,
    "location": "lounge-midori",
}


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    return signed_in(app, Role.ADMINISTRATOR)


def invite(client: FlaskClient, **changed: str) -> int:
    return sent(client, "/staff/people", {**CLERK, **changed}, page="/staff/people").status_code


def test_an_invitation_is_mailed_with_a_link_that_opens(app: Flask, administrator: FlaskClient) -> None:
    assert invite(administrator) == 303

    with written(app) as session:
        body = session.scalars(select(Mail.body).where(Mail.recipient == "kim@example.org")).one()
    link = next(line for line in body.splitlines() if "/signin/join/" in line)
    assert "Welcome, Kim" in app.test_client().get(link.removeprefix("http://localhost")).text


def test_a_role_is_held_where_it_belongs_whatever_else_was_chosen(app: Flask, administrator: FlaskClient) -> None:
    invite(administrator)

    with written(app) as session:
        person = find_person(session, "kim@example.org")
        assert person is not None
        assert grants_of(person) == (Grant(Role.WARD_EDITOR, ward_code=MIDORI_WARD),)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": "no address"}, "This is no mail address."),
        ({"name": " "}, "Please fill this in."),
        ({"ward": ""}, "Choose a role"),
        ({"role": "emperor"}, "Choose a role"),
        ({"role": Role.LOUNGE_CONTRIBUTOR, "location": "nowhere"}, "Choose a role"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_rest_is_kept(
    app: Flask, administrator: FlaskClient, changed: dict[str, str], words: str
) -> None:
    answer = sent(administrator, "/staff/people", {**CLERK, **changed}, page="/staff/people")

    assert answer.status_code == 422
    assert words in answer.text
    with written(app) as session:
        assert session.scalars(select(Mail)).all() == []


def test_nobody_is_invited_twice(administrator: FlaskClient) -> None:
    invite(administrator)

    assert invite(administrator) == 422


def test_a_second_invitation_ends_the_first(app: Flask, administrator: FlaskClient) -> None:
    invite(administrator)
    with written(app) as session:
        first = session.scalars(select(Mail.body)).one()
        person = find_person(session, "kim@example.org")
        number = person.id if person else 0

    sent(administrator, f"/staff/people/{number}/invite")

    link = next(line for line in first.splitlines() if "/signin/join/" in line)
    assert app.test_client().get(link.removeprefix("http://localhost")).status_code == 410


def test_roles_come_and_go(app: Flask, administrator: FlaskClient) -> None:
    number = a_person(app, Role.BUREAU)

    sent(administrator, f"/staff/people/{number}/roles", {"role": Role.CONSULTANT})
    sent(administrator, f"/staff/people/{number}/roles/remove", {"grant": "bureau"})

    with written(app) as session:
        assert grants_of(person_by_id(session, number)) == (Grant(Role.CONSULTANT),)


@pytest.mark.parametrize(("path", "fields"), [("close", {}), ("roles/remove", {"grant": "administrator"})])
def test_the_last_administrator_stays(
    app: Flask, administrator: FlaskClient, path: str, fields: dict[str, str]
) -> None:
    with written(app) as session:
        number = session.scalars(select(Revision.subject)).first()

    sent(administrator, f"/staff/people/{str(number).removeprefix('person/')}/{path}", fields)

    assert administrator.get("/staff/people").status_code == 200


def test_a_closed_account_can_be_opened_again(app: Flask, administrator: FlaskClient) -> None:
    number = a_person(app, Role.BUREAU)

    sent(administrator, f"/staff/people/{number}/close")
    assert "The account is closed" in administrator.get(f"/staff/people/{number}").text
    sent(administrator, f"/staff/people/{number}/reopen")

    with written(app) as session:
        assert person_by_id(session, number).left_at is None


def test_whoever_lost_everything_chooses_a_second_step_anew(app: Flask, administrator: FlaskClient) -> None:
    number = a_person(app, Role.BUREAU)

    sent(administrator, f"/staff/people/{number}/factors")

    with written(app) as session:
        assert person_by_id(session, number).totp_secret is None


def test_a_person_who_does_not_exist_is_not_found(administrator: FlaskClient) -> None:
    assert administrator.get("/staff/people/999").status_code == 404
