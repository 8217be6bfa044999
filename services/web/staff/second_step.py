"""The second step of signing in: the code of an app, a passkey, or a recovery code."""

import json
import logging
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from services.account_factors import Factor, factors_of, known_passkeys, use_passkey, use_recovery_code, use_totp
from services.accounts import person_by_id
from services.clock import utc_now
from services.errors import Unreadable
from services.models import Person
from services.passkeys import question_for_use
from services.signing_in import Attempt, Outcome
from services.web.audiences import Audience, audience
from services.web.extensions import writer
from services.web.staff.pages import staff_page
from services.web.staff.secrets_of_site import keys, site
from services.web.staff.signed_in import start_session
from services.web.staff.signin import NEXT, half_way, inside
from services.web.visit_limits import admits

bp = Blueprint("second_step", __name__, url_prefix="/signin/second")

_log = logging.getLogger(__name__)
CHALLENGE = "challenge"
"""In the session: what a passkey was asked last."""
_TRIES_AN_HOUR = 60


@bp.get("")
@audience(Audience.EVERYONE)
def choose() -> Response | str:
    """Ask for whatever the person has; whoever has nothing yet goes on to choose something."""
    person = half_way()
    if person is None:
        return redirect(url_for("signin.start"), code=303)
    if not factors_of(person):
        start_session(person, utc_now())
        return redirect(url_for("account.overview"), code=303)
    return _page(person)


@bp.post("/code")
@audience(Audience.EVERYONE)
def by_code() -> Response | str | tuple[str, int]:
    """Take the code of an authenticator app."""
    try:
        return _tried(lambda person, at: use_totp(writer(), person, request.form.get("code", ""), keys=keys(), at=at))
    except Unreadable as lost:
        _log.error("the key of a stored secret is gone: %s", lost)
        half = half_way()
        return (_page(half, "unreadable"), 503) if half else redirect(url_for("signin.start"), code=303)


@bp.post("/recovery")
@audience(Audience.EVERYONE)
def by_recovery() -> Response | str | tuple[str, int]:
    """Take a recovery code."""
    return _tried(lambda person, at: use_recovery_code(writer(), person, request.form.get("recovery", ""), at=at))


@bp.post("/passkey")
@audience(Audience.EVERYONE)
def by_passkey() -> Response | str | tuple[str, int]:
    """Take what a passkey answered."""
    # Whatever comes of it, a challenge is asked once.
    challenge = session.pop(CHALLENGE, "")
    return _tried(
        lambda person, at: use_passkey(writer(), person, answered(), challenge=challenge, site=site(), at=at)
    )


def answered() -> dict[str, object]:
    """Return what the browser's passkey answered; nothing where that is no JSON of ours."""
    try:
        answer = json.loads(request.form.get("credential", ""))
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _tried(use: Callable[[Person, datetime], Attempt]) -> Response | str | tuple[str, int]:
    """Try a second factor; where it is right, whoever is half way is signed in."""
    at = utc_now()
    half = half_way()
    if half is None:
        return redirect(url_for("signin.start"), code=303)
    if not admits("second step", most_an_hour=_TRIES_AN_HOUR, at=at):
        return _page(half, "busy"), 429
    person = person_by_id(writer(), half.id)
    attempt = use(person, at)
    writer().commit()
    if not attempt.is_right:
        return _page(half, "locked_code" if attempt.outcome is Outcome.LOCKED else "wrong_code"), 403
    goes_on = inside(session.get(NEXT, ""))
    start_session(person, at)
    return redirect(goes_on, code=303)


def _page(person: Person, trouble: str | None = None) -> str:
    has = factors_of(person)
    options = None
    if Factor.PASSKEY in has:
        question = question_for_use(site(), known=known_passkeys(person))
        session[CHALLENGE], options = question.challenge, question.options
    return staff_page(
        "staff/signin/second.html",
        trouble=trouble,
        has_app=Factor.TOTP in has,
        has_passkey=Factor.PASSKEY in has,
        passkey_options=options,
    )
