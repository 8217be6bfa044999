import base64
from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from services.account_factors import factors_of
from services.account_links import Purpose, person_by_token
from services.accounts import find_person, grants_of
from services.clock import utc_now
from services.invitations import join
from services.models import Mail, Person, Role
from services.permissions import Grant
from services.sealing import opened
from services.settings import Settings
from tests.accounts_for_tests import ADMINISTRATOR, KEY, KEYS, PASSWORD, joined, with_app

Run = Callable[..., Result]
NEW_KEY = base64.urlsafe_b64encode(bytes(32)).decode()


@pytest.fixture
def run(database_url: str) -> Run:
    """Run `flask directory …` with some settings."""

    def invoke(*arguments: str, **settings: object) -> Result:
        app: Flask = create_app(Settings(database_url=database_url, secret_key=KEY, **settings))
        return app.test_cli_runner().invoke(args=["directory", *arguments])

    return invoke


def token_of(result: Result) -> str:
    return result.output.strip().rpartition("/")[2]


def kept(session: Session, email: str = "kim@example.org") -> Person:
    session.rollback()
    return find_person(session, email) or pytest.fail(f"nobody has {email}")


def commit(session: Session, *_made: object) -> None:
    session.commit()


def test_the_first_administrator_is_invited_at_the_terminal(run: Run, session: Session) -> None:
    done = run("invite", "Kim@example.org", "--role", "administrator", "--name", "Kim", "--language", "en")
    person = kept(session)

    join(session, token_of(done), password=PASSWORD, secret=KEY, at=utc_now())

    assert done.output.startswith(
        "kim@example.org is invited as administrator.\nThe link is good for 7 days:\n/signin/join/"
    )
    assert (person.name, person.language, grants_of(person)) == ("Kim", "en", (ADMINISTRATOR,))


def test_with_an_address_of_the_site_the_link_is_whole_and_mailed(run: Run, session: Session) -> None:
    done = run("invite", "kim@example.org", "--role", "bureau", public_url="https://madoguchi.example")

    mail = session.scalars(select(Mail)).one()

    assert f"https://madoguchi.example/signin/join/{token_of(done)}" in mail.body
    assert (mail.recipient, mail.language) == ("kim@example.org", "ja")


def test_without_one_nothing_is_mailed(run: Run, session: Session) -> None:
    run("invite", "kim@example.org", "--role", "bureau")

    assert session.scalars(select(Mail)).all() == []


def test_who_has_not_joined_is_invited_again_with_the_new_role(run: Run, session: Session) -> None:
    first = run("invite", "kim@example.org", "--role", "bureau")
    again = run("invite", "kim@example.org", "--role", "ward_editor", "--ward", "14113")
    person = kept(session)

    assert grants_of(person) == (Grant(Role.WARD_EDITOR, "14113"),)
    assert person_by_token(session, token_of(again), Purpose.JOIN, secret=KEY, at=utc_now()) is person
    assert token_of(first) != token_of(again)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kim@example.org", "--role", "ward_editor"), "grants: unknown, grant ward_editor"),
        (
            ("kim@example.org", "--role", "receiving_desk", "--location", "no-place"),
            "there is no location 'no-place'",
        ),
        (("no address", "--role", "bureau"), "email: bad_email"),
        (("here@example.org", "--role", "bureau"), "here@example.org needs no invitation"),
    ],
)
def test_an_invitation_that_cannot_be_ends_with_one_line(
    run: Run, session: Session, arguments: tuple[str, ...], said: str
) -> None:
    commit(session, joined(session, "here@example.org"))

    ended = run("invite", *arguments)

    assert (ended.exit_code, ended.output) == (1, f"Error: {said}\n")
    session.rollback()
    assert session.scalars(select(Person.email)).all() == ["here@example.org"]


def test_a_desk_is_invited_for_its_place(run: Run, session: Session) -> None:
    done = run("invite", "kim@example.org", "--role", "receiving_desk", "--location", "lounge-midori")

    assert done.exit_code == 0
    assert [grant.role for grant in grants_of(kept(session))] == [Role.RECEIVING_DESK]


def test_people_are_listed_with_roles_and_state(run: Run, session: Session) -> None:
    commit(session, with_app(session), joined(session, "lee@example.org", ADMINISTRATOR))
    run("invite", "new@example.org", "--role", "bureau", "--name", "New")

    listed = run("people").output.splitlines()

    assert listed[:2] == [
        "kim@example.org  Kim  ward_editor 14113  joined 2026-11-25, totp",
        "lee@example.org  Kim  administrator  joined 2026-11-25, no second factor",
    ]
    assert listed[2].startswith("new@example.org  New  bureau  invited ")


def test_who_lost_everything_gets_a_new_start_at_the_terminal(run: Run, session: Session) -> None:
    commit(session, with_app(session))

    done = run("reset", "kim@example.org", "--second-factors")
    person = kept(session)

    assert done.output.startswith("The link is good for an hour:\n/signin/password/")
    assert person_by_token(session, token_of(done), Purpose.RESET, secret=KEY, at=utc_now()) is person
    assert factors_of(person) == frozenset()


def test_nobody_without_an_account_gets_a_link(run: Run) -> None:
    assert run("reset", "no@example.org").output == "Error: no@example.org has no account that is open and joined\n"


def test_secrets_are_sealed_anew_with_a_new_key(run: Run, session: Session) -> None:
    commit(session, with_app(session))
    before = opened(kept(session).totp_secret or "", KEYS)
    session.rollback()

    done = run("reseal", data_keys=(NEW_KEY,))

    assert done.output == "Sealed anew: 1.\n"
    assert opened(kept(session).totp_secret or "", (NEW_KEY,)) == before


def test_secrets_that_no_key_opens_are_left_alone(run: Run, session: Session) -> None:
    spoilt, whole = with_app(session), with_app(session, "lee@example.org")
    spoilt.totp_secret, before = "rubbish", whole.totp_secret
    session.commit()

    ended = run("reseal", data_keys=(NEW_KEY,))

    assert (ended.exit_code, "DATA_KEYS" in ended.output) == (1, True)
    assert kept(session, "lee@example.org").totp_secret == before
