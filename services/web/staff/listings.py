"""The listings that somebody looks after, and days on which one is closed or keeps other hours."""

from dataclasses import dataclass
from datetime import date, time

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from werkzeug.wrappers import Response

from services.clock import utc_now
from services.directory import location_by_slug
from services.editing.closing_days import clear_days, set_days
from services.editing.dated_exceptions import REASONS
from services.errors import InvalidChange, NotFound, StaleEdit
from services.imports.schedule_records import ExceptionRecord
from services.models import Location, ScheduleException
from services.permissions import Action, Scope, wards_of
from services.timetables import MINUTES_A_DAY, Hours
from services.web.audiences import audience
from services.web.extensions import latest, now, writer
from services.web.staff.guard import demand, me
from services.web.staff.held_roles import location_name
from services.web.staff.pages import said, staff_page

bp = Blueprint("listings", __name__, url_prefix="/staff/locations")

LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class TypedDays:
    """What was typed into the form of days, as texts."""

    first: str
    last: str
    reason: str = ""
    opens: str = ""
    closes: str = ""


@bp.get("")
@audience(Action.EDIT_LOCATION)
def overview() -> str:
    """The locations of one's own wards."""
    wards = wards_of(me().grants, Action.EDIT_LOCATION)
    query = select(Location).options(selectinload(Location.texts)).order_by(Location.ward_code, Location.slug)
    found = latest().scalars(query if wards is None else query.where(Location.ward_code.in_(wards)))
    return staff_page("staff/listings/overview.html", rows=[(each, location_name(each)) for each in found])


@bp.get("/<slug>/days")
@audience(Action.EDIT_LOCATION)
def days(slug: str) -> str:
    """The days on which a location is unlike its week, and a form for more."""
    today = now().date().isoformat()
    return _page(slug, TypedDays(today, today))


@bp.post("/<slug>/days")
@audience(Action.EDIT_LOCATION)
def set_these(slug: str) -> Response | tuple[str, int]:
    """Close a location on some days, or give it other hours; residents see it at once."""
    location = _mine(writer(), slug)
    typed = _typed()
    exception = _exception(typed)
    if exception is None:
        return _page(slug, typed), 422
    why = request.form.get("why", "").strip()[:LONGEST_WHY] or None
    try:
        set_days(writer(), location, exception, by=me().email, at=utc_now(), why=why)
    except InvalidChange:
        return _page(slug, typed), 422
    except StaleEdit:
        flash(said("Somebody saved at the very same moment. Please try again."))
        return redirect(url_for("listings.days", slug=slug), code=303)
    writer().commit()
    flash(said("Saved. Residents see it now, in every language."))
    return redirect(url_for("listings.days", slug=slug), code=303)


@bp.post("/<slug>/days/clear")
@audience(Action.EDIT_LOCATION)
def clear_these(slug: str) -> Response:
    """Let the usual hours hold again."""
    location = _mine(writer(), slug)
    try:
        first, last = (date.fromisoformat(request.form.get(name, "")) for name in ("first", "last"))
    except ValueError as error:
        raise NotFound("there are no such days") from error
    clear_days(writer(), location, first, last, by=me().email, at=utc_now())
    writer().commit()
    flash(said("The usual hours hold again on these days."))
    return redirect(url_for("listings.days", slug=slug), code=303)


def _mine(session: Session, slug: str) -> Location:
    """Return a location of one's own wards. Raises `NotFound`, `NotAllowed`."""
    location = location_by_slug(session, slug)
    demand(Action.EDIT_LOCATION, Scope(location.ward_code, location.id))
    return location


def _typed() -> TypedDays:
    """Return the form; the last day is the first where it was left empty."""
    text = {name: request.form.get(name, "").strip() for name in ("first", "last", "reason", "opens", "closes")}
    if request.form.get("is_closed"):
        text["opens"] = text["closes"] = ""
    return TypedDays(text["first"], text["last"] or text["first"], text["reason"], text["opens"], text["closes"])


def _exception(typed: TypedDays) -> ExceptionRecord | None:
    """Return what was typed as an exception, or None where a day or a time is none."""
    try:
        first, last = date.fromisoformat(typed.first), date.fromisoformat(typed.last)
        times = [_minutes(text) for text in (typed.opens, typed.closes) if text]
    except ValueError:
        return None
    if last < first or len(times) == 1 or typed.reason not in {"", *REASONS}:
        return None
    return ExceptionRecord(first, last, typed.reason or None, (Hours(*_in_order(*times)),) if times else ())


def _minutes(text: str) -> int:
    """Return a time such as 09:30 in minutes from midnight. Raises `ValueError`."""
    return time.fromisoformat(text).hour * 60 + time.fromisoformat(text).minute


def _in_order(opens: int, closes: int) -> tuple[int, int]:
    """Return opening hours as they are kept: who closes before they open closes after midnight."""
    return opens, closes if closes > opens else closes + MINUTES_A_DAY


def _page(slug: str, typed: TypedDays) -> str:
    location = _mine(latest(), slug)
    return staff_page(
        "staff/listings/days.html",
        location=location,
        place=location_name(location),
        coming=_coming(location),
        reasons=REASONS,
        typed=typed,
        is_wrong=request.method == "POST",
    )


def _coming(location: Location) -> list[ScheduleException]:
    today = now().date()
    return [dated for dated in location.schedule.exceptions if dated.last >= today] if location.schedule else []
