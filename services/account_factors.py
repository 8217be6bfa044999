"""The second factors of a person: added, used and taken away. Whoever signs in needs one beside the password."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import passkeys, sealing, second_factors
from services.accounts import lock, new_session_key, record
from services.errors import LastFactor, NotFound, PasskeyRefused
from services.models import Passkey, Person
from services.passkeys import NewPasskey, Site
from services.sealing import Keys
from services.signing_in import Attempt, Outcome, failed, locked_until, succeeded

LONGEST_NAME = 100


class Factor(StrEnum):
    """What can prove, beside the password, who somebody is."""

    TOTP = "totp"
    """The code of an authenticator app."""
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"
    """Only in place of another: nobody has these alone."""


def factors_of(person: Person) -> frozenset[Factor]:
    """Return what a person can prove themselves with; empty: a first factor has to be added before anything else."""
    has = {Factor.TOTP: person.totp_secret is not None, Factor.PASSKEY: bool(person.passkeys)}
    own = {factor for factor, is_there in has.items() if is_there}
    return frozenset(own | {Factor.RECOVERY_CODE} if own and person.recovery_codes else own)


def add_totp(session: Session, person: Person, secret: str, *, typed: str, keys: Keys, at: datetime) -> bool:
    """Add an authenticator app, in place of one there was, if the code that it shows is right."""
    lock(session, person)
    step = second_factors.matching_step(secret, typed, at, used=None)
    if step is None:
        return False
    person.totp_secret, person.totp_last_step = sealing.sealed(secret, keys), step
    record(session, person, "totp_added", {}, by=person.email, at=at)
    return True


def use_totp(session: Session, person: Person, typed: str, *, keys: Keys, at: datetime) -> Attempt:
    """End a sign-in with the code of an authenticator app. Raises `Unreadable` where the keys were lost."""
    if (refused := _locked(session, person, at)) is not None:
        return refused
    secret = sealing.opened(person.totp_secret, keys) if person.totp_secret is not None else None
    step = second_factors.matching_step(secret, typed, at, used=person.totp_last_step) if secret else None
    if step is None:
        return failed(session, person, Factor.TOTP, at=at)
    person.totp_last_step = step
    return succeeded(session, person, Factor.TOTP, at=at)


def renew_recovery_codes(session: Session, person: Person, *, at: datetime) -> tuple[str, ...]:
    """Give a person new recovery codes, to be shown this once; the old ones end."""
    lock(session, person)
    codes = second_factors.new_recovery_codes()
    person.recovery_codes = second_factors.recovery_digests(codes)
    record(session, person, "recovery_codes_renewed", {}, by=person.email, at=at)
    return codes


def use_recovery_code(session: Session, person: Person, typed: str, *, at: datetime) -> Attempt:
    """End a sign-in with a recovery code, which is used up by it."""
    if (refused := _locked(session, person, at)) is not None:
        return refused
    digest = second_factors.find_recovery_digest(person.recovery_codes, typed)
    if digest is None:
        return failed(session, person, Factor.RECOVERY_CODE, at=at)
    # A new list: the column does not notice what happens inside one.
    person.recovery_codes = [kept for kept in person.recovery_codes if kept != digest]
    return succeeded(session, person, Factor.RECOVERY_CODE, at=at)


def add_passkey(session: Session, person: Person, made: NewPasskey, *, name: str, at: datetime) -> Passkey:
    """Add a verified passkey under its owner's `name` for it. Raises `PasskeyRefused` for one that is known."""
    lock(session, person)
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)) is not None:
        raise PasskeyRefused("the passkey belongs to an account already")
    passkey = Passkey(
        person_id=person.id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=list(made.transports),
        name=name.strip()[:LONGEST_NAME] or "1",
        added_at=at,
    )
    person.passkeys.append(passkey)
    record(session, person, "passkey_added", {"passkey": [None, passkey.name]}, by=person.email, at=at)
    return passkey


def use_passkey(
    session: Session, person: Person, answer: Mapping[str, Any], *, challenge: str, site: Site, at: datetime
) -> Attempt:
    """End a sign-in with what the browser's passkey answered to our `challenge`."""
    if (refused := _locked(session, person, at)) is not None:
        return refused
    passkey = _passkey_of(session, person, passkeys.credential_id_of(answer))
    if passkey is None:
        return failed(session, person, Factor.PASSKEY, at=at)
    try:
        passkey.sign_count = passkeys.verified_use(
            answer, challenge=challenge, site=site, public_key=passkey.public_key, sign_count=passkey.sign_count
        )
    except PasskeyRefused:
        return failed(session, person, Factor.PASSKEY, at=at)
    passkey.used_at = at
    return succeeded(session, person, Factor.PASSKEY, at=at)


def known_passkeys(person: Person) -> tuple[passkeys.Known, ...]:
    """Return what a browser needs in order to find the passkeys of a person."""
    return tuple(passkeys.Known(passkey.credential_id, tuple(passkey.transports)) for passkey in person.passkeys)


def remove_totp(session: Session, person: Person, *, at: datetime) -> None:
    """Take one's authenticator app away. Raises `LastFactor`."""
    lock(session, person)
    if not person.passkeys:
        raise LastFactor(f"{person.email} has no passkey beside the authenticator app")
    person.totp_secret, person.totp_last_step = None, None
    record(session, person, "totp_removed", {}, by=person.email, at=at)


def remove_passkey(session: Session, person: Person, passkey_id: int, *, at: datetime) -> None:
    """Take one of one's own passkeys away. Raises `LastFactor`, and `NotFound` for other people's."""
    lock(session, person)
    passkey = next((known for known in person.passkeys if known.id == passkey_id), None)
    if passkey is None:
        raise NotFound(f"{person.email} has no passkey {passkey_id}")
    if person.totp_secret is None and len(person.passkeys) == 1:
        raise LastFactor(f"{person.email} has nothing beside the passkey {passkey_id}")
    person.passkeys.remove(passkey)
    record(session, person, "passkey_removed", {"passkey": [passkey.name, None]}, by=person.email, at=at)


def remove_second_factors(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """Let somebody who lost everything begin anew: all factors and sessions end, the password stays."""
    lock(session, person)
    before = sorted(factors_of(person))
    person.totp_secret, person.totp_last_step = None, None
    person.recovery_codes = []
    person.passkeys.clear()
    person.session_key = new_session_key()
    record(session, person, "second_factors_removed", {"factors": [before, []]}, by=by, at=at)


def reseal(session: Session, *, keys: Keys, by: str, at: datetime) -> int:
    """Seal every secret anew with the first of `keys`, and return how many there are. Raises `Unreadable`."""
    holders = session.scalars(select(Person).where(Person.totp_secret.is_not(None)).with_for_update()).all()
    for person in holders:
        person.totp_secret = sealing.resealed(person.totp_secret or "", keys)
        record(session, person, "resealed", {}, by=by, at=at)
    return len(holders)


def _locked(session: Session, person: Person, at: datetime) -> Attempt | None:
    lock(session, person)
    until = locked_until(person, at)
    return Attempt(Outcome.LOCKED, locked_until=until) if until is not None else None


def _passkey_of(session: Session, person: Person, credential_id: bytes) -> Passkey | None:
    query = select(Passkey).where(Passkey.person_id == person.id, Passkey.credential_id == credential_id)
    return session.scalars(query).one_or_none()
