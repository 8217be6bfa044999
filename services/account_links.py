"""The links that are mailed to people: signed, for one purpose, for a while, and used once.

Nothing is stored for them. Each holds a digest of the person's session key, and whatever uses one makes a new key.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from services.accounts import is_member, lock
from services.errors import LinkEnded
from services.models import Person


class Purpose(StrEnum):
    """What a link lets its reader do."""

    JOIN = "join"
    """Accept an invitation."""
    RESET = "reset"
    """Choose a new password."""


VALID_FOR = {Purpose.JOIN: timedelta(days=7), Purpose.RESET: timedelta(hours=1)}


def link_token(person: Person, purpose: Purpose, *, secret: str, at: datetime) -> str:
    """Return what stands in a link for `person`, good from now on; `secret` is SECRET_KEY."""
    until = int((at + VALID_FOR[purpose]).timestamp())
    return _serializer(purpose, secret).dumps([person.id, until, _digest(person, purpose)])


def person_by_token(session: Session, token: str, purpose: Purpose, *, secret: str, at: datetime) -> Person:
    """Return for whom a link is, and use nothing up. Raises `LinkEnded`."""
    try:
        person_id, until, digest = _serializer(purpose, secret).loads(token)
    except BadData as error:
        raise LinkEnded("the link is not one of ours") from error
    person = session.get(Person, person_id)
    if at.timestamp() >= until:
        raise LinkEnded(f"the link for person {person_id} ended at {until}")
    if person is None or not _is_for(person, purpose) or not hmac.compare_digest(digest, _digest(person, purpose)):
        raise LinkEnded(f"the link for person {person_id} was used or replaced")
    return person


def locked_by_token(session: Session, token: str, purpose: Purpose, *, secret: str, at: datetime) -> Person:
    """Return for whom a link is, before it is used: of two who press it at once, one is too late."""
    person = person_by_token(session, token, purpose, secret=secret, at=at)
    lock(session, person)
    return person_by_token(session, token, purpose, secret=secret, at=at)


def _serializer(purpose: Purpose, secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        secret, salt=f"madoguchi account {purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _digest(person: Person, purpose: Purpose) -> str:
    return hashlib.sha256(f"{purpose} {person.session_key}".encode()).hexdigest()[:32]


def _is_for(person: Person, purpose: Purpose) -> bool:
    if purpose is Purpose.JOIN:
        return person.joined_at is None and person.left_at is None
    return is_member(person)
