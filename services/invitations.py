"""How people come in: invited with their roles, asked again where the mail was lost, joined with a password."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.account_links import Purpose, link_token, locked_by_token
from services.accounts import (
    check_grants,
    check_person,
    find_person,
    lock,
    membership,
    named,
    names_of,
    new_session_key,
    record,
)
from services.errors import AlreadyInvited, FieldProblem, Flaw, InvalidChange
from services.mail_server import NoAddress, checked_address
from services.models import Person
from services.permissions import Grant
from services.signing_in import set_password

LONGEST_EMAIL = 200
"""So long is whoever the history names."""


def invite(
    session: Session, *, email: str, name: str, language: str, grants: Iterable[Grant], by: str, at: datetime
) -> Person:
    """Make an account that its owner has still to accept; mail them `invitation_token`.

    Raises `InvalidChange`, and `AlreadyInvited` where the address has an account, open or closed.
    """
    address = _address(email)
    check_person(name, language)
    wanted = frozenset(grants)
    check_grants(session, wanted)
    if find_person(session, address) is not None:
        raise AlreadyInvited(f"{address} has an account or an invitation already")
    person = Person(
        email=address,
        name=name.strip(),
        language=language,
        session_key=new_session_key(),
        invited_at=at,
        memberships=[membership(grant) for grant in sorted(wanted, key=named)],
    )
    _add(session, person)
    changes = {"email": [None, address], "name": [None, person.name], "grants": [None, names_of(wanted)]}
    record(session, person, "invited", changes, by=by, at=at)
    return person


def invitation_token(person: Person, *, secret: str, at: datetime) -> str:
    """Return what stands in the link of an invitation, good for a week."""
    return link_token(person, Purpose.JOIN, secret=secret, at=at)


def invite_again(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """Begin an invitation anew: links mailed before end. Raises `AlreadyInvited` for whoever has joined or left."""
    lock(session, person)
    if person.joined_at is not None or person.left_at is not None:
        raise AlreadyInvited(f"{person.email} needs no invitation")
    changes = {"invited_at": [person.invited_at.isoformat(), at.isoformat()]}
    person.session_key, person.invited_at = new_session_key(), at
    record(session, person, "invited_again", changes, by=by, at=at)


def join(session: Session, token: str, *, password: str, secret: str, at: datetime) -> Person:
    """Accept an invitation. A second factor has to be added next. Raises `LinkEnded`, `BadPassword`."""
    person = locked_by_token(session, token, Purpose.JOIN, secret=secret, at=at)
    set_password(person, password)
    person.joined_at = at
    record(session, person, "joined", {"joined_at": [None, at.isoformat()]}, by=person.email, at=at)
    return person


def _add(session: Session, person: Person) -> None:
    session.add(person)
    try:
        session.flush()
    except IntegrityError as error:
        # Two who invite at once: both looked before either had stored it.
        raise AlreadyInvited(f"{person.email} was invited a moment ago") from error


def _address(email: str) -> str:
    try:
        address = checked_address(email).lower()
    except NoAddress as error:
        raise InvalidChange([FieldProblem("email", Flaw.BAD_EMAIL)]) from error
    if len(address) > LONGEST_EMAIL:
        raise InvalidChange([FieldProblem("email", Flaw.BAD_EMAIL)])
    return address
