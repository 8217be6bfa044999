from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.codes import grouped
from services.errors import NotFound, TooManyReports
from services.models import Dataset, Location, Report, ReportAbout, ReportState, Revision
from services.reports import (
    LONGEST_TEXT,
    make_report,
    open_report_count,
    open_reports,
    original_of,
    plain_text,
    possible_duplicates,
    report_by_code,
    report_by_id,
)

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


def place(session: Session, slug: str = "lounge-midori") -> Location:
    return session.scalars(select(Location).where(Location.slug == slug)).one()


def made(session: Session, slug: str = "lounge-midori", text: str = "Nobody was there.", minutes: int = 0) -> Report:
    at = NOON + timedelta(minutes=minutes)
    return make_report(session, place(session, slug), about=ReportAbout.HOURS, text=text, language="ne", at=at)


def test_a_report_is_found_by_its_code_however_it_is_typed(either_session: Session) -> None:
    report = made(either_session)

    found = report_by_code(either_session, f" {grouped(report.code).lower()} ")

    assert found is report
    assert (found.state, found.text, found.language) == (ReportState.NEW, "Nobody was there.", "ne")


@pytest.mark.parametrize("typed", ["", "K7M4-0XP1", "\x00", "x" * 5000, "00000000"])
def test_a_code_of_no_report_is_not_found(either_session: Session, typed: str) -> None:
    with pytest.raises(NotFound):
        report_by_code(either_session, typed)


def test_the_history_keeps_what_became_of_a_report_but_not_its_words_or_its_code(either_session: Session) -> None:
    report = made(either_session)

    either_session.flush()
    kept = either_session.scalars(select(Revision).where(Revision.subject == f"report/{report.id}")).one()

    assert (kept.by, kept.at, kept.action) == ("resident", NOON, "reported")
    assert kept.changes == {"location": [None, "lounge-midori"], "about": [None, "hours"], "state": [None, "new"]}


def test_a_report_leaves_finished_pages_as_they_are(either_session: Session) -> None:
    before = either_session.scalar(select(Dataset.version))

    made(either_session)

    either_session.flush()
    assert either_session.scalar(select(Dataset.version)) == before


def test_what_is_sent_twice_within_minutes_is_one_report(either_session: Session) -> None:
    assert made(either_session, minutes=9) is made(either_session)


@pytest.mark.parametrize(("text", "minutes"), [("Something else.", 0), ("Nobody was there.", 10)])
def test_other_words_or_a_later_time_are_another_report(either_session: Session, text: str, minutes: int) -> None:
    first = made(either_session)

    assert made(either_session, text=text, minutes=minutes) is not first


def test_a_place_takes_twenty_reports_an_hour(either_session: Session) -> None:
    for number in range(20):
        made(either_session, text=str(number))

    with pytest.raises(TooManyReports):
        made(either_session, text="one more")

    assert made(either_session, slug="lounge-tsurumi")
    assert made(either_session, text="one more", minutes=60)


def test_a_text_that_is_too_long_is_refused(either_session: Session) -> None:
    with pytest.raises(ValueError, match="1001 characters"):
        made(either_session, text="x" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\rc\n", "a\nb\nc"),
        ("a\x00b\x1b[31m\x7f", "ab[31m"),
        ("right \u202eto left\u202c", "right to left"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("👩\u200d👧 क्षे\u200dत्र", "👩\u200d👧 क्षे\u200dत्र"),
    ],
)
def test_a_text_is_kept_as_it_was_typed_but_for_what_nobody_sees(typed: str, kept: str) -> None:
    assert plain_text(typed) == kept


def test_the_queue_has_the_open_reports_of_the_wards_the_oldest_first(either_session: Session) -> None:
    later, first, elsewhere = (
        made(either_session, minutes=5),
        made(either_session, text="x"),
        made(either_session, slug="lounge-tsurumi"),
    )

    def queue(wards: set[str] | None) -> list[int]:
        return [each.report.id for each in open_reports(either_session, wards)]

    assert queue({"14113"}) == [first.id, later.id]
    assert queue(None) == [first.id, elsewhere.id, later.id]
    assert queue(set()) == []
    assert [open_report_count(either_session, wards) for wards in ({"14113"}, None, set())] == [2, 3, 0]


def test_an_answered_report_waits_no_more(either_session: Session) -> None:
    made(either_session).state = ReportState.CORRECTED
    either_session.flush()

    assert open_reports(either_session, None) == []


def test_staff_see_which_open_reports_are_of_the_same_thing(either_session: Session) -> None:
    first, second, _ = (
        made(either_session),
        made(either_session, text="x"),
        made(either_session, slug="lounge-tsurumi"),
    )

    queue = open_reports(either_session, {"14113"})

    assert [each.alike for each in queue] == [(second,), (first,)]
    assert list(possible_duplicates(either_session, first)) == [second]
    assert report_by_id(either_session, first.id) == queue[0]


def test_a_number_of_no_report_is_not_found(either_session: Session) -> None:
    with pytest.raises(NotFound):
        report_by_id(either_session, 404)


def test_the_report_that_counts_is_found_through_several_joinings(either_session: Session) -> None:
    reports = [made(either_session, text=str(number)) for number in range(3)]
    for report, original in pairwise(reports):
        report.state, report.duplicate_of_id = ReportState.DUPLICATE, original.id
    either_session.flush()

    assert original_of(either_session, reports[0]) is reports[2]


def test_a_refused_report_leaves_nothing(either_session: Session) -> None:
    with pytest.raises(ValueError, match="characters"):
        made(either_session, text="x" * 9_999)

    assert open_report_count(either_session, None) == 0
