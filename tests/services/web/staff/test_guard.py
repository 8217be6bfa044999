"""What stands before every page of staff: every role and every route, forms that are not ours, nothing lost."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update
from werkzeug.routing import Rule

from services.models import Person, Role
from services.permissions import RIGHTS, Action
from services.web.audiences import audience_of
from services.web.staff.sessions import is_for_staff
from tests.staff_for_tests import sent, signed_in, token_in, written

EXAMPLES = {"token": "x", "number": 1, "slug": "lounge-midori"}
REFUSED = 403


def staff_rules(app: Flask) -> list[Rule]:
    """Return the routes that are only for those who may do something."""
    return [rule for rule in app.url_map.iter_rules() if isinstance(audience_of(app, rule.endpoint), Action)]


def address(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        return str(app.url_for(rule.endpoint, **{name: EXAMPLES[name] for name in rule.arguments}))


def asked(app: Flask, client: FlaskClient, rule: Rule, token: str) -> int:
    """Ask for a route as its page would, and return the status."""
    where = address(app, rule)
    is_get = "GET" in (rule.methods or ())
    answer = client.get(where) if is_get else client.post(where, data={"csrf_token": token})
    return answer.status_code


@pytest.mark.parametrize("role", Role)
def test_a_route_opens_to_the_roles_of_its_action_and_to_nobody_else(app: Flask, role: Role) -> None:
    client = signed_in(app, role)
    allowed = {*RIGHTS[role][1], Action.SEE_STAFF_PAGES}
    # What signs out or takes away is asked last, so that all others are asked by somebody who is there.
    rules = [rule for rule in staff_rules(app) if not rule.endpoint.startswith("account.")]

    statuses = {rule.endpoint: asked(app, client, rule, token_in(client, "/staff/")) for rule in rules}
    refused = {endpoint for endpoint, status in statuses.items() if status == REFUSED}

    assert max(statuses.values()) < 500
    assert refused == {rule.endpoint for rule in rules if audience_of(app, rule.endpoint) not in allowed}


def test_nothing_of_staff_opens_to_those_who_are_not_signed_in(app: Flask, client: FlaskClient) -> None:
    token = token_in(client, "/signin")

    statuses = {asked(app, client, rule, token) for rule in staff_rules(app)}

    assert statuses == {303, 401}


def test_every_address_of_staff_pages_lies_where_their_cookie_goes(app: Flask) -> None:
    rules = staff_rules(app)

    assert rules
    assert [rule.rule for rule in rules if not is_for_staff(rule.rule)] == []


def test_every_form_without_our_token_changes_nothing(app: Flask) -> None:
    client = signed_in(app, Role.ADMINISTRATOR)
    posts = [rule for rule in app.url_map.iter_rules() if is_for_staff(rule.rule) and "POST" in (rule.methods or ())]

    statuses = {rule.endpoint: client.post(address(app, rule)).status_code for rule in posts}

    assert posts
    assert set(statuses.values()) == {400}


def test_a_form_without_a_token_comes_back_with_what_was_typed(app: Flask) -> None:
    client = signed_in(app, Role.ADMINISTRATOR)

    answer = client.post("/staff/people", data={"name": "Kim <b>", "email": "kim@example.org"})

    assert "Kim &lt;b&gt;" in answer.text
    assert "kim@example.org" in answer.text


def test_who_was_signed_out_while_typing_loses_nothing(client: FlaskClient) -> None:
    answer = client.post("/staff/people", data={"name": "Kim", "password": "a secret"})

    assert answer.status_code == 401
    assert "Nothing you typed is lost" in answer.text
    assert ">Kim</textarea>" in answer.text
    assert "a secret" not in answer.text


def read_only(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def test_no_page_of_staff_writes_when_it_is_read(app: Flask) -> None:
    client = signed_in(app, Role.ADMINISTRATOR)
    engine = app.extensions["database"].main_engine
    engine.dispose()
    event.listen(engine, "connect", read_only)
    pages = [rule for rule in staff_rules(app) if "GET" in (rule.methods or ())]

    assert pages
    assert {asked(app, client, rule, "") for rule in pages} <= {200, REFUSED}


def test_answers_to_staff_are_kept_nowhere(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    assert client.get("/staff/").headers["Cache-Control"] == "no-store"


def test_whose_account_was_closed_is_out_at_once(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)
    with written(app) as session:
        session.execute(update(Person).values(left_at=Person.joined_at))

    assert client.get("/staff/").status_code == 303


def test_whoever_signs_out_everywhere_is_out_on_every_device(app: Flask) -> None:
    here = signed_in(app, Role.BUREAU)
    there = app.test_client()
    with here.session_transaction("/staff/") as mine, there.session_transaction("/staff/") as theirs:
        theirs.update(mine)

    sent(here, "/staff/account/everywhere")

    assert there.get("/staff/").status_code == 303


def test_without_a_second_factor_only_ones_own_account_opens(app: Flask) -> None:
    client = signed_in(app, Role.ADMINISTRATOR, has_app=False)

    assert client.get("/staff/people").location == "/staff/account"
    assert client.get("/staff/account").status_code == 200


@pytest.mark.parametrize(("accepted", "word"), [("ja", "サインイン"), ("ne", "Sign in"), ("ja-JP", "サインイン")])
def test_before_signing_in_pages_are_in_japanese_or_english(client: FlaskClient, accepted: str, word: str) -> None:
    assert f"<h1>{word}</h1>" in client.get("/signin", headers={"Accept-Language": accepted}).text


def test_a_person_reads_pages_in_their_own_language(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    sent(client, "/staff/account/language", {"language": "ja"})

    assert 'lang="ja"' in client.get("/staff/").text
