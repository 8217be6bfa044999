from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from services.accounts import close_account, find_person, grants_of
from services.errors import AlreadyInvited, BadPassword, InvalidChange, LinkEnded
from services.invitations import invitation_token, invite, invite_again, join
from services.models import Role
from services.permissions import Grant
from services.signing_in import compare, sign_in
from tests.accounts_for_tests import AT, CLERK, KEY, PASSWORD, history, invited, joined


def test_who_accepts_an_invitation_can_sign_in_with_their_roles(session: Session) -> None:
    person = invited(session, " Kim@Example.ORG ")
    token = invitation_token(person, secret=KEY, at=AT)

    join(session, token, password=PASSWORD, secret=KEY, at=AT)

    assert sign_in(session, compare(session, email="kim@example.org", password=PASSWORD), at=AT).person is person
    assert grants_of(person) == (CLERK,)
    assert history(session, person) == ["invited", "joined"]


def test_an_invitation_is_accepted_once(session: Session) -> None:
    token = invitation_token(invited(session), secret=KEY, at=AT)
    join(session, token, password=PASSWORD, secret=KEY, at=AT)

    with pytest.raises(LinkEnded):
        join(session, token, password="nine slow otters", secret=KEY, at=AT)


def test_a_refused_password_leaves_the_invitation(session: Session) -> None:
    token = invitation_token(invited(session), secret=KEY, at=AT)

    with pytest.raises(BadPassword):
        join(session, token, password="password1234", secret=KEY, at=AT)

    assert join(session, token, password=PASSWORD, secret=KEY, at=AT).joined_at == AT


def test_inviting_again_ends_the_link_mailed_before(session: Session) -> None:
    person = invited(session)
    lost = invitation_token(person, secret=KEY, at=AT)
    invite_again(session, person, by="tests", at=AT + timedelta(days=8))
    found = invitation_token(person, secret=KEY, at=AT + timedelta(days=8))

    with pytest.raises(LinkEnded):
        join(session, lost, password=PASSWORD, secret=KEY, at=AT)
    assert join(session, found, password=PASSWORD, secret=KEY, at=AT + timedelta(days=9)) is person
    assert history(session, person) == ["invited", "invited_again", "joined"]


def test_an_address_has_one_account_open_or_closed(session: Session) -> None:
    joined(session)
    close_account(session, invited(session, "gone@example.org"), by="tests", at=AT)

    for email in ("KIM@example.org", "gone@example.org"):
        with pytest.raises(AlreadyInvited):
            invited(session, email)
        with pytest.raises(AlreadyInvited):
            invite_again(session, find_person(session, email) or pytest.fail("nobody"), by="tests", at=AT)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"email": "no address"}, "email: bad_email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email: bad_email"),
        ({"email": f"{'a' * 200}@example.org"}, "email: bad_email"),
        ({"name": " "}, "name: required"),
        ({"name": "K" * 101}, "name: bad_text, longest 100"),
        ({"name": "Kim\x00"}, "name: bad_text, longest 100"),
        ({"language": "fr"}, "language: unknown"),
        ({"grants": []}, "grants: required"),
        ({"grants": [Grant(Role.WARD_EDITOR)]}, "grants: unknown, grant ward_editor"),
        ({"grants": [Grant(Role.WARD_EDITOR, "99999")]}, "grants: unknown, grant ward_editor 99999"),
        ({"grants": [Grant(Role.RECEIVING_DESK, None, 0)]}, "grants: unknown, grant receiving_desk location 0"),
        ({"grants": [Grant(Role.BUREAU, "14113")]}, "grants: unknown, grant bureau 14113"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_with_its_field(
    session: Session, changed: dict[str, object], problem: str
) -> None:
    usual = {"email": "kim@example.org", "name": "Kim", "language": "en", "grants": [CLERK]}

    with pytest.raises(InvalidChange) as refused:
        invite(session, **{**usual, **changed}, by="tests", at=AT)

    assert str(refused.value) == problem
    assert find_person(session, "kim@example.org") is None
