from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.errors import NotJoinable, StaleEdit
from services.models import Location, Report, ReportAbout, ReportState, Revision
from services.report_answers import answer, join, part, take_up
from services.reports import make_report, original_of

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
KIM = "kim@example.org"

Make = Callable[..., Report]


@pytest.fixture
def made(either_session: Session) -> Make:
    """Make a report."""

    def report(text: str = "Nobody was there.", slug: str = "lounge-midori") -> Report:
        location = either_session.scalars(select(Location).where(Location.slug == slug)).one()
        return make_report(either_session, location, about=ReportAbout.HOURS, text=text, language="ne", at=NOON)

    return report


def last_change(session: Session, report: Report) -> Revision:
    session.flush()
    own = select(Revision).where(Revision.subject == f"report/{report.id}").order_by(Revision.id.desc())
    return session.scalars(own.limit(1)).one()


def answered(session: Session, report: Report, *, version: int = 1, text: str = "Thank you.") -> None:
    state = ReportState.CORRECTED
    answer(session, report, state=state, text=text, language="en", by=KIM, at=LATER, version=version)


def test_taking_up_a_report_says_that_it_is_being_checked(either_session: Session, made: Make) -> None:
    report = made()

    take_up(either_session, report, by=KIM, at=LATER, version=1)

    assert report.state is ReportState.BEING_CHECKED
    kept = last_change(either_session, report)
    assert (kept.action, kept.by, kept.at) == ("taken_up", KIM, LATER)
    assert kept.changes == {"state": ["new", "being_checked"]}


def test_an_answer_keeps_its_words_with_their_language(either_session: Session, made: Make) -> None:
    report = made()

    answered(either_session, report)

    assert (report.state, report.answer, report.answer_language) == (ReportState.CORRECTED, "Thank you.", "en")
    assert report.answered_at == LATER
    assert last_change(either_session, report).changes == {
        "state": ["new", "corrected"],
        "answer": [None, "Thank you."],
        "answer_language": [None, "en"],
    }


def test_an_answer_needs_no_words(either_session: Session, made: Make) -> None:
    report = made()

    answered(either_session, report, text="  ")

    assert (report.answer, report.answer_language) == (None, None)


def test_an_answered_report_can_be_taken_up_again(either_session: Session, made: Make) -> None:
    report = made()
    answered(either_session, report)

    take_up(either_session, report, by=KIM, at=LATER, version=2)

    assert report.state is ReportState.BEING_CHECKED


@pytest.mark.parametrize("state", [ReportState.NEW, ReportState.BEING_CHECKED, ReportState.DUPLICATE])
def test_what_is_no_result_is_no_answer(either_session: Session, made: Make, state: ReportState) -> None:
    with pytest.raises(ValueError, match="is no result"):
        answer(either_session, made(), state=state, text="", language="en", by=KIM, at=LATER, version=1)


def test_an_answer_that_is_too_long_is_refused(either_session: Session, made: Make) -> None:
    with pytest.raises(ValueError, match="1001 characters"):
        answered(either_session, made(), text="x" * 1001)


def test_whoever_was_slower_is_told(either_session: Session, made: Make) -> None:
    report = made()
    answered(either_session, report)

    with pytest.raises(StaleEdit, match="version 2, not 1"):
        take_up(either_session, report, by=KIM, at=LATER, version=1)

    assert report.state is ReportState.CORRECTED


def test_a_joined_report_shows_what_became_of_the_other(either_session: Session, made: Make) -> None:
    report, original = made(), made("The same in other words.")

    join(either_session, report, original, by=KIM, at=LATER, version=1)
    answered(either_session, original)

    assert original_of(either_session, report).answer == "Thank you."
    assert last_change(either_session, report).changes == {
        "state": ["new", "duplicate"],
        "duplicate_of_id": [None, original.id],
    }


def test_a_joining_can_be_undone(either_session: Session, made: Make) -> None:
    report, original = made(), made("The same in other words.")
    join(either_session, report, original, by=KIM, at=LATER, version=1)

    part(either_session, report, by=KIM, at=LATER, version=2)

    assert (report.state, report.duplicate_of_id) == (ReportState.NEW, None)
    assert last_change(either_session, report).action == "parted"


def test_joining_to_a_joined_report_joins_to_its_original(either_session: Session, made: Make) -> None:
    first, second, third = made("1"), made("2"), made("3")
    join(either_session, second, first, by=KIM, at=LATER, version=1)

    join(either_session, third, second, by=KIM, at=LATER, version=1)

    assert third.duplicate_of_id == first.id


def test_two_reports_cannot_be_joined_to_each_other(either_session: Session, made: Make) -> None:
    first, second = made("1"), made("2")
    join(either_session, second, first, by=KIM, at=LATER, version=1)

    with pytest.raises(NotJoinable, match="to itself"):
        join(either_session, first, second, by=KIM, at=LATER, version=1)


def test_reports_of_two_places_cannot_be_joined(either_session: Session, made: Make) -> None:
    with pytest.raises(NotJoinable, match="two places"):
        join(either_session, made(), made(slug="lounge-tsurumi"), by=KIM, at=LATER, version=1)


def test_an_answered_report_cannot_be_joined(either_session: Session, made: Make) -> None:
    report, original = made(), made("The same in other words.")
    answered(either_session, report)

    with pytest.raises(NotJoinable, match="is corrected"):
        join(either_session, report, original, by=KIM, at=LATER, version=2)


@pytest.mark.parametrize("act", [take_up, answered])
def test_a_joined_report_has_no_answer_of_its_own(
    either_session: Session, made: Make, act: Callable[..., None]
) -> None:
    report = made()
    join(either_session, report, made("The same in other words."), by=KIM, at=LATER, version=1)
    known = {"version": 2} if act is answered else {"version": 2, "by": KIM, "at": LATER}

    with pytest.raises(NotJoinable, match="joined to another"):
        act(either_session, report, **known)


def test_a_report_that_is_not_joined_cannot_be_parted(either_session: Session, made: Make) -> None:
    with pytest.raises(NotJoinable, match="joined to none"):
        part(either_session, made(), by=KIM, at=LATER, version=1)
