from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from services.account_links import Purpose, link_token, locked_by_token, person_by_token
from services.accounts import close_account
from services.errors import LinkEnded
from services.signing_in import sign_out_everywhere
from tests.accounts_for_tests import AT, KEY, invited, joined


@pytest.mark.parametrize(
    ("purpose", "seconds"), [(Purpose.JOIN, 7 * 86400), (Purpose.RESET, 3600)], ids=["a week", "an hour"]
)
def test_a_link_is_good_until_its_time_is_over(session: Session, purpose: Purpose, seconds: int) -> None:
    person = invited(session) if purpose is Purpose.JOIN else joined(session)
    token = link_token(person, purpose, secret=KEY, at=AT)

    found = person_by_token(session, token, purpose, secret=KEY, at=AT + timedelta(seconds=seconds - 1))

    assert found is person
    with pytest.raises(LinkEnded, match="ended at"):
        person_by_token(session, token, purpose, secret=KEY, at=AT + timedelta(seconds=seconds))


def test_a_link_is_for_one_purpose(session: Session) -> None:
    token = link_token(joined(session), Purpose.JOIN, secret=KEY, at=AT)

    for purpose in Purpose:
        with pytest.raises(LinkEnded):
            person_by_token(session, token, purpose, secret=KEY, at=AT)


@pytest.mark.parametrize("position", range(0, 100, 7))
def test_a_link_with_one_changed_sign_is_none_of_ours(session: Session, position: int) -> None:
    token = link_token(joined(session), Purpose.RESET, secret=KEY, at=AT)
    spoilt = token[:position] + ("B" if token[position] != "B" else "C") + token[position + 1 :]

    with pytest.raises(LinkEnded):
        person_by_token(session, spoilt, Purpose.RESET, secret=KEY, at=AT)


@pytest.mark.parametrize("token", ["", ".", "é", "\x00", "x" * 100_000])
def test_what_is_no_link_is_none_of_ours(session: Session, token: str) -> None:
    with pytest.raises(LinkEnded):
        person_by_token(session, token, Purpose.JOIN, secret=KEY, at=AT)


def test_a_link_of_another_site_is_none_of_ours(session: Session) -> None:
    token = link_token(joined(session), Purpose.RESET, secret="another key", at=AT)

    with pytest.raises(LinkEnded, match="not one of ours"):
        locked_by_token(session, token, Purpose.RESET, secret=KEY, at=AT)


def test_a_link_ends_with_the_account_and_with_all_sessions(session: Session) -> None:
    closed, signed_out = joined(session), joined(session, "lee@example.org")
    tokens = [link_token(person, Purpose.RESET, secret=KEY, at=AT) for person in (closed, signed_out)]
    close_account(session, closed, by="tests", at=AT)
    sign_out_everywhere(session, signed_out, by="tests", at=AT)

    for token in tokens:
        with pytest.raises(LinkEnded, match="used or replaced"):
            locked_by_token(session, token, Purpose.RESET, secret=KEY, at=AT)


def test_a_link_tells_neither_address_nor_session_key(session: Session) -> None:
    person = joined(session)
    token = link_token(person, Purpose.RESET, secret=KEY, at=AT)

    assert "kim" not in token
    assert person.session_key not in token
