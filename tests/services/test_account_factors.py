from collections.abc import Callable
from datetime import timedelta

import pytest
from pyotp import TOTP
from sqlalchemy.orm import Session

from services.account_factors import (
    Factor,
    add_passkey,
    add_totp,
    factors_of,
    known_passkeys,
    remove_passkey,
    remove_second_factors,
    remove_totp,
    renew_recovery_codes,
    use_passkey,
    use_recovery_code,
    use_totp,
)
from services.accounts import find_signed_in
from services.errors import LastFactor, NotFound, PasskeyRefused, Unreadable
from services.models import Person
from services.passkeys import question_for_use, site_of, verified_new
from services.sealing import derived_key
from services.second_factors import new_totp_secret
from services.signing_in import Attempt, Outcome, compare, sign_in
from tests.accounts_for_tests import AT, KEYS, PASSWORD, app_code, history, joined, with_app
from tests.authenticator_for_tests import Authenticator

SITE = site_of("https://madoguchi.example", "Madoguchi")
LATER = AT + timedelta(minutes=1)


def add(session: Session, person: Person, device: Authenticator, name: str = "key ring") -> int:
    challenge = question_for_use(SITE, known=()).challenge
    made = verified_new(device.made(challenge), challenge=challenge, site=SITE)
    return add_passkey(session, person, made, name=name, at=AT).id


def touch(session: Session, person: Person, device: Authenticator) -> Attempt:
    challenge = question_for_use(SITE, known=known_passkeys(person)).challenge
    return use_passkey(session, person, device.used(challenge), challenge=challenge, site=SITE, at=AT)


def test_who_has_just_joined_has_no_second_factor_and_adds_one(session: Session) -> None:
    person = joined(session)
    before = factors_of(person)
    secret = new_totp_secret()

    assert add_totp(session, person, secret, typed=TOTP(secret).at(AT), keys=KEYS, at=AT)
    assert (before, factors_of(person)) == (frozenset(), {Factor.TOTP})
    assert secret not in (person.totp_secret or "")


def test_an_app_that_shows_another_code_is_not_added(session: Session) -> None:
    person = joined(session)

    assert not add_totp(session, person, new_totp_secret(), typed="000000", keys=KEYS, at=AT)
    assert factors_of(person) == frozenset()


def test_a_code_of_the_app_ends_a_sign_in_once(session: Session) -> None:
    person = with_app(session)

    first, again = (use_totp(session, person, app_code(person), keys=KEYS, at=AT) for _ in range(2))

    assert first == Attempt(Outcome.RIGHT, person)
    assert again == Attempt(Outcome.WRONG)
    assert history(session, person)[-2:] == ["signed_in", "sign_in_failed"]


def test_a_code_with_which_the_app_was_added_does_not_count_again(session: Session) -> None:
    person = with_app(session)
    added_at = AT - timedelta(minutes=10)

    assert not use_totp(session, person, app_code(person, added_at), keys=KEYS, at=added_at).is_right


def test_without_the_keys_an_app_is_of_no_use_and_the_log_says_why(session: Session) -> None:
    person = with_app(session)

    with pytest.raises(Unreadable, match="DATA_KEYS"):
        use_totp(session, person, app_code(person), keys=(derived_key("another"),), at=AT)


def test_failures_of_both_factors_lock_together_and_a_whole_sign_in_forgets_them(session: Session) -> None:
    person = with_app(session)
    wrong, right = (compare(session, email=person.email, password=words) for words in ("wrong", PASSWORD))
    for _ in range(3):
        sign_in(session, wrong, at=AT)
        sign_in(session, right, at=AT)
        use_totp(session, person, "wrong", keys=KEYS, at=AT)

    locked = use_totp(session, person, app_code(person), keys=KEYS, at=AT)
    done = use_totp(session, person, app_code(person, LATER), keys=KEYS, at=LATER)

    assert locked == Attempt(Outcome.LOCKED, locked_until=LATER)
    assert (done.is_right, person.failed_sign_ins) == (True, 0)


