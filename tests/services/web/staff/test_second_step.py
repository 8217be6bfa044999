"""The second step: a code, a passkey or a recovery code, and nothing else."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP

from services.account_factors import renew_recovery_codes
from services.accounts import person_by_id
from services.clock import utc_now
from services.models import Role
from tests.accounts_for_tests import PASSWORD
from tests.staff_for_tests import SECRET, a_person, sent, written

EMAIL = f"{Role.CONSULTANT}@example.org"


@pytest.fixture
def half_way(app: Flask, client: FlaskClient) -> FlaskClient:
    """A browser in which a right password was given."""
    a_person(app, Role.CONSULTANT)
    sent(client, "/signin", {"email": EMAIL, "password": PASSWORD}, page="/signin")
    return client


def tried(client: FlaskClient, way: str, **fields: str) -> int:
    return sent(client, f"/signin/second/{way}", fields, page="/signin/second").status_code


def test_a_recovery_code_leads_in_once(app: Flask, half_way: FlaskClient) -> None:
    with written(app) as session:
        code = renew_recovery_codes(session, person_by_id(session, 1), at=utc_now())[0]

    assert tried(half_way, "recovery", recovery=code) == 303
    sent(half_way, "/signin/out")
    sent(half_way, "/signin", {"email": EMAIL, "password": PASSWORD}, page="/signin")
    assert tried(half_way, "recovery", recovery=code) == 403


def test_a_code_works_once(half_way: FlaskClient) -> None:
    code = TOTP(SECRET).now()
    assert tried(half_way, "code", code=code) == 303

    sent(half_way, "/signin/out")
    sent(half_way, "/signin", {"email": EMAIL, "password": PASSWORD}, page="/signin")

    assert tried(half_way, "code", code=code) == 403


@pytest.mark.parametrize("credential", ["", "no JSON", "[]", json.dumps({"rawId": "AAAA"})])
def test_an_answer_that_is_no_passkey_is_refused(half_way: FlaskClient, credential: str) -> None:
    assert tried(half_way, "passkey", credential=credential) == 403


@pytest.mark.parametrize("way", ["code", "recovery", "passkey"])
def test_without_a_password_before_there_is_no_second_step(client: FlaskClient, way: str) -> None:
    answer = sent(client, f"/signin/second/{way}", {}, page="/signin")

    assert answer.location == "/signin"


def test_the_page_offers_what_the_person_has(half_way: FlaskClient) -> None:
    text = half_way.get("/signin/second").text

    assert 'name="code"' in text
    assert "data-passkey=" not in text


def test_a_closed_account_does_not_get_further(app: Flask, half_way: FlaskClient) -> None:
    with written(app) as session:
        person_by_id(session, 1).left_at = utc_now()

    assert half_way.get("/signin/second").location == "/signin"
