"""One's own account: language, password, second factors, and signing out everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from services import account_factors, signing_in
from services.account_factors import Factor, factors_of, known_passkeys
from services.accounts import change_person, person_by_id
from services.clock import utc_now
from services.errors import BadPassword, LastFactor, PasskeyRefused
from services.models import Passkey, Person
from services.openformats.qr import QrDrawing, qr_drawing
from services.passkeys import question_for_new, verified_new
from services.permissions import Action
from services.sealing import opened, sealed
from services.second_factors import new_totp_secret, provisioning_uri
from services.web.audiences import audience
from services.web.extensions import latest, writer
from services.web.staff.guard import me
from services.web.staff.pages import said, staff_page
from services.web.staff.second_step import CHALLENGE, answered
from services.web.staff.secrets_of_site import NAME, keys, site
from services.web.staff.signed_in import end_session, start_session

bp = Blueprint("account", __name__, url_prefix="/staff/account")
SECRET = "totp_secret"  # noqa: S105 - the name under which the session has it.
"""In the session, sealed: the secret that is shown to be scanned, until its first code was right."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the page of one's own account shows."""

    has_app: bool
    must_add_factor: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int
    secret: str
    qr: QrDrawing | None
    passkey_options: str
    problem: str | None


@bp.get("")
@audience(Action.SEE_STAFF_PAGES)
def overview() -> str:
    """Show the account."""
    return _page()


@bp.post("/language")
@audience(Action.SEE_STAFF_PAGES)
def language() -> Response:
    """Take the other language for pages and mail."""
    person = _myself()
    slug = "ja" if request.form.get("language") == "ja" else "en"
    change_person(writer(), person, name=person.name, language=slug, by=person.email, at=utc_now())
    writer().commit()
    return redirect(url_for("staff.start"), code=303)


@bp.post("/app")
@audience(Action.SEE_STAFF_PAGES)
def add_app() -> Response | str | tuple[str, int]:
    """Set up an authenticator app, once its first code is right."""
    person, at = _myself(), utc_now()
    is_first = not factors_of(person)
    secret = _shown_secret()
    if not account_factors.add_totp(writer(), person, secret, typed=request.form.get("code", ""), keys=keys(), at=at):
        return _page("wrong_code"), 422
    session.pop(SECRET, None)
    return _added(person, is_first=is_first)


@bp.post("/app/remove")
@audience(Action.SEE_STAFF_PAGES)
def remove_app() -> Response:
    """Take the authenticator app away, if something else is left."""
    return _removed(lambda person, at: account_factors.remove_totp(writer(), person, at=at))


@bp.post("/passkeys")
@audience(Action.SEE_STAFF_PAGES)
def add_passkey() -> Response | str | tuple[str, int]:
    """Keep a passkey that the browser made."""
    person, at = _myself(), utc_now()
    is_first = not factors_of(person)
    try:
        made = verified_new(answered(), challenge=session.pop(CHALLENGE, ""), site=site())
        account_factors.add_passkey(writer(), person, made, name=request.form.get("name", ""), at=at)
    except PasskeyRefused:
        return _page("passkey"), 422
    return _added(person, is_first=is_first)


@bp.post("/passkeys/remove")
@audience(Action.SEE_STAFF_PAGES)
def remove_passkey() -> Response:
    """Take one passkey away, if something else is left."""
    number = request.form.get("passkey", type=int) or 0
    return _removed(lambda person, at: account_factors.remove_passkey(writer(), person, number, at=at))


@bp.post("/codes")
@audience(Action.SEE_STAFF_PAGES)
def new_codes() -> str:
    """Make ten new recovery codes, and show them this once."""
    codes = account_factors.renew_recovery_codes(writer(), _myself(), at=utc_now())
    writer().commit()
    return staff_page("staff/account/codes.html", codes=codes)


@bp.post("/password")
@audience(Action.SEE_STAFF_PAGES)
def password() -> Response | str | tuple[str, int]:
    """Change the password; every other session ends."""
    at = utc_now()
    compared = signing_in.compare(latest(), email=me().email, password=request.form.get("password", ""))
    attempt = signing_in.sign_in(writer(), compared, at=at)
    if attempt.person is None:
        writer().commit()
        return _page("wrong_now"), 422
    try:
        signing_in.change_password(writer(), attempt.person, password=request.form.get("new_password", ""), at=at)
    except BadPassword as bad:
        return _page(bad.problems[0]), 422
    writer().commit()
    start_session(attempt.person, at)
    flash(said("The new password holds from now on. Other devices are signed out."))
    return redirect(url_for("account.overview"), code=303)


@bp.post("/everywhere")
@audience(Action.SEE_STAFF_PAGES)
def everywhere() -> Response:
    """End all sessions of one's own."""
    person = _myself()
    signing_in.sign_out_everywhere(writer(), person, by=person.email, at=utc_now())
    writer().commit()
    end_session()
    return redirect(url_for("signin.start"), code=303)


def _myself() -> Person:
    """Return one's own row, to be changed."""
    return person_by_id(writer(), me().id)


def _added(person: Person, *, is_first: bool) -> Response | str:
    """Go on after a factor was added; with the first one come the recovery codes."""
    if is_first:
        codes = account_factors.renew_recovery_codes(writer(), person, at=utc_now())
        writer().commit()
        return staff_page("staff/account/codes.html", codes=codes)
    writer().commit()
    flash(said("It is added. Use it the next time you sign in."))
    return redirect(url_for("account.overview"), code=303)


def _removed(remove: Callable[[Person, datetime], None]) -> Response:
    try:
        remove(_myself(), utc_now())
    except LastFactor:
        flash(said("This is your only second step. Add another before you take it off."))
        return redirect(url_for("account.overview"), code=303)
    writer().commit()
    flash(said("It is taken off."))
    return redirect(url_for("account.overview"), code=303)


def _shown_secret() -> str:
    """Return the secret that the page shows to be scanned; sealed, since who has the cookie can read it."""
    if SECRET not in session:
        session[SECRET] = sealed(new_totp_secret(), keys())
    return opened(session[SECRET], keys())


def _page(problem: str | None = None) -> str:
    person = person_by_id(latest(), me().id)
    has = factors_of(person)
    secret = _shown_secret() if Factor.TOTP not in has else ""
    question = question_for_new(
        site(), person_id=person.id, email=person.email, name=person.name, known=known_passkeys(person)
    )
    session[CHALLENGE] = question.challenge
    page = AccountPage(
        has_app=Factor.TOTP in has,
        must_add_factor=not has,
        passkeys=tuple(person.passkeys),
        codes_left=len(person.recovery_codes),
        secret=secret,
        qr=qr_drawing(provisioning_uri(secret, email=person.email, site=NAME)) if secret else None,
        passkey_options=question.options,
        problem=problem,
    )
    return staff_page("staff/account/overview.html", page=page)
