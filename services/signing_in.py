"""Signing in with a password: compared, counted, locked out; and passwords chosen, changed and reset.

An attempt is an answer, right or wrong, and the caller commits either: a failure counts only if it is stored.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from services.account_links import Purpose, link_token, locked_by_token
from services.accounts import find_person, is_member, lock, new_session_key, record
from services.errors import BadPassword
from services.models import Person
from services.passwords import hashed, is_outdated, is_right, problems_of

FAILURES_ALLOWED = 4
LONGEST_LOCK = timedelta(hours=1)
_ABOUT_THE_SITE = ("madoguchi", "窓口", "yokohama", "横浜", "横浜市")


class Outcome(StrEnum):
    """How an attempt to prove who one is ended."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. Pages say the same for WRONG and LOCKED to whoever gave no right password."""

    outcome: Outcome
    person: Person | None = None
    """Only where it was right."""
    locked_until: datetime | None = None

    @property
    def is_right(self) -> bool:
        """Whether the person is who they say."""
        return self.outcome is Outcome.RIGHT


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing a password brought; for `sign_in` alone."""

    person_id: int | None
    kept: str | None = field(repr=False)
    is_right: bool
    kept_anew: str | None = field(default=None, repr=False)


def compare(session: Session, *, email: str, password: str) -> Compared:
    """Compare a password with the one kept; takes as long for people who do not exist.

    Takes a reading session: comparing is slow on purpose, and meanwhile others must be able to write.
    """
    person = find_person(session, email)
    if person is None or not is_member(person):
        is_right(password, None)
        return Compared(None, None, is_right=False)
    kept = person.password_hash
    was_right = is_right(password, kept)
    is_old = was_right and kept is not None and is_outdated(kept)
    return Compared(person.id, kept, was_right, hashed(password) if is_old else None)


def sign_in(session: Session, compared: Compared, *, at: datetime) -> Attempt:
    """Count an attempt with a password. Where it is right, a second factor must follow before anything is opened."""
    person = session.get(Person, compared.person_id) if compared.person_id is not None else None
    if person is None:
        return Attempt(Outcome.WRONG)
    lock(session, person)
    if (until := locked_until(person, at)) is not None:
        return Attempt(Outcome.LOCKED, locked_until=until)
    if not compared.is_right or person.password_hash != compared.kept or not is_member(person):
        return failed(session, person, "password", at=at)
    if compared.kept_anew is not None:
        person.password_hash = compared.kept_anew
        record(session, person, "password_kept_anew", {}, by=person.email, at=at)
    return Attempt(Outcome.RIGHT, person)


def locked_until(person: Person, at: datetime) -> datetime | None:
    """Return until when no attempt is heard, or None."""
    return person.locked_until if person.locked_until is not None and person.locked_until > at else None


def failed(session: Session, person: Person, what: str, *, at: datetime) -> Attempt:
    """Count a failure of a locked row; `what` was wrong: `password` or a factor."""
    before = person.failed_sign_ins
    person.failed_sign_ins = before + 1
    if (wait := lock_after(before + 1)) is not None:
        person.locked_until = at + wait
    changes = {"failed_sign_ins": [before, before + 1], "wrong": [None, what]}
    record(session, person, "sign_in_failed", changes, by=person.email, at=at)
    return Attempt(Outcome.WRONG, locked_until=locked_until(person, at))


def succeeded(session: Session, person: Person, factor: str, *, at: datetime) -> Attempt:
    """End a whole sign-in: password and `factor` were right, so failures are forgotten."""
    person.failed_sign_ins, person.locked_until = 0, None
    record(session, person, "signed_in", {"factor": [None, factor]}, by=person.email, at=at)
    return Attempt(Outcome.RIGHT, person)


def lock_after(failures: int) -> timedelta | None:
    """Return for how long so many failures in a row lock an account: a minute, doubled by each one more."""
    if failures <= FAILURES_ALLOWED:
        return None
    # A count that grows without end must not become a number without end.
    doublings = min(failures - FAILURES_ALLOWED - 1, 10)
    return min(timedelta(minutes=2**doublings), LONGEST_LOCK)


def reset_link(session: Session, email: str, *, secret: str, at: datetime) -> tuple[Person, str] | None:
    """Return who forgot their password, and the token to mail to them; None for whoever has no account."""
    person = find_person(session, email)
    if person is None or not is_member(person):
        return None
    return person, link_token(person, Purpose.RESET, secret=secret, at=at)


def reset_password(session: Session, token: str, *, password: str, secret: str, at: datetime) -> Person:
    """Choose a new password by a mailed link: a lock ends, second factors stay. Raises `LinkEnded`, `BadPassword`."""
    person = locked_by_token(session, token, Purpose.RESET, secret=secret, at=at)
    set_password(person, password)
    person.failed_sign_ins, person.locked_until = 0, None
    record(session, person, "password_reset", {}, by=person.email, at=at)
    return person


def change_password(session: Session, person: Person, *, password: str, at: datetime) -> None:
    """Choose a new password once the old one was compared; all sessions end, so this one is started anew.

    Raises `BadPassword`.
    """
    lock(session, person)
    set_password(person, password)
    record(session, person, "password_changed", {}, by=person.email, at=at)


def sign_out_everywhere(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """End all sessions and mailed links of a person."""
    lock(session, person)
    person.session_key = new_session_key()
    record(session, person, "signed_out_everywhere", {}, by=by, at=at)


def set_password(person: Person, password: str) -> None:
    """Keep a password, and end sessions and links. Raises `BadPassword`."""
    problems = problems_of(password, about=(person.email, person.name, *_ABOUT_THE_SITE))
    if problems:
        raise BadPassword(problems)
    person.password_hash = hashed(password)
    person.session_key = new_session_key()
