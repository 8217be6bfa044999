"""Residents' reports: made without a name, found again by a code, answered by staff.

The history tells what became of a report and who did it; what the resident wrote stands in the report alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from services.changes import record_unshown_change
from services.codes import new_code, read_code
from services.errors import NotFound, TooManyReports
from services.models import Location, Report, ReportAbout, ReportState

LONGEST_TEXT = 1_000
"""Of a report and of an answer, in characters."""
OPEN = (ReportState.NEW, ReportState.BEING_CHECKED)
RESIDENT = "resident"
"""Who makes reports, in the history."""
_MOST_AN_HOUR = 20
_SENT_TWICE_WITHIN = timedelta(minutes=10)
# What turns the direction of letters around: it shows a text as another than it is.
_TURNING = re.compile("[\u202a-\u202e]")
_Columns = TypeVarTuple("_Columns")


@dataclass(frozen=True, slots=True)
class QueuedReport:
    """A report as staff see it."""

    report: Report
    location: Location
    """With its texts."""
    alike: tuple[Report, ...]
    """The other open reports of the same thing at the same place, which it may be joined to."""


def plain_text(typed: str) -> str:
    """Return what somebody typed as it is kept: without characters that no one sees, lines ended one way."""
    lines = _TURNING.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()


def make_report(
    session: Session, location: Location, *, about: ReportAbout, text: str, language: str, at: datetime
) -> Report:
    """Return the new report of a resident who reads `language`; the same one where it was sent twice in a row.

    `text` is as `plain_text` returns it. Raises `TooManyReports` where the place got too many within an hour.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a report of {len(text)} characters; {LONGEST_TEXT} are the most")
    # Of two who send at once, the second waits here, and then finds what the first has made.
    session.execute(select(Location.id).where(Location.id == location.id).with_for_update())
    newest = _made_since(location, at - _SENT_TWICE_WITHIN).order_by(Report.id.desc())
    same = newest.where(Report.about == about, Report.text == text, Report.language == language)
    if (twin := session.scalar(same.limit(1))) is not None:
        return twin
    lately = _made_since(location, at - timedelta(hours=1)).subquery()
    if (session.scalar(select(func.count()).select_from(lately)) or 0) >= _MOST_AN_HOUR:
        raise TooManyReports(f"{location.slug} got {_MOST_AN_HOUR} reports within an hour")
    report = Report(
        code=_unused_code(session), location_id=location.id, language=language, about=about, text=text, made_at=at
    )
    session.add(report)
    session.flush()
    changes = {"location": [None, location.slug], "about": [None, about.value], "state": [None, report.state.value]}
    subject = subject_of(report)
    record_unshown_change(session, subject=subject, action="reported", changes=changes, by=RESIDENT, at=at)
    return report


def subject_of(report: Report) -> str:
    """Return what the history calls a report; never its code, which is its maker's."""
    return f"report/{report.id}"


def _made_since(location: Location, since: datetime) -> Select[Report]:
    return select(Report).where(Report.location_id == location.id, Report.made_at > since)


def _unused_code(session: Session) -> str:
    code = new_code()
    while session.scalar(select(Report.id).where(Report.code == code)) is not None:
        code = new_code()
    return code


def report_by_code(session: Session, typed: str) -> Report:
    """Return the report of a code as somebody typed it. Raises `NotFound`."""
    code = read_code(typed)
    report = session.scalar(select(Report).where(Report.code == code)) if code else None
    if report is None:
        raise NotFound("no report has this code")
    return report


def report_by_id(session: Session, report_id: int) -> QueuedReport:
    """Return a report for staff. Raises `NotFound`."""
    row = session.execute(_with_location().where(Report.id == report_id)).one_or_none()
    if row is None:
        raise NotFound(f"no report has the number {report_id}")
    report, location = row
    return QueuedReport(report, location, tuple(possible_duplicates(session, report)))


def original_of(session: Session, report: Report) -> Report:
    """Return the report whose state and answer hold for `report`: itself, or the one that it was joined to."""
    while report.duplicate_of_id is not None:
        report = session.get_one(Report, report.duplicate_of_id)
    return report


def open_reports(session: Session, wards: Iterable[str] | None) -> list[QueuedReport]:
    """Return the reports that wait for an answer in some wards, the oldest first; None: in every ward."""
    rows = session.execute(_waiting(_with_location(), wards).order_by(Report.made_at, Report.id)).all()
    alike: dict[tuple[int, ReportAbout], list[Report]] = {}
    for report, _ in rows:
        alike.setdefault((report.location_id, report.about), []).append(report)
    return [QueuedReport(report, location, _others(report, alike)) for report, location in rows]


def open_report_count(session: Session, wards: Iterable[str] | None) -> int:
    """Return how many reports wait for an answer in some wards; None: in every ward."""
    counted = select(func.count(Report.id)).join(Location, Location.id == Report.location_id)
    return session.scalar(_waiting(counted, wards)) or 0


def _waiting(query: Select[*_Columns], wards: Iterable[str] | None) -> Select[*_Columns]:
    waiting = query.where(Report.state.in_(OPEN))
    return waiting if wards is None else waiting.where(Location.ward_code.in_(sorted(wards)))


def _with_location() -> Select[Report, Location]:
    joined = select(Report, Location).join(Location, Location.id == Report.location_id)
    return joined.options(selectinload(Location.texts))


def _others(report: Report, alike: Mapping[tuple[int, ReportAbout], Sequence[Report]]) -> tuple[Report, ...]:
    return tuple(each for each in alike[report.location_id, report.about] if each is not report)


def possible_duplicates(session: Session, report: Report) -> Sequence[Report]:
    """Return the other open reports of the same thing at the same place, the oldest first."""
    same = select(Report).where(Report.location_id == report.location_id, Report.about == report.about)
    return session.scalars(same.where(Report.id != report.id, Report.state.in_(OPEN)).order_by(Report.id)).all()
