from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from services.account_links import Purpose, person_by_token
from services.accounts import close_account, find_signed_in
from services.errors import BadPassword, LinkEnded
from services.signing_in import (
    Attempt,
    Outcome,
    change_password,
    compare,
    lock_after,
    reset_link,
    reset_password,
    sign_in,
    sign_out_everywhere,
    succeeded,
)
from tests.accounts_for_tests import AT, KEY, PASSWORD, history, invited, joined

OTHER = "nine slow otters"


def try_in(session: Session, password: str = PASSWORD, at: datetime = AT, email: str = "kim@example.org") -> Attempt:
    return sign_in(session, compare(session, email=email, password=password), at=at)


def fail(session: Session, times: int) -> None:
    compared = compare(session, email="kim@example.org", password="wrong")
    for _ in range(times):
        sign_in(session, compared, at=AT)


@pytest.mark.parametrize(
    ("email", "password", "expected"),
    [
        ("kim@example.org", PASSWORD, Outcome.RIGHT),
        (" KIM@example.org ", PASSWORD, Outcome.RIGHT),
        ("kim@example.org", PASSWORD.upper(), Outcome.WRONG),
        ("kim@example.org", "", Outcome.WRONG),
        ("lee@example.org", PASSWORD, Outcome.WRONG),
        ("' OR 1=1 --", PASSWORD, Outcome.WRONG),
        ("\x00", "\x00", Outcome.WRONG),
    ],
)
def test_an_address_and_its_password_are_right_together(
    session: Session, email: str, password: str, expected: Outcome
) -> None:
    joined(session)

    assert try_in(session, password, email=email).outcome is expected


def test_who_is_unknown_invited_or_gone_gets_the_answer_of_a_wrong_password(session: Session) -> None:
    close_account(session, joined(session, "gone@example.org"), by="tests", at=AT)
    invited(session, "invited@example.org")

    answers = [
        try_in(session, email=email) for email in ("gone@example.org", "invited@example.org", "no@example.org")
    ]

    assert answers == [Attempt(Outcome.WRONG)] * 3


def test_a_person_who_left_between_comparing_and_signing_in_stays_outside(session: Session) -> None:
    person = joined(session)
    compared = compare(session, email=person.email, password=PASSWORD)
    close_account(session, person, by="tests", at=AT)

    assert sign_in(session, compared, at=AT).outcome is Outcome.WRONG


def test_a_password_compared_before_it_was_changed_is_wrong(session: Session) -> None:
    person = joined(session)
    compared = compare(session, email=person.email, password=PASSWORD)
    change_password(session, person, password=OTHER, at=AT)

    assert sign_in(session, compared, at=AT).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, None), (4, None), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (12, 60), (100_000, 60)],
)
def test_a_lock_doubles_from_a_minute_to_an_hour(failures: int, minutes: int | None) -> None:
    assert lock_after(failures) == (None if minutes is None else timedelta(minutes=minutes))


def test_after_five_failures_even_the_right_password_is_not_heard_for_a_minute(session: Session) -> None:
    joined(session)
    fail(session, 5)

    before, after = (try_in(session, at=AT + timedelta(seconds=seconds)) for seconds in (59, 60))

    assert before == Attempt(Outcome.LOCKED, locked_until=AT + timedelta(minutes=1))
    assert after.is_right


def test_what_is_tried_while_locked_is_not_counted(session: Session) -> None:
    person = joined(session)

    fail(session, 50)

    assert person.failed_sign_ins == 5
    assert history(session, person).count("sign_in_failed") == 5


def test_a_right_password_alone_forgets_no_failures_and_a_whole_sign_in_all(session: Session) -> None:
    person = joined(session)
    fail(session, 3)

    try_in(session)
    after_password = person.failed_sign_ins
    succeeded(session, person, "totp", at=AT)

    assert (after_password, person.failed_sign_ins, person.locked_until) == (3, 0, None)


def test_a_password_kept_with_less_work_is_kept_anew(session: Session) -> None:
    person = joined(session)
    person.password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    session.flush()

    assert try_in(session).is_right
    assert "m=65536,t=3" in (person.password_hash or "")
    assert try_in(session).is_right


def test_a_mailed_link_lets_its_reader_choose_a_password_once(session: Session) -> None:
    joined(session)
    fail(session, 5)
    person, token = reset_link(session, "Kim@example.org", secret=KEY, at=AT) or pytest.fail("no link")

    reset_password(session, token, password=OTHER, secret=KEY, at=AT + timedelta(minutes=59))

    assert try_in(session, OTHER).is_right
    with pytest.raises(LinkEnded):
        reset_password(session, token, password=PASSWORD, secret=KEY, at=AT)
    assert history(session, person)[-1] == "password_reset"


def test_nobody_without_an_account_gets_a_link(session: Session) -> None:
    invited(session, "invited@example.org")
    close_account(session, joined(session, "gone@example.org"), by="tests", at=AT)

    for email in ("invited@example.org", "gone@example.org", "no@example.org"):
        assert reset_link(session, email, secret=KEY, at=AT) is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [("short", "too_short"), ("kim@example.org", "about_you"), ("Yokohama-窓口-Kim", "about_you")],
)
def test_a_refused_password_changes_nothing_and_leaves_the_link(
    session: Session, password: str, problem: str
) -> None:
    person = joined(session)
    _, token = reset_link(session, person.email, secret=KEY, at=AT) or pytest.fail("no link")

    with pytest.raises(BadPassword) as refused:
        reset_password(session, token, password=password, secret=KEY, at=AT)

    assert refused.value.problems == (problem,)
    assert person_by_token(session, token, Purpose.RESET, secret=KEY, at=AT) is person
    assert try_in(session).is_right


def test_a_changed_password_ends_every_session_and_link(session: Session) -> None:
    person = joined(session)
    key = person.session_key
    _, token = reset_link(session, person.email, secret=KEY, at=AT) or pytest.fail("no link")

    change_password(session, person, password=OTHER, at=AT)

    assert find_signed_in(session, person.id, key) is None
    with pytest.raises(LinkEnded):
        person_by_token(session, token, Purpose.RESET, secret=KEY, at=AT)
    assert try_in(session, OTHER).is_right


def test_signing_out_everywhere_ends_every_session_and_is_recorded(session: Session) -> None:
    person = joined(session)
    key = person.session_key

    sign_out_everywhere(session, person, by=person.email, at=AT)

    assert find_signed_in(session, person.id, key) is None
    assert find_signed_in(session, person.id, person.session_key) is person
    assert history(session, person)[-1] == "signed_out_everywhere"
