"""The people who sign in: found, named, given roles, and their accounts closed."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from geodata.wards import wards
from services.changes import record_unshown_change
from services.errors import FieldProblem, Flaw, InvalidChange, LastAdministrator, NotFound
from services.models import Location, Membership, Person, Role
from services.permissions import RIGHTS, Grant, Reach

LANGUAGES = ("ja", "en")
LONGEST_NAME = 100


def find_person(session: Session, email: str) -> Person | None:
    """Return who has an address, however it is written, or None."""
    written = email.strip().lower()
    # PostgreSQL refuses a question that holds a NUL.
    if not written.isprintable():
        return None
    return session.scalars(select(Person).where(Person.email == written)).one_or_none()


def person_by_id(session: Session, person_id: int) -> Person:
    """Return a person, also one whose account is closed. Raises `NotFound`."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(f"there is no person {person_id}")
    return person


def find_signed_in(session: Session, person_id: int, session_key: str) -> Person | None:
    """Return whose session this is, or None where it was ended or the account closed."""
    person = session.get(Person, person_id, options=[selectinload(Person.memberships)])
    if person is None or not is_member(person) or not secrets.compare_digest(person.session_key, session_key):
        return None
    return person


def people(session: Session) -> Sequence[Person]:
    """Return everybody with their roles and passkeys, by name; those whose account is closed last."""
    query = select(Person).options(selectinload(Person.memberships), selectinload(Person.passkeys))
    return session.scalars(query.order_by(Person.left_at.is_not(None), Person.name, Person.id)).all()


def is_member(person: Person) -> bool:
    """Return whether somebody has accepted the invitation and not left."""
    return person.joined_at is not None and person.left_at is None


def grants_of(person: Person) -> tuple[Grant, ...]:
    """Return the roles that somebody holds, and where."""
    return tuple(Grant(held.role, held.ward_code, held.location_id) for held in person.memberships)


def change_grants(session: Session, person: Person, grants: Iterable[Grant], *, by: str, at: datetime) -> None:
    """Let a person hold exactly these roles. Raises `InvalidChange`, `LastAdministrator`."""
    wanted = frozenset(grants)
    check_grants(session, wanted)
    if Role.ADMINISTRATOR not in {grant.role for grant in wanted}:
        keep_an_administrator(session, person)
    lock(session, person)
    before = grants_of(person)
    if frozenset(before) == wanted:
        return
    person.memberships = [held for held in person.memberships if _grant(held) in wanted]
    person.memberships += [membership(grant) for grant in sorted(wanted - set(before), key=named)]
    changes = {"grants": [names_of(before), names_of(wanted)]}
    record(session, person, "grants_changed", changes, by=by, at=at)


def change_person(session: Session, person: Person, *, name: str, language: str, by: str, at: datetime) -> None:
    """Change what a person is called, and the language of their pages and mail. Raises `InvalidChange`."""
    check_person(name, language)
    lock(session, person)
    wanted = {"name": name.strip(), "language": language}
    changes = {
        field: [getattr(person, field), text] for field, text in wanted.items() if getattr(person, field) != text
    }
    if not changes:
        return
    person.name, person.language = wanted["name"], language
    record(session, person, "changed", changes, by=by, at=at)


def close_account(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """Let a person in no more and end their sessions; what they did keeps their name. Raises `LastAdministrator`."""
    keep_an_administrator(session, person)
    lock(session, person)
    if person.left_at is not None:
        return
    person.left_at = at
    person.session_key = new_session_key()
    record(session, person, "closed", {"left_at": [None, at.isoformat()]}, by=by, at=at)


def reopen_account(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """Let a person in again, with the roles, password and second factors they had."""
    lock(session, person)
    if person.left_at is None:
        return
    changes = {"left_at": [person.left_at.isoformat(), None]}
    person.left_at = None
    record(session, person, "reopened", changes, by=by, at=at)


def keep_an_administrator(session: Session, person: Person) -> None:
    """Raise `LastAdministrator` if nobody else could look after people; two who ask at once wait for each other."""
    held = select(Person.id).join(Person.memberships).where(Membership.role == Role.ADMINISTRATOR)
    # Both rows are locked: one is changed by whoever leaves, the other by whoever loses the role.
    members = (
        held.where(Person.joined_at.is_not(None), Person.left_at.is_(None)).order_by(Person.id).with_for_update()
    )
    session.flush()
    if set(session.scalars(members)) == {person.id}:
        raise LastAdministrator(f"{person.email} is the only administrator")


def check_person(name: str, language: str) -> None:
    """Raise `InvalidChange` unless somebody can be called so."""
    problems = []
    if not name.strip():
        problems.append(FieldProblem("name", Flaw.REQUIRED))
    elif len(name.strip()) > LONGEST_NAME or not name.strip().isprintable():
        problems.append(FieldProblem("name", Flaw.BAD_TEXT, {"longest": LONGEST_NAME}))
    if language not in LANGUAGES:
        problems.append(FieldProblem("language", Flaw.UNKNOWN))
    if problems:
        raise InvalidChange(problems)


def check_grants(session: Session, grants: Iterable[Grant]) -> None:
    """Raise `InvalidChange` unless there is a role, and each is held where it can be."""
    held = sorted(grants, key=named)
    wrong = [
        FieldProblem("grants", Flaw.UNKNOWN, {"grant": named(grant)})
        for grant in held
        if not _is_possible(session, grant)
    ]
    if wrong or not held:
        raise InvalidChange(wrong or [FieldProblem("grants", Flaw.REQUIRED)])


def membership(grant: Grant) -> Membership:
    """Return the row of a grant."""
    return Membership(role=grant.role, ward_code=grant.ward_code, location_id=grant.location_id)


def names_of(grants: Iterable[Grant]) -> list[str]:
    """Return grants as the history keeps them: `ward_editor 14113`."""
    return sorted(named(grant) for grant in grants)


def named(grant: Grant) -> str:
    """Return one grant as the history keeps it."""
    where = grant.ward_code or (f"location {grant.location_id}" if grant.location_id is not None else "")
    return f"{grant.role} {where}".rstrip()


def new_session_key() -> str:
    """Return a key for a person's sessions; whoever gets it ends all that there were, and every mailed link."""
    return secrets.token_urlsafe(32)


def lock(session: Session, person: Person) -> None:
    """Read a person anew, and let nobody else change them before this transaction ends."""
    session.flush()
    session.refresh(person, with_for_update=True)
    session.expire(person, ["memberships", "passkeys"])


def record(session: Session, person: Person, action: str, changes: dict[str, Any], *, by: str, at: datetime) -> None:
    """Write into the history what happened to an account; never a secret, nor what was typed."""
    session.flush()
    record_unshown_change(session, subject=f"person/{person.id}", action=action, changes=changes, by=by, at=at)


def _grant(held: Membership) -> Grant:
    return Grant(held.role, held.ward_code, held.location_id)


def _is_possible(session: Session, grant: Grant) -> bool:
    ward, location = grant.ward_code, grant.location_id
    match RIGHTS[grant.role][0]:
        case Reach.CITY:
            return ward is None and location is None
        case Reach.WARD:
            return location is None and ward in {known.code for known in wards()}
        case Reach.LOCATION:
            return ward is None and location is not None and session.get(Location, location) is not None
