"""Asks those who look after a location to look at it again when it is due, once, and then the bureau."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from services.accounts import grants_of, is_member
from services.clock import city_time
from services.confirmation_links import VALID_FOR, confirmation_token
from services.due_locations import DueLocation, due_locations
from services.letters import letter
from services.mail_queue import queue_mail
from services.models import Person, Reminder, Role
from services.permissions import Grant

ESCALATED_AFTER = timedelta(days=14)
"""So long after its first reminder a listing that is still due is told to the bureau."""

Address = Callable[[str], str]
"""Makes the full address of a token's page."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """What one round of reminders came to."""

    mails: int
    locations: int
    escalated: int
    without_anybody: tuple[str, ...]
    """Slugs of due locations that nobody is there to look after."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A location as a letter names it."""

    name: str
    checked_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class _Post:
    """What all letters of one round have in common."""

    address: Address
    secret: str
    at: datetime


def remind(session: Session, *, address: Address, secret: str, at: datetime) -> Reminded:
    """Queue the mails that are due; again on the same day it queues none. The caller commits.

    `address` makes the full address of a link from its token, `secret` is SECRET_KEY. One mail tells a person of all
    that is due.
    """
    due = due_locations(session, city_time(at).date())
    sent, people, post = _sent(session), _people(session), _Post(address, secret, at)
    first = [each for each in due if (each.location_id, each.due_on, False) not in sent]
    late = [each for each in due if _is_late(sent, each, at)]
    asked = {each: _caretakers(people, each) for each in first}
    told = {each: _holding(people, Role.BUREAU) or _holding(people, Role.ADMINISTRATOR) for each in late}
    mails = _send(session, asked, post, is_escalation=False) + _send(session, told, post, is_escalation=True)
    missed = [each.slug for each, recipients in (*asked.items(), *told.items()) if not recipients]
    return Reminded(mails, len(first), len(late), tuple(dict.fromkeys(missed)))


def _sent(session: Session) -> dict[tuple[int, date, bool], datetime]:
    """Return when each reminder was queued, by location, due day and whether it went to the bureau."""
    rows = session.scalars(select(Reminder))
    return {(row.location_id, row.due_on, row.is_escalation): row.queued_at for row in rows}


def _is_late(sent: Mapping[tuple[int, date, bool], datetime], place: DueLocation, at: datetime) -> bool:
    asked_at = sent.get((place.location_id, place.due_on, False))
    is_told = (place.location_id, place.due_on, True) in sent
    return asked_at is not None and not is_told and at - asked_at >= ESCALATED_AFTER


def _people(session: Session) -> list[Person]:
    query = select(Person).options(selectinload(Person.memberships)).order_by(Person.id)
    return [person for person in session.scalars(query) if is_member(person)]


def _caretakers(people: Iterable[Person], place: DueLocation) -> list[Person]:
    """Return those who are nearest to a location: its own desk, or its ward, or the bureau, or administrators."""
    everybody = list(people)
    rings = (
        _holding(everybody, Role.LOUNGE_CONTRIBUTOR, location_id=place.location_id),
        _holding(everybody, Role.WARD_EDITOR, ward_code=place.ward_code),
        _holding(everybody, Role.BUREAU),
        _holding(everybody, Role.ADMINISTRATOR),
    )
    return next((ring for ring in rings if ring), [])


def _holding(
    people: Iterable[Person], role: Role, *, ward_code: str | None = None, location_id: int | None = None
) -> list[Person]:
    wanted = Grant(role, ward_code, location_id)
    return [person for person in people if wanted in grants_of(person)]


def _send(
    session: Session, recipients: Mapping[DueLocation, Sequence[Person]], post: _Post, *, is_escalation: bool
) -> int:
    """Queue one mail a person, note the reminders, and return how many mails these are."""
    told: dict[Person, list[DueLocation]] = {}
    for place, people in recipients.items():
        for person in people:
            told.setdefault(person, []).append(place)
        if people:
            session.add(_reminder(place, post.at, is_escalation=is_escalation))
    for person, places in told.items():
        _queue(session, person, places, post, is_escalation=is_escalation)
    return len(told)


def _reminder(place: DueLocation, at: datetime, *, is_escalation: bool) -> Reminder:
    return Reminder(location_id=place.location_id, due_on=place.due_on, is_escalation=is_escalation, queued_at=at)


def _queue(
    session: Session, person: Person, places: Sequence[DueLocation], post: _Post, *, is_escalation: bool
) -> None:
    told = letter(
        "reminder",
        person.language,
        person=person.name,
        places=[_place(person, place, post) for place in places],
        until=city_time(post.at + VALID_FOR).date(),
        is_escalation=is_escalation,
    )
    queue_mail(session, person.email, subject=told.subject, body=told.body, language=told.language, at=post.at)


def _place(person: Person, place: DueLocation, post: _Post) -> _Place:
    token = confirmation_token(person, place.location_id, place.due_on, secret=post.secret, at=post.at)
    return _Place(place.name, place.checked_on, post.address(token))
