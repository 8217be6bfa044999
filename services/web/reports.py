"""Residents' reports: the form on which something is said to be wrong, and the page that says what became of it."""

from http import HTTPStatus

from flask import Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from services import directory
from services.codes import grouped
from services.errors import NotFound, TooManyReports
from services.models import Location, Report, ReportAbout
from services.reports import make_report, plain_text, report_by_code
from services.web.addresses import address
from services.web.answers import not_kept
from services.web.audiences import Audience, audience
from services.web.extensions import latest, now, page_language, session, writer
from services.web.report_forms import ReportForm, blank_form, sent_form
from services.web.report_pages import report_form_page, report_page
from services.web.residents import bp, shown_page
from services.web.visit_limits import admits

__all__ = ["bp"]

_LARGEST_FORM_BYTES = 100_000
"""A text several times as long as may be kept still comes back to whoever wrote it."""
_MOST_AN_HOUR = 10
"""Of one visitor: a lounge's desk, or many phones behind one address, may have more to say than one person."""
_AN_HOUR_S = 3_600
_LONGEST_CODE = 40


@bp.route("/report/<slug>", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def report(slug: str) -> ResponseReturnValue:
    """Something is wrong here: say what, without an account."""
    request.max_content_length = _LARGEST_FORM_BYTES
    place = directory.location_by_slug(session(), slug)
    if request.method == "GET":
        return _form_page(place, blank_form(slug, now()), HTTPStatus.OK)
    _refuse_other_sites()
    form = sent_form(request.form, slug, now())
    if form.faults:
        return _form_page(place, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    made = _made(place, form)
    if made is None:
        busy = ReportForm(form.stamp, form.about, form.text, faults=("busy",))
        return _form_page(place, busy, HTTPStatus.TOO_MANY_REQUESTS)
    return redirect(address("residents.report_state", report_code=grouped(made.code)), 303)


def _refuse_other_sites() -> None:
    # The stamp alone lets another site fetch a form and have its visitors send it; browsers tell us of that.
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(HTTPStatus.BAD_REQUEST)


def _made(place: Location, form: ReportForm) -> Report | None:
    """Return the report, stored; None where too many came from this visitor or for this place."""
    if not admits("report", most_an_hour=_MOST_AN_HOUR, at=now()):
        return None
    about, text, language = ReportAbout(form.about), plain_text(form.text), page_language().slug
    try:
        made = make_report(
            writer(), writer().get_one(Location, place.id), about=about, text=text, language=language, at=now()
        )
    except TooManyReports:
        return None
    writer().commit()
    return made


def _form_page(place: Location, form: ReportForm, status: HTTPStatus) -> Response:
    shown = report_form_page(place, form, page_language())
    answer = not_kept(shown_page("residents/report.html", shown, location_id=place.id, ward_code=place.ward_code))
    answer.status_code = status
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        answer.headers["Retry-After"] = str(_AN_HOUR_S)
    return answer


@bp.get("/reports")
@audience(Audience.EVERYONE)
def find_report() -> ResponseReturnValue:
    """The way to a report for those who typed or wrote down its code."""
    typed = request.args.get("code", "").strip()[:_LONGEST_CODE]
    if not typed:
        return shown_page("residents/find_report.html", {"typed": ""})
    try:
        found = report_by_code(latest(), typed)
    except NotFound:
        return _unknown_code(typed)
    return redirect(address("residents.report_state", report_code=grouped(found.code)), 302)


@bp.get("/reports/<report_code>")
@audience(Audience.EVERYONE)
def report_state(report_code: str) -> Response:
    """The code of a report, to be kept, and what became of it."""
    try:
        found = report_by_code(latest(), report_code)
    except NotFound:
        return _unknown_code(report_code[:_LONGEST_CODE])
    return not_kept(shown_page("residents/report_state.html", report_page(latest(), found, page_language())))


def _unknown_code(typed: str) -> Response:
    answer = not_kept(shown_page("residents/find_report.html", {"typed": typed}))
    answer.status_code = HTTPStatus.NOT_FOUND
    return answer
