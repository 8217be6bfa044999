"""Reports that stand in every test's database beside the first records, so that their pages can be looked at."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.models import Location, Report, ReportAbout, ReportState

ANSWERED, JOINED = "W0RK-THXK", "RTWX-Y121"
"""Their codes, as people see them. None is open: queues begin empty."""


def add_reports(session: Session) -> None:
    """Add one that was answered in Japanese, and one of another place that waits for nothing either."""
    answered = _report(session, ANSWERED, "lounge-midori")
    answered.state, answered.answered_at = ReportState.CORRECTED, datetime(2026, 11, 21, 3, tzinfo=UTC)
    answered.answer, answered.answer_language = "ご連絡ありがとうございます。時間を直しました。", "ja"
    original, joined = _report(session, "K7M4-0XP0", "lounge-aoba"), _report(session, JOINED, "lounge-aoba")
    original.state, original.answered_at = ReportState.NOT_FOUND_OUT, datetime(2026, 11, 21, 3, tzinfo=UTC)
    session.flush()
    joined.state, joined.duplicate_of_id = ReportState.DUPLICATE, original.id


def _report(session: Session, code: str, slug: str) -> Report:
    report = Report(
        code=code.replace("-", ""),
        location_id=session.scalars(select(Location.id).where(Location.slug == slug)).one(),
        language="ne",
        about=ReportAbout.HOURS,
        text="बन्द थियो।",
        made_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
        state=ReportState.NEW,
    )
    session.add(report)
    return report
