"""Who is signed in: kept in the session as a number and a key, looked up once a request."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import current_app, g, session

from services.account_factors import factors_of
from services.accounts import find_signed_in, grants_of
from services.clock import utc_now
from services.languages import ENGLISH, JAPANESE, Language
from services.models import Person
from services.permissions import Grant
from services.web.extensions import latest

LONGEST = timedelta(hours=12)
_PERSON, _KEY, _SINCE = "person", "key", "since"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in, as pages need them."""

    id: int
    name: str
    email: str
    language: Language
    grants: tuple[Grant, ...]
    has_factor: bool
    """Without a second factor only one's own account is open, to add one."""
    session_ends_at: datetime
    """If no other page is opened before."""


def start_session(person: Person, at: datetime) -> None:
    """Sign `person` in on this browser; whatever the session held before is gone."""
    session.clear()
    session.permanent = True
    session.update({_PERSON: person.id, _KEY: person.session_key, _SINCE: at.timestamp()})


def end_session() -> None:
    """Sign out on this browser."""
    session.clear()


def signed_in() -> SignedIn | None:
    """Return who is signed in, or None; the same however often a request asks."""
    if "signed_in" not in g:
        g.signed_in = _found(utc_now())
    return cast("SignedIn | None", g.signed_in)


def _found(at: datetime) -> SignedIn | None:
    if _PERSON not in session or at.timestamp() - session[_SINCE] > LONGEST.total_seconds():
        return None
    person = find_signed_in(latest(), session[_PERSON], session[_KEY])
    if person is None:
        return None
    return SignedIn(
        person.id,
        person.name,
        person.email,
        staff_language(person.language),
        grants_of(person),
        has_factor=bool(factors_of(person)),
        session_ends_at=_end(at),
    )


def _end(at: datetime) -> datetime:
    began = datetime.fromtimestamp(session[_SINCE], tz=at.tzinfo)
    return min(at + current_app.permanent_session_lifetime, began + LONGEST)


def staff_language(slug: str) -> Language:
    """Return the language of staff pages for a language's slug: Japanese, or English for all others."""
    return JAPANESE if slug.partition("-")[0] == JAPANESE.slug else ENGLISH