def test_each_recovery_code_ends_one_sign_in(session: Session) -> None:
    person = with_app(session)
    codes = renew_recovery_codes(session, person, at=AT)

    attempts = [use_recovery_code(session, person, code, at=AT).is_right for code in (codes[0], codes[0], codes[9])]

    assert attempts == [True, False, True]
    assert len(person.recovery_codes) == 8


def test_new_recovery_codes_end_the_old_ones(session: Session) -> None:
    person = with_app(session)
    old, new = (renew_recovery_codes(session, person, at=AT)[0] for _ in range(2))

    assert not use_recovery_code(session, person, old, at=AT).is_right
    assert use_recovery_code(session, person, new, at=AT).is_right


def test_a_passkey_ends_a_sign_in(session: Session) -> None:
    person, device = joined(session), Authenticator()
    add(session, person, device)

    assert touch(session, person, device) == Attempt(Outcome.RIGHT, person)
    assert (person.passkeys[0].sign_count, person.passkeys[0].used_at) == (1, AT)
    assert history(session, person)[-2:] == ["passkey_added", "signed_in"]


def test_a_passkey_of_somebody_else_or_of_nobody_counts_as_a_failure(session: Session) -> None:
    kim, lee, device = joined(session), joined(session, "lee@example.org"), Authenticator()
    add(session, lee, device)

    assert touch(session, kim, device) == touch(session, kim, Authenticator()) == Attempt(Outcome.WRONG)
    assert kim.failed_sign_ins == 2
    assert lee.passkeys[0].sign_count == 0


def test_a_cheating_passkey_counts_as_a_failure_and_keeps_its_count(session: Session) -> None:
    person, device = joined(session), Authenticator()
    add(session, person, device)
    device.flags = 0

    assert touch(session, person, device) == Attempt(Outcome.WRONG)
    assert (person.failed_sign_ins, person.passkeys[0].sign_count) == (1, 0)


def test_a_passkey_belongs_to_one_account(session: Session) -> None:
    device = Authenticator()
    add(session, joined(session), device)

    with pytest.raises(PasskeyRefused, match="already"):
        add(session, joined(session, "lee@example.org"), device)


@pytest.mark.parametrize("name", ["", "   ", "K" * 500])
def test_a_passkey_has_a_name_that_fits(session: Session, name: str) -> None:
    person = joined(session)

    add(session, person, Authenticator(), name)

    assert 1 <= len(person.passkeys[0].name) <= 100


def use_it_all_up(session: Session, person: Person) -> None:
    remove_passkey(session, person, person.passkeys[0].id, at=AT)
    remove_totp(session, person, at=AT)


def use_it_all_up_from_the_other_end(session: Session, person: Person) -> None:
    remove_totp(session, person, at=AT)
    remove_passkey(session, person, person.passkeys[0].id, at=AT)


@pytest.mark.parametrize("use_up", [use_it_all_up, use_it_all_up_from_the_other_end])
def test_one_of_two_factors_may_go_and_the_last_one_stays(
    session: Session, use_up: Callable[[Session, Person], None]
) -> None:
    person = with_app(session)
    add(session, person, Authenticator())

    with pytest.raises(LastFactor):
        use_up(session, person)

    assert len(factors_of(person)) == 1


def test_nobody_takes_away_a_passkey_of_somebody_else(session: Session) -> None:
    kim, lee = with_app(session), joined(session, "lee@example.org")
    number = add(session, lee, Authenticator())

    with pytest.raises(NotFound):
        remove_passkey(session, kim, number, at=AT)

    assert len(lee.passkeys) == 1


def test_who_lost_everything_begins_anew_and_is_signed_out(session: Session) -> None:
    person = with_app(session)
    add(session, person, Authenticator())
    renew_recovery_codes(session, person, at=AT)
    key = person.session_key

    remove_second_factors(session, person, by="boss@example.org", at=AT)

    assert factors_of(person) == frozenset()
    assert (person.recovery_codes, find_signed_in(session, person.id, key)) == ([], None)
    assert sign_in(session, compare(session, email=person.email, password=PASSWORD), at=AT).is_right
    assert history(session, person)[-1] == "second_factors_removed"
