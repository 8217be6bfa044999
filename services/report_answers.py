"""What staff do with residents' reports: take up, answer, join those of the same thing, and part them again.

Each takes the version that its form showed, and raises `StaleEdit` where somebody was faster.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.changes import record_unshown_change
from services.errors import NotJoinable, StaleEdit
from services.models import Report, ReportState
from services.reports import LONGEST_TEXT, OPEN, original_of, plain_text, subject_of

RESULTS = (ReportState.CORRECTED, ReportState.WAS_RIGHT, ReportState.NOT_FOUND_OUT, ReportState.SPAM)
"""What an answer can say."""


def take_up(session: Session, report: Report, *, by: str, at: datetime, version: int) -> None:
    """Say that a report is being checked; one that was answered is open again, and keeps its words for the next."""
    _lock(session, report, version)
    _not_joined(report)
    _change(session, report, "taken_up", {"state": ReportState.BEING_CHECKED}, by=by, at=at)


def answer(
    session: Session,
    report: Report,
    *,
    state: ReportState,
    text: str,
    language: str,
    by: str,
    at: datetime,
    version: int,
) -> None:
    """Tell the resident what became of a report: the state in their language, and `text` in words of `language`.

    `text` may be empty: most states need no words. The reports that were joined to it are answered with it.
    """
    if state not in RESULTS:
        raise ValueError(f"{state!r} is no result of a report")
    words = plain_text(text)
    if len(words) > LONGEST_TEXT:
        raise ValueError(f"an answer of {len(words)} characters; {LONGEST_TEXT} are the most")
    _lock(session, report, version)
    _not_joined(report)
    given = {"state": state, "answer": words or None, "answer_language": language if words else None}
    report.answered_at = at
    _change(session, report, "answered", given, by=by, at=at)


def join(session: Session, report: Report, original: Report, *, by: str, at: datetime, version: int) -> None:
    """Join an open report to another of the same place, whose state and answer it shows from now on.

    Raises `NotJoinable` for one of another place, one that has its answer, and one that would be joined to itself.
    """
    # In one order, so that of two who join two reports to each other one waits, and then is told.
    for each in sorted((report, original), key=lambda each: each.id):
        session.refresh(each, with_for_update=True)
    _same_version(report, version)
    original = original_of(session, original)
    if original.id == report.id:
        raise NotJoinable(f"report {report.id} would be joined to itself")
    if original.location_id != report.location_id:
        raise NotJoinable(f"reports {report.id} and {original.id} are about two places")
    if report.state not in OPEN:
        raise NotJoinable(f"report {report.id} is {report.state.value}")
    joined = {"state": ReportState.DUPLICATE, "duplicate_of_id": original.id}
    _change(session, report, "joined", joined, by=by, at=at)


def part(session: Session, report: Report, *, by: str, at: datetime, version: int) -> None:
    """Undo a joining: the report waits for an answer of its own again. Raises `NotJoinable` where there is none."""
    _lock(session, report, version)
    if report.state is not ReportState.DUPLICATE:
        raise NotJoinable(f"report {report.id} is joined to none")
    _change(session, report, "parted", {"state": ReportState.NEW, "duplicate_of_id": None}, by=by, at=at)


def _lock(session: Session, report: Report, version: int) -> None:
    """Keep all others from changing the report until this write ends, and see that none did before."""
    session.refresh(report, with_for_update=True)
    _same_version(report, version)


def _same_version(report: Report, version: int) -> None:
    if report.version != version:
        raise StaleEdit(f"report {report.id} is at version {report.version}, not {version}")


def _not_joined(report: Report) -> None:
    if report.state is ReportState.DUPLICATE:
        raise NotJoinable(f"report {report.id} is joined to another, which is the one to be answered")


def _change(
    session: Session, report: Report, action: str, given: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    """Set some columns, and keep in the history what they were and are."""
    before = {name: getattr(report, name) for name in given}
    for name, value in given.items():
        setattr(report, name, value)
    changes = {name: [before[name], value] for name, value in given.items() if before[name] != value}
    # Flushed in one piece: the database lets no report be joined to none.
    session.flush()
    record_unshown_change(session, subject=subject_of(report), action=action, changes=changes, by=by, at=at)
