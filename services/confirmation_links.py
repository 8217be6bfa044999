"""The links in reminders: whoever was asked about a listing confirms it by one press, without signing in.

A link is signed, for one person and one due day of one location, and for a month. Nothing is stored for it: once the
listing is confirmed its due day is another, so the link has ended.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from services.accounts import grants_of, is_member
from services.clock import city_time
from services.due_locations import DueLocation, due_location
from services.errors import LinkEnded
from services.freshness import Age, is_at_least
from services.models import Person
from services.permissions import Action, Scope, may

VALID_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked about which listing."""

    person: Person
    location: DueLocation


def confirmation_token(person: Person, location_id: int, due_on: date, *, secret: str, at: datetime) -> str:
    """Return what stands in the link for `person`, good from now on; `secret` is SECRET_KEY."""
    until = int((at + VALID_FOR).timestamp())
    return _serializer(secret).dumps([person.id, location_id, due_on.isoformat(), until, _digest(person)])


def asked_by_token(session: Session, token: str, *, secret: str, at: datetime) -> Asked:
    """Return who was asked about what, and use nothing up. Raises `LinkEnded`."""
    try:
        person_id, location_id, due_on, until, digest = _serializer(secret).loads(token)
    except BadData as error:
        raise LinkEnded("the link is not one of ours") from error
    if at.timestamp() >= until:
        raise LinkEnded(f"the link for person {person_id} ended at {until}")
    person = session.get(Person, person_id)
    if person is None or not is_member(person) or not hmac.compare_digest(digest, _digest(person)):
        raise LinkEnded(f"the link for person {person_id} was replaced")
    location = due_location(session, location_id, city_time(at).date())
    if location is None or not is_at_least(location.age, Age.DUE) or location.due_on.isoformat() != due_on:
        raise LinkEnded(f"location {location_id} was confirmed since, or is gone")
    if not may(grants_of(person), Action.CONFIRM_LISTING, Scope(location.ward_code, location.location_id)):
        raise LinkEnded(f"person {person_id} no longer looks after location {location_id}")
    return Asked(person, location)


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="madoguchi confirmation", signer_kwargs={"digest_method": hashlib.sha256})


def _digest(person: Person) -> str:
    return hashlib.sha256(f"confirm {person.session_key}".encode()).hexdigest()[:32]
