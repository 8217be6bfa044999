"""The page behind a reminder's link: what a listing says, and one button that says it is still right."""

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, g
from sqlalchemy.orm import Session

from services import directory
from services.confirmation_links import Asked, asked_by_token
from services.confirmations import confirm
from services.errors import LinkEnded
from services.languages import Language
from services.models import ConfirmedBy, Location, PhoneKind
from services.schedule_values import timetable_of
from services.usual_week import UsualHours, UsualLanguages, usual_hours, usual_languages
from services.web.addresses import address
from services.web.audiences import Audience, audience
from services.web.extensions import latest, now, writer
from services.web.location_page import field_words
from services.web.location_parts import ClosingRule, ExceptionLine
from services.web.pages import Words
from services.web.poster_page import usual_languages_for
from services.web.rendering import visitor_language
from services.web.staff.pages import staff_page
from services.web.staff.signed_in import staff_language
from services.web.weeks import closing_rules, coming_exceptions

bp = Blueprint("confirming", __name__, url_prefix="/confirm")
_GONE = 410


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be confirmed: all as it is recorded, also what residents are not shown for now."""

    name: Words
    hours: tuple[UsualHours, ...] | None
    rules: tuple[ClosingRule, ...]
    exceptions: tuple[ExceptionLine, ...]
    phones: tuple[str, ...]
    languages: tuple[UsualLanguages, ...]
    address: Words | None
    url: str
    """Of its page."""


@bp.get("/<token>")
@audience(Audience.EVERYONE)
def ask(token: str) -> Response:
    """What the listing says, and the button."""
    try:
        asked = _asked(latest(), token)
    except LinkEnded:
        return _ended()
    g.language = staff_language(asked.person.language)
    record = directory.location_by_slug(latest(), asked.location.slug)
    return _page("staff/confirm.html", told=_told(record, g.language))


@bp.post("/<token>")
@audience(Audience.EVERYONE)
def say_yes(token: str) -> Response:
    """All of it is right. The link itself is the right to say so, so the form needs no other."""
    try:
        asked = _asked(writer(), token)
    except LinkEnded:
        return _ended()
    g.language = staff_language(asked.person.language)
    record = directory.location_by_slug(writer(), asked.location.slug)
    confirm(writer(), record, by=asked.person.email, how=ConfirmedBy.MAIL, at=now())
    writer().commit()
    return _page("staff/confirmed.html")


def _asked(session: Session, token: str) -> Asked:
    return asked_by_token(session, token, secret=current_app.config["SETTINGS"].secret_key, at=now())


def _ended() -> Response:
    g.language = staff_language(visitor_language().slug)
    return _page("staff/confirm_ended.html", status=_GONE)


def _page(template: str, status: int = 200, **values: object) -> Response:
    answer = Response(staff_page(template, **values), status, content_type="text/html; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    # The address is the right to confirm: no other site is told it.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _told(record: Location, language: Language) -> Told:
    timetable = timetable_of(record)
    return Told(
        name=field_words(record.texts, "name", language) or Words(record.slug, "en"),
        hours=usual_hours(timetable),
        rules=closing_rules(timetable),
        exceptions=coming_exceptions(timetable, now().date()),
        phones=tuple(phone.number for phone in record.phones if phone.kind is PhoneKind.VOICE),
        languages=usual_languages_for(usual_languages(timetable), language, None),
        address=field_words(record.texts, "address", language),
        url=address("residents.location", slug=record.slug),
    )
