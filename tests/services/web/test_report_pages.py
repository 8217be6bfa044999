from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.languages import ENGLISH
from services.models import Location, Report, ReportAbout, ReportState
from services.report_answers import answer, join, take_up
from services.reports import make_report
from services.web.pages import Words
from services.web.report_pages import ReportPage, report_page

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
STAFF = {"by": "kim@example.org", "at": NOON}


@pytest.fixture(autouse=True)
def _inside(app: Flask) -> Iterator[None]:
    with app.test_request_context("/en/"):
        g.language = ENGLISH
        yield


def made(session: Session, text: str = "") -> Report:
    location = session.scalars(select(Location).where(Location.slug == "lounge-midori")).one()
    return make_report(session, location, about=ReportAbout.PHONE, text=text, language="ne", at=NOON)


def shown(session: Session, report: Report) -> ReportPage:
    return report_page(session, report, ENGLISH)


def test_a_new_report_is_shown_with_its_code_and_the_way_back(session: Session) -> None:
    report = made(session, "0120-000-000 is dead")

    page = shown(session, report)

    assert page.code.replace("-", "") == report.code
    assert page.url == f"http://localhost/en/reports/{page.code}"
    assert (page.state, page.about, page.name.text) == ("new", "phone", "Midori International Lounge")
    assert "0120" not in str(page)


def test_an_answer_is_shown_in_its_own_language(session: Session) -> None:
    report = made(session)
    answer(session, report, state=ReportState.WAS_RIGHT, text="合っています。", language="ja", version=1, **STAFF)

    page = shown(session, report)

    assert (page.state, page.answer) == ("was_right", Words("合っています。", "ja"))


def test_while_it_is_checked_again_the_old_answer_is_not_shown(session: Session) -> None:
    report = made(session)
    answer(session, report, state=ReportState.WAS_RIGHT, text="合っています。", language="ja", version=1, **STAFF)
    take_up(session, report, version=2, **STAFF)

    page = shown(session, report)

    assert (page.state, page.answer, page.answered_at) == ("being_checked", None, None)


def test_a_joined_report_is_shown_with_the_answer_of_the_other(session: Session) -> None:
    report, original = made(session, "a"), made(session, "b")
    join(session, report, original, version=1, **STAFF)
    answer(session, original, state=ReportState.CORRECTED, text="Thank you.", language="en", version=1, **STAFF)

    page = shown(session, report)

    assert page.code.replace("-", "") == report.code
    assert (page.state, page.answer) == ("corrected", Words("Thank you.", "en"))
