"""One's own account, as its owner changes it."""

import pytest
from flask import Flask
from pyotp import TOTP

from services.account_factors import Factor, factors_of
from services.accounts import person_by_id
from services.models import Role
from services.sealing import keys_of, opened
from tests.accounts_for_tests import PASSWORD
from tests.staff_for_tests import sent, signed_in, written

OTHER = "nine slow otters sing"


def has(app: Flask) -> frozenset[Factor]:
    with written(app) as session:
        return factors_of(person_by_id(session, 1))


def test_the_first_app_comes_with_recovery_codes_shown_once(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU, has_app=False)
    client.get("/staff/account")
    with client.session_transaction("/staff/") as kept:
        secret = opened(kept["totp_secret"], keys_of(app.config["SETTINGS"]))

    answer = sent(client, "/staff/account/app", {"code": TOTP(secret).now()})

    assert answer.text.count("<li>") >= 10
    assert has(app) == {Factor.TOTP, Factor.RECOVERY_CODE}
    assert client.get("/staff/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU, has_app=False)

    answer = sent(client, "/staff/account/app", {"code": "000000"})

    assert answer.status_code == 422
    assert has(app) == frozenset()


def test_the_only_second_step_stays(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    sent(client, "/staff/account/app/remove")

    assert Factor.TOTP in has(app)
    assert "only second step" in client.get("/staff/account").text


def test_a_passkey_that_no_browser_made_is_refused(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    assert sent(client, "/staff/account/passkeys", {"credential": "{}", "name": "key"}).status_code == 422


def test_new_recovery_codes_are_ten(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    assert sent(client, "/staff/account/codes").text.count("<li>") >= 10


@pytest.mark.parametrize(
    ("now", "new", "words"),
    [
        ("wrong", OTHER, "This is not your password."),
        (PASSWORD, "short", "12 characters or more"),
        (PASSWORD, OTHER, "The new password holds"),
    ],
)
def test_a_password_is_changed_by_whoever_knows_the_old_one(app: Flask, now: str, new: str, words: str) -> None:
    client = signed_in(app, Role.BUREAU)

    answer = sent(client, "/staff/account/password", {"password": now, "new_password": new})

    said = answer.text if answer.status_code == 422 else client.get("/staff/account").text
    assert words in said


def test_after_a_new_password_every_other_device_is_out(app: Flask) -> None:
    here, there = signed_in(app, Role.BUREAU), app.test_client()
    with here.session_transaction("/staff/") as mine, there.session_transaction("/staff/") as theirs:
        theirs.update(mine)

    sent(here, "/staff/account/password", {"password": PASSWORD, "new_password": OTHER})

    assert there.get("/staff/").status_code == 303


def test_the_secret_of_an_app_is_not_shown_again(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    assert "Scan this" not in client.get("/staff/account").text
