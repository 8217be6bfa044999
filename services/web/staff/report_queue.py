"""Residents' reports as staff work through them: taken up, answered, joined with others of the same thing."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from services import report_answers
from services.clock import utc_now
from services.errors import NotFound, NotJoinable, StaleEdit
from services.models import Report, ReportState
from services.permissions import Action, Scope, may, wards_of
from services.reports import LONGEST_TEXT, QueuedReport, open_reports, original_of, plain_text, report_by_id
from services.web.audiences import audience
from services.web.extensions import latest, page_language, writer
from services.web.staff.guard import me
from services.web.staff.held_roles import location_name
from services.web.staff.pages import said, staff_page

bp = Blueprint("report_queue", __name__, url_prefix="/staff/reports")


@bp.get("")
@audience(Action.ANSWER_REPORT)
def queue() -> str:
    """The reports that wait in one's own wards, the oldest first."""
    waiting = open_reports(latest(), wards_of(me().grants, Action.ANSWER_REPORT))
    rows = [(queued.report, location_name(queued.location), len(queued.alike)) for queued in waiting]
    return staff_page("staff/reports/queue.html", rows=rows)


@bp.get("/<int:number>")
@audience(Action.ANSWER_REPORT)
def one(number: int) -> str:
    """One report, and what can be done with it."""
    return _page(number)


@bp.post("/<int:number>/take-up")
@audience(Action.ANSWER_REPORT)
def take_up(number: int) -> Response | tuple[str, int]:
    """Say that it is being checked."""
    return _done(
        number,
        lambda report: report_answers.take_up(writer(), report, by=me().email, at=utc_now(), version=_version()),
        said("The resident sees now that it is being checked."),
    )


@bp.post("/<int:number>/answer")
@audience(Action.ANSWER_REPORT)
def answer(number: int) -> Response | tuple[str, int]:
    """Tell the resident what became of it."""
    state, text = request.form.get("state", ""), request.form.get("text", "")
    if state not in report_answers.RESULTS:
        return _page(number, "state"), 422
    if len(plain_text(text)) > LONGEST_TEXT:
        return _page(number, "text"), 422
    return _done(
        number,
        lambda report: report_answers.answer(
            writer(),
            report,
            state=ReportState(state),
            text=text,
            language=page_language().slug,
            by=me().email,
            at=utc_now(),
            version=_version(),
        ),
        said("The resident sees your answer now."),
    )


@bp.post("/<int:number>/join")
@audience(Action.ANSWER_REPORT)
def join(number: int) -> Response | tuple[str, int]:
    """Join it with another of the same place."""
    original = _mine(report_by_id(writer(), request.form.get("original", type=int) or 0)).report
    return _done(
        number,
        lambda report: report_answers.join(
            writer(), report, original, by=me().email, at=utc_now(), version=_version()
        ),
        said("Both are one now: an answer to the other answers this one too."),
    )


@bp.post("/<int:number>/part")
@audience(Action.ANSWER_REPORT)
def part(number: int) -> Response | tuple[str, int]:
    """Undo a joining."""
    return _done(
        number,
        lambda report: report_answers.part(writer(), report, by=me().email, at=utc_now(), version=_version()),
        said("This one waits for an answer of its own again."),
    )


def _done(number: int, change: Callable[[Report], None], words: str) -> Response | tuple[str, int]:
    """Change a report and say so; who was slower than somebody else sees what is there now, and keeps their words."""
    report = _mine(report_by_id(writer(), number)).report
    try:
        change(report)
    except StaleEdit:
        return _page(number, "stale"), 409
    except NotJoinable:
        return _page(number, "not_joinable"), 409
    writer().commit()
    flash(words)
    return redirect(url_for("report_queue.one", number=number), code=303)


def _version() -> int:
    return request.form.get("version", type=int) or 0


def _mine(queued: QueuedReport) -> QueuedReport:
    """Return a report of one's own wards. Raises `NotFound` for others: nobody learns that they exist."""
    scope = Scope(queued.location.ward_code, queued.location.id)
    if not may(me().grants, Action.ANSWER_REPORT, scope):
        raise NotFound(f"{me().email} may not see report {queued.report.id}")
    return queued


def _page(number: int, problem: str | None = None) -> str:
    queued = _mine(report_by_id(latest(), number))
    original = original_of(latest(), queued.report)
    return staff_page(
        "staff/reports/one.html",
        report=queued.report,
        location=queued.location,
        place=location_name(queued.location),
        alike=queued.alike,
        original=original if original is not queued.report else None,
        results=report_answers.RESULTS,
        longest=LONGEST_TEXT,
        problem=problem,
        typed=request.form,
    )
