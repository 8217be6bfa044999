"""Signing in as people do: with forms, links from mail, and wrong tries."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from services.account_links import Purpose, link_token
from services.accounts import person_by_id
from services.clock import utc_now
from services.models import Mail, Person, Role
from services.settings import Settings
from services.web.staff.signin import inside
from tests.accounts_for_tests import PASSWORD, invited
from tests.staff_for_tests import SECRET, a_person, sent, signed_in, written

EMAIL = f"{Role.WARD_EDITOR}@example.org"
OTHER = "nine slow otters sing"


def with_password(client: FlaskClient, password: str = PASSWORD, next_page: str = "") -> str:
    """Send the first form and return where it leads, or what it says."""
    fields = {"email": EMAIL, "password": password, "next": next_page}
    answer = sent(client, "/signin", fields, page="/signin")
    return answer.location or answer.text


def test_a_password_and_a_code_lead_in(app: Flask, client: FlaskClient) -> None:
    a_person(app, Role.WARD_EDITOR)

    assert with_password(client) == "/signin/second"
    answer = sent(client, "/signin/second/code", {"code": TOTP(SECRET).now()}, page="/signin/second")

    assert answer.location == "/staff/"
    assert client.get("/staff/").status_code == 200


def test_a_password_alone_opens_nothing(app: Flask, client: FlaskClient) -> None:
    a_person(app, Role.WARD_EDITOR)

    with_password(client)

    assert client.get("/staff/").location == "/signin?next=/staff/"


def test_a_wrong_code_opens_nothing(app: Flask, client: FlaskClient) -> None:
    a_person(app, Role.WARD_EDITOR)
    with_password(client)

    answer = sent(client, "/signin/second/code", {"code": "000000"}, page="/signin/second")

    assert answer.status_code == 403
    assert client.get("/staff/").status_code == 303


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_a_wrong_password_says_the_same_as_a_person_who_does_not_exist(
    app: Flask, client: FlaskClient, email: str
) -> None:
    a_person(app, Role.WARD_EDITOR)

    answer = sent(client, "/signin", {"email": email, "password": "wrong"}, page="/signin")

    assert answer.status_code == 403
    assert "do not belong together" in answer.text
    assert f'value="{email}"' in answer.text


def test_too_many_wrong_tries_lock_the_account(app: Flask, client: FlaskClient) -> None:
    a_person(app, Role.WARD_EDITOR)
    for _ in range(5):
        with_password(client, "wrong")

    assert "too many wrong tries" in with_password(client, PASSWORD)


def test_a_failure_is_counted_although_the_answer_is_a_refusal(app: Flask, client: FlaskClient) -> None:
    number = a_person(app, Role.WARD_EDITOR)

    with_password(client, "wrong")

    with written(app) as session:
        assert person_by_id(session, number).failed_sign_ins == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/staff/people?x=1", "/staff/people?x=1"),
        ("https://elsewhere.example/", "/staff/"),
        ("//elsewhere.example/", "/staff/"),
        ("/staff\\@elsewhere.example", "/staff/"),
        ("/en/", "/staff/"),
        ("", "/staff/"),
    ],
)
def test_after_signing_in_one_goes_on_to_our_own_pages_only(app: Flask, address: str, expected: str) -> None:
    with app.test_request_context("/signin"):
        assert inside(address) == expected


def test_signing_out_ends_the_session_of_this_browser(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    sent(client, "/signin/out")

    assert client.get("/staff/").status_code == 303


def test_a_lost_password_is_set_anew_by_the_link_in_a_mail(app: Flask, client: FlaskClient) -> None:
    a_person(app, Role.WARD_EDITOR)
    sent(client, "/signin/forgot", {"email": EMAIL}, page="/signin/forgot")
    with written(app) as session:
        body = session.scalars(select(Mail.body)).one()
    link = next(line for line in body.splitlines() if "/signin/password/" in line)

    path = link.removeprefix("http://localhost")
    assert sent(client, path, {"password": OTHER}, page=path).location == "/signin"

    assert with_password(client, OTHER) == "/signin/second"
    assert client.get(path).status_code == 410


def test_who_has_no_account_gets_no_mail_and_the_same_page(app: Flask, client: FlaskClient) -> None:
    answer = sent(client, "/signin/forgot", {"email": "nobody@example.org"}, page="/signin/forgot")

    assert "a mail is on its way" in answer.text
    with written(app) as session:
        assert session.scalars(select(Mail)).all() == []


@pytest.mark.parametrize(("public_url", "hosts"), [("", []), ("https://madoguchi.example", ["madoguchi.example"])])
def test_in_production_a_link_never_names_a_host_that_only_the_asker_names(
    database_url: str, public_url: str, hosts: list[str]
) -> None:
    settings = Settings(
        environment="production", secret_key="x" * 32, database_url=database_url, public_url=public_url
    )
    app = create_app(settings)
    a_person(app, Role.WARD_EDITOR)
    client, site = app.test_client(), "https://elsewhere.example"

    token = re.findall(r'csrf_token" value="([^"]+)"', client.get("/signin/forgot", base_url=site).text)
    client.post("/signin/forgot", data={"email": EMAIL, "csrf_token": token[0]}, base_url=site)

    with written(app) as session:
        assert re.findall("https://([^/]+)", " ".join(session.scalars(select(Mail.body)))) == hosts


def invitation(app: Flask, session: Session) -> str:
    person: Person = invited(session)
    secret = app.config["SETTINGS"].secret_key
    token = link_token(person, Purpose.JOIN, secret=secret, at=utc_now())
    session.commit()
    return f"/signin/join/{token}"


def test_an_invitation_leads_to_a_password_and_then_to_a_second_step(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    link = invitation(app, session)

    assert sent(client, link, {"password": OTHER}, page=link).location == "/staff/account"
    assert "One thing is left" in client.get("/staff/account").text
    assert client.get("/staff/").location == "/staff/account"


def test_an_easy_password_is_refused_beside_the_field(app: Flask, client: FlaskClient, session: Session) -> None:
    link = invitation(app, session)

    answer = sent(client, link, {"password": "short"}, page=link)

    assert answer.status_code == 422
    assert "12 characters or more" in answer.text
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("path", ["/signin/join/x", "/signin/password/x"])
def test_a_link_that_is_not_ours_says_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 410
    assert "works no longer" in answer.text
