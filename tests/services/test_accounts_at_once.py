"""What two people do to one account in the same moment, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.orm import Session, sessionmaker

from services.account_factors import renew_recovery_codes, use_recovery_code, use_totp
from services.account_links import Purpose, link_token
from services.accounts import change_grants, close_account, person_by_id
from services.errors import LastAdministrator, LinkEnded, MadoguchiError
from services.invitations import invitation_token, join
from services.models import Person
from services.signing_in import Outcome, compare, reset_password, sign_in
from tests.accounts_for_tests import (
    ADMINISTRATOR,
    AT,
    CLERK,
    KEY,
    KEYS,
    PASSWORD,
    app_code,
    invited,
    joined,
    stored,
    with_app,
)

Sessions = sessionmaker[Session]


def at_once(sessions: Sessions, *writes: Callable[[Session], object]) -> list[object]:
    """Return what each write brought, or the class of its error; each begins when all are ready."""
    ready = Barrier(len(writes))

    def run(write: Callable[[Session], object]) -> object:
        ready.wait()
        try:
            with sessions.begin() as session:
                return write(session)
        except MadoguchiError as error:
            return type(error)

    with ThreadPoolExecutor(len(writes)) as threads:
        return list(threads.map(run, writes))


def an_administrator(email: str) -> Callable[[Session], Person]:
    return lambda session: joined(session, email, ADMINISTRATOR)


def leaves(number: int) -> Callable[[Session], None]:
    return lambda session: close_account(session, person_by_id(session, number), by="tests", at=AT)


def loses_the_role(number: int) -> Callable[[Session], None]:
    return lambda session: change_grants(session, person_by_id(session, number), [CLERK], by="tests", at=AT)


def test_of_twenty_wrong_guesses_at_once_five_are_heard_and_counted(either_writers: Sessions) -> None:
    with stored(either_writers, joined) as [number]:
        with either_writers() as session:
            wrong = compare(session, email="kim@example.org", password="wrong")

        outcomes = at_once(either_writers, *[lambda session: sign_in(session, wrong, at=AT).outcome] * 20)

        with either_writers() as session:
            counted = person_by_id(session, number).failed_sign_ins

    assert counted == outcomes.count(Outcome.WRONG) == 5
    assert outcomes.count(Outcome.LOCKED) == 15


@pytest.mark.parametrize(("first", "second"), [(leaves, leaves), (leaves, loses_the_role), (loses_the_role,) * 2])
def test_of_the_last_two_administrators_one_stays(
    either_writers: Sessions,
    first: Callable[[int], Callable[[Session], None]],
    second: Callable[[int], Callable[[Session], None]],
) -> None:
    two = (an_administrator("kim@example.org"), an_administrator("lee@example.org"))
    with stored(either_writers, *two) as [kim, lee]:
        brought = at_once(either_writers, first(kim), second(lee))

    assert sorted(map(str, brought)) == [str(LastAdministrator), "None"]


def test_an_invitation_pressed_twice_at_once_is_accepted_once(either_writers: Sessions) -> None:
    with stored(either_writers, invited) as [number]:
        with either_writers() as session:
            token = invitation_token(person_by_id(session, number), secret=KEY, at=AT)

        brought = at_once(
            either_writers, *[lambda session: bool(join(session, token, password=PASSWORD, secret=KEY, at=AT))] * 2
        )

    assert sorted(map(str, brought)) == [str(LinkEnded), "True"]


def test_a_link_for_a_password_pressed_twice_at_once_works_once(either_writers: Sessions) -> None:
    with stored(either_writers, joined) as [number]:
        with either_writers() as session:
            token = link_token(person_by_id(session, number), Purpose.RESET, secret=KEY, at=AT)

        brought = at_once(
            either_writers,
            *[lambda session: bool(reset_password(session, token, password=PASSWORD, secret=KEY, at=AT))] * 2,
        )

    assert sorted(map(str, brought)) == [str(LinkEnded), "True"]


def test_a_code_of_the_app_sent_five_times_at_once_counts_once(either_writers: Sessions) -> None:
    with stored(either_writers, with_app) as [number]:
        with either_writers() as session:
            code = app_code(person_by_id(session, number))

        def use(session: Session) -> bool:
            return use_totp(session, person_by_id(session, number), code, keys=KEYS, at=AT).is_right

        brought = at_once(either_writers, *[use] * 5)

    assert sorted(map(str, brought)) == ["False"] * 4 + ["True"]


def test_a_recovery_code_sent_five_times_at_once_counts_once(either_writers: Sessions) -> None:
    with stored(either_writers, with_app) as [number]:
        with either_writers.begin() as session:
            code = renew_recovery_codes(session, person_by_id(session, number), at=AT)[0]

        def use(session: Session) -> bool:
            return use_recovery_code(session, person_by_id(session, number), code, at=AT).is_right

        brought = at_once(either_writers, *[use] * 5)

    assert sorted(map(str, brought)) == ["False"] * 4 + ["True"]
