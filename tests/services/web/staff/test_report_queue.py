"""Residents' reports, as a ward's clerk works through them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from services.clock import utc_now
from services.models import Location, Report, ReportAbout, ReportState, Role
from services.reports import make_report
from tests.staff_for_tests import sent, signed_in, written


def reported(app: Flask, slug: str = "lounge-midori", text: str = "बन्द थियो।") -> tuple[int, str]:
    """Make a report and return its number and code."""
    with written(app) as session:
        location = session.scalars(select(Location).where(Location.slug == slug)).one()
        report = make_report(session, location, about=ReportAbout.HOURS, text=text, language="ne", at=utc_now())
        return report.id, report.code


@pytest.fixture
def clerk(app: Flask) -> FlaskClient:
    return signed_in(app, Role.WARD_EDITOR)


def do(client: FlaskClient, number: int, what: str, **fields: object) -> int:
    typed = {name: str(value) for name, value in {"version": 1, **fields}.items()}
    return sent(client, f"/staff/reports/{number}/{what}", typed).status_code


def test_a_report_of_the_ward_waits_in_its_queue(app: Flask, clerk: FlaskClient) -> None:
    assert "No report waits" in clerk.get("/staff/reports").text
    reported(app)

    text = clerk.get("/staff/reports").text

    assert "1 report waits" in text
    assert '<p class="quiet" lang="ne" dir="auto">बन्द थियो।</p>' in text


def test_reports_of_another_ward_are_not_there(app: Flask, clerk: FlaskClient) -> None:
    number, _ = reported(app, "lounge-aoba")

    assert "No report waits" in clerk.get("/staff/reports").text
    assert clerk.get(f"/staff/reports/{number}").status_code == 404
    assert do(clerk, number, "answer", state="corrected") == 404


def test_the_resident_reads_the_answer_in_their_language(app: Flask, clerk: FlaskClient) -> None:
    number, code = reported(app)

    assert do(clerk, number, "answer", state="corrected", text="Corrected, thank you.") == 303

    text = app.test_client().get(f"/ne/reports/{code}").text
    assert '<html lang="ne"' in text
    assert "Corrected, thank you." in text


def test_the_resident_sees_that_it_is_being_checked(app: Flask, clerk: FlaskClient) -> None:
    number, _ = reported(app)

    do(clerk, number, "take-up")

    with written(app) as session:
        assert session.get_one(Report, number).state is ReportState.BEING_CHECKED


def test_two_of_the_same_thing_become_one_and_two_again(app: Flask, clerk: FlaskClient) -> None:
    first, _ = reported(app)
    second, _ = reported(app, text="Closed on Monday.")

    assert do(clerk, second, "join", original=first) == 303
    assert "joined with another" in clerk.get(f"/staff/reports/{second}").text
    assert do(clerk, second, "part", version=2) == 303

    assert "2 reports wait" in clerk.get("/staff/reports").text


def test_who_is_slower_is_told_and_keeps_the_words(app: Flask, clerk: FlaskClient) -> None:
    number, _ = reported(app)
    do(clerk, number, "take-up")

    fields = {"version": "1", "state": "was_right", "text": "My words."}
    answer = sent(clerk, f"/staff/reports/{number}/answer", fields)

    assert answer.status_code == 409
    assert "Somebody else changed this report" in answer.text
    assert "My words.</textarea>" in answer.text


@pytest.mark.parametrize("fields", [{"state": "new"}, {"state": ""}, {"state": "corrected", "text": "x" * 1001}])
def test_an_answer_that_cannot_be_changes_nothing(app: Flask, clerk: FlaskClient, fields: dict[str, str]) -> None:
    number, _ = reported(app)

    assert do(clerk, number, "answer", **fields) == 422

    with written(app) as session:
        assert session.get_one(Report, number).state is ReportState.NEW


def test_a_script_in_a_report_is_text(app: Flask, clerk: FlaskClient) -> None:
    number, _ = reported(app, text="<script>alert(1)</script>")

    assert "<script>alert" not in clerk.get("/staff/reports").text
    assert "<script>alert" not in clerk.get(f"/staff/reports/{number}").text
