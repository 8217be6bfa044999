"""The people who sign in, for the administrator: invited, given roles, and their accounts closed."""

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from geodata.wards import wards
from services import accounts, invitations
from services.account_factors import factors_of, remove_second_factors
from services.clock import utc_now
from services.errors import AlreadyInvited, InvalidChange, LastAdministrator
from services.letters import letter
from services.mail_queue import queue_mail
from services.models import Location, Person, Role
from services.permissions import RIGHTS, Action, Grant, Reach
from services.web.addresses import public_address
from services.web.audiences import audience
from services.web.cards import place_name
from services.web.extensions import latest, page_language, writer
from services.web.staff.guard import me
from services.web.staff.held_roles import held_role, location_name
from services.web.staff.pages import said, staff_page

bp = Blueprint("people", __name__, url_prefix="/staff/people")


@bp.get("")
@audience(Action.MANAGE_PEOPLE)
def overview() -> str:
    """Everybody, and a form to invite somebody."""
    return _overview()


@bp.post("")
@audience(Action.MANAGE_PEOPLE)
def invite() -> Response | tuple[str, int]:
    """Invite somebody by mail."""
    at = utc_now()
    try:
        person = invitations.invite(
            writer(),
            email=request.form.get("email", ""),
            name=request.form.get("name", ""),
            language=request.form.get("language", ""),
            grants=_chosen(),
            by=me().email,
            at=at,
        )
    except InvalidChange as wrong:
        return _overview({problem.path: problem.flaw.value for problem in wrong.problems}), 422
    except AlreadyInvited:
        return _overview({"email": "already_invited"}), 422
    _mail_invitation(person)
    writer().commit()
    flash(said("%(name)s is invited. The mail goes out now.", name=person.name))
    return redirect(url_for("people.overview"), code=303)


@bp.get("/<int:number>")
@audience(Action.MANAGE_PEOPLE)
def one(number: int) -> str:
    """One person."""
    return _one(number)


@bp.post("/<int:number>/roles")
@audience(Action.MANAGE_PEOPLE)
def add_role(number: int) -> Response | tuple[str, int]:
    """Give a role more."""
    person = accounts.person_by_id(writer(), number)
    return _changed_roles(person, [*accounts.grants_of(person), *_chosen()])


@bp.post("/<int:number>/roles/remove")
@audience(Action.MANAGE_PEOPLE)
def remove_role(number: int) -> Response | tuple[str, int]:
    """Take one role away."""
    person = accounts.person_by_id(writer(), number)
    gone = request.form.get("grant", "")
    return _changed_roles(person, [grant for grant in accounts.grants_of(person) if accounts.named(grant) != gone])


@bp.post("/<int:number>/invite")
@audience(Action.MANAGE_PEOPLE)
def invite_again(number: int) -> Response:
    """Mail the invitation once more; the old link ends."""
    person = accounts.person_by_id(writer(), number)
    try:
        invitations.invite_again(writer(), person, by=me().email, at=utc_now())
    except AlreadyInvited:
        return _told(person, said("They have joined already."))
    _mail_invitation(person)
    return _saved(person, said("The mail goes out now."))


@bp.post("/<int:number>/close")
@audience(Action.MANAGE_PEOPLE)
def close(number: int) -> Response:
    """Let somebody in no more."""
    person = accounts.person_by_id(writer(), number)
    try:
        accounts.close_account(writer(), person, by=me().email, at=utc_now())
    except LastAdministrator:
        return _told(person, said("This is the only administrator. Make somebody else one before."))
    return _saved(person, said("The account is closed. What they did stays in the history."))


@bp.post("/<int:number>/reopen")
@audience(Action.MANAGE_PEOPLE)
def reopen(number: int) -> Response:
    """Let somebody in again."""
    person = accounts.person_by_id(writer(), number)
    accounts.reopen_account(writer(), person, by=me().email, at=utc_now())
    return _saved(person, said("The account is open again."))


@bp.post("/<int:number>/factors")
@audience(Action.MANAGE_PEOPLE)
def forget_factors(number: int) -> Response:
    """Let somebody who lost phone and codes choose a second step anew."""
    person = accounts.person_by_id(writer(), number)
    remove_second_factors(writer(), person, by=me().email, at=utc_now())
    return _saved(person, said("At the next sign-in they choose a second step anew."))


def _chosen() -> list[Grant]:
    """Return the role of the form, where it is held; nothing for a role that does not exist."""
    try:
        role = Role(request.form.get("role", ""))
    except ValueError:
        return []
    reach = RIGHTS[role][0]
    slug = request.form.get("location", "")
    return [
        Grant(
            role,
            ward_code=request.form.get("ward") or None if reach is Reach.WARD else None,
            location_id=_location_id(slug) if reach is Reach.LOCATION else None,
        )
    ]


def _location_id(slug: str) -> int | None:
    return latest().scalar(select(Location.id).where(Location.slug == slug))


def _mail_invitation(person: Person) -> None:
    at, secret = utc_now(), current_app.config["SETTINGS"].secret_key
    token = invitations.invitation_token(person, secret=secret, at=at)
    url = public_address(url_for("signin.invitation", token=token))
    written = letter("invitation", person.language, name=person.name, inviter=me().name, url=url)
    queue_mail(writer(), person.email, subject=written.subject, body=written.body, language=written.language, at=at)


def _changed_roles(person: Person, grants: list[Grant]) -> Response | tuple[str, int]:
    try:
        accounts.change_grants(writer(), person, grants, by=me().email, at=utc_now())
    except InvalidChange as wrong:
        return _one(person.id, wrong.problems[0].flaw.value), 422
    except LastAdministrator:
        return _told(person, said("This is the only administrator. Make somebody else one before."))
    return _saved(person, said("The roles are changed."))


def _saved(person: Person, words: str) -> Response:
    writer().commit()
    return _told(person, words)


def _told(person: Person, words: str) -> Response:
    flash(words)
    return redirect(url_for("people.one", number=person.id), code=303)


def _overview(wrong: dict[str, str] | None = None) -> str:
    everybody = [(person, _roles(person)) for person in accounts.people(latest())]
    return staff_page(
        "staff/people/overview.html", everybody=everybody, wrong=wrong or {}, typed=request.form, **_choices()
    )


def _one(number: int, wrong: str | None = None) -> str:
    person = accounts.person_by_id(latest(), number)
    return staff_page(
        "staff/people/one.html",
        somebody=person,
        roles=[(accounts.named(grant), held_role(grant)) for grant in accounts.grants_of(person)],
        has_factors=bool(factors_of(person)),
        wrong=wrong,
        typed=request.form,
        **_choices(),
    )


def _roles(person: Person) -> Sequence[object]:
    return [held_role(grant) for grant in accounts.grants_of(person)]


def _choices() -> dict[str, object]:
    locations = latest().scalars(select(Location).order_by(Location.ward_code, Location.slug))
    return {
        "all_roles": list(Role),
        "all_wards": [(ward.code, place_name(ward.names, page_language())) for ward in wards()],
        "all_locations": [(location.slug, location_name(location)) for location in locations],
    }
