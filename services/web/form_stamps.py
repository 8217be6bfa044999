"""Stamps of forms that need no account: signed, so that what comes back was asked for here, by somebody who read it.

A stamp stands in the place of a CSRF token. Such a token ties a form to a session. A resident has neither session nor
cookie, so there is no right of theirs that another site could use by sending our form for them. What is left to
keep out is programs that send without reading: a stamp says for what and when a form was made, and only we write it.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

_SHORTEST = timedelta(seconds=3)
_LONGEST = timedelta(days=1)


class StampFault(StrEnum):
    """Why a form is to be sent once more."""

    FAST = "fast"
    """Nobody reads and fills in a form within this time."""
    OLD = "old"
    """It lay open for long, or is none of ours."""


def stamp(purpose: str, at: datetime) -> str:
    """Return a stamp for a form that is made at this moment; `purpose` is its kind and what it is about."""
    return str(_signer().dumps([purpose, at.timestamp()]))


def fault_of(stamped: str, purpose: str, at: datetime) -> StampFault | None:
    """Return what is wrong with the stamp of a form that came back, or None."""
    try:
        purpose_then, made = _signer().loads(stamped)
    except BadSignature:
        return StampFault.OLD
    age = timedelta(seconds=at.timestamp() - made)
    if purpose_then != purpose or age > _LONGEST:
        return StampFault.OLD
    return StampFault.FAST if age < _SHORTEST else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="form stamp")
