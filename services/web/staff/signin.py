"""Signing in and out: a password, then a second step; and the links that invitations and lost passwords bring."""

import logging
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from services.account_links import Purpose, person_by_token
from services.accounts import find_signed_in
from services.clock import utc_now
from services.errors import BadPassword, LinkEnded
from services.invitations import join
from services.letters import letter
from services.mail_queue import queue_mail
from services.models import Person
from services.settings import Settings
from services.signing_in import compare, reset_link, reset_password, sign_in
from services.web.addresses import public_address
from services.web.audiences import Audience, audience
from services.web.extensions import latest, writer
from services.web.staff.pages import staff_page
from services.web.staff.signed_in import end_session, start_session
from services.web.visit_limits import admits

bp = Blueprint("signin", __name__, url_prefix="/signin")

_log = logging.getLogger(__name__)
_TRIES_AN_HOUR, _LINKS_AN_HOUR = 60, 10
HALF_WAY = "half_way"
"""In the session: who gave a right password, and when; a second step must follow."""
NEXT = "next"


@bp.get("")
@audience(Audience.EVERYONE)
def start() -> str:
    """Ask for mail address and password."""
    return _start_page()


@bp.post("")
@audience(Audience.EVERYONE)
def with_password() -> Response | str | tuple[str, int]:
    """Compare the password; where it is right, go on to the second step."""
    at = utc_now()
    if not admits("signin", most_an_hour=_TRIES_AN_HOUR, at=at):
        return _start_page("busy"), 429
    compared = compare(latest(), email=request.form.get("email", ""), password=request.form.get("password", ""))
    attempt = sign_in(writer(), compared, at=at)
    writer().commit()
    if not attempt.is_right or attempt.person is None:
        # The same words for a lock: only people who have an account can be locked out.
        return _start_page("wrong"), 403
    session.clear()
    session[HALF_WAY] = [attempt.person.id, attempt.person.session_key, at.timestamp()]
    session[NEXT] = inside(request.form.get("next", ""))
    return redirect(url_for("second_step.choose"), code=303)


@bp.post("/out")
@audience(Audience.EVERYONE)
def out() -> Response:
    """Sign out on this browser."""
    end_session()
    return redirect(url_for("signin.start"), code=303)


@bp.get("/forgot")
@audience(Audience.EVERYONE)
def forgot() -> str:
    """Ask for the address to which a link goes."""
    return staff_page("staff/signin/forgot.html", is_sent=False)


@bp.post("/forgot")
@audience(Audience.EVERYONE)
def send_link() -> str | tuple[str, int]:
    """Mail a link, if there is an account; the page says the same where there is none."""
    at = utc_now()
    if not admits("forgot", most_an_hour=_LINKS_AN_HOUR, at=at):
        return _start_page("busy"), 429
    found = reset_link(writer(), request.form.get("email", ""), secret=_settings().secret_key, at=at)
    if found is not None and _knows_its_address():
        person, token = found
        url = public_address(url_for("signin.new_password", token=token))
        written = letter("password", person.language, name=person.name, url=url)
        queue_mail(
            writer(), person.email, subject=written.subject, body=written.body, language=written.language, at=at
        )
    writer().commit()
    return staff_page("staff/signin/forgot.html", is_sent=True)


def _knows_its_address() -> bool:
    """Return whether a link may be mailed. Whoever asks names the host, and could have it lead to their own."""
    settings = _settings()
    if settings.public_url or not settings.is_production:
        return True
    _log.error("PUBLIC_URL is not set, so no link for a new password can be mailed")
    return False


@bp.get("/password/<token>")
@audience(Audience.EVERYONE)
def new_password(token: str) -> str | tuple[str, int]:
    """Ask for a new password."""
    return _password_page(token, Purpose.RESET)


@bp.post("/password/<token>")
@audience(Audience.EVERYONE)
def set_new_password(token: str) -> Response | str | tuple[str, int]:
    """Keep the new password; sign in with it next."""
    try:
        reset_password(
            writer(),
            token,
            password=request.form.get("password", ""),
            secret=_settings().secret_key,
            at=utc_now(),
        )
    except LinkEnded:
        return _link_ended()
    except BadPassword as bad:
        return _password_page(token, Purpose.RESET, bad)
    writer().commit()
    end_session()
    return redirect(url_for("signin.start"), code=303)


@bp.get("/join/<token>")
@audience(Audience.EVERYONE)
def invitation(token: str) -> str | tuple[str, int]:
    """Welcome somebody who was invited, and ask for a password."""
    return _password_page(token, Purpose.JOIN)


@bp.post("/join/<token>")
@audience(Audience.EVERYONE)
def accept(token: str) -> Response | str | tuple[str, int]:
    """Accept the invitation; the second factor is chosen next."""
    at = utc_now()
    try:
        password = request.form.get("password", "")
        person = join(writer(), token, password=password, secret=_settings().secret_key, at=at)
    except LinkEnded:
        return _link_ended()
    except BadPassword as bad:
        return _password_page(token, Purpose.JOIN, bad)
    writer().commit()
    start_session(person, at)
    return redirect(url_for("account.overview"), code=303)


def inside(address: str) -> str:
    """Return an address of ours to go on to, and the start page for any other."""
    parts = urlsplit(address)
    is_ours = not parts.scheme and not parts.netloc and address.startswith("/staff") and "\\" not in address
    return address if is_ours else url_for("staff.start")


def half_way(at_most_s: int = 600) -> Person | None:
    """Return who gave a right password a short while ago, and has still to take the second step."""
    person_id, key, since = session.get(HALF_WAY, (0, "", 0))
    if utc_now().timestamp() - since > at_most_s:
        return None
    return find_signed_in(latest(), person_id, key)


def _start_page(trouble: str | None = None) -> str:
    return staff_page(
        "staff/signin/start.html",
        trouble=trouble,
        email=request.form.get("email", ""),
        next=inside(request.values.get("next", "")),
    )


def _password_page(token: str, purpose: Purpose, bad: BadPassword | None = None) -> str | tuple[str, int]:
    try:
        person = person_by_token(latest(), token, purpose, secret=_settings().secret_key, at=utc_now())
    except LinkEnded:
        return _link_ended()
    page = staff_page(
        "staff/signin/password.html",
        name=person.name,
        email=person.email,
        is_new=purpose is Purpose.JOIN,
        problem=bad.problems[0] if bad else None,
    )
    return (page, 422) if bad else page


def _link_ended() -> tuple[str, int]:
    return staff_page("staff/signin/link_ended.html"), 410


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
