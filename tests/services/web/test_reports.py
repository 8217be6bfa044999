"""Residents' reports as their makers meet them: over HTTP, without JavaScript, in their language."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app import create_app
from services.codes import read_code
from services.models import Dataset, Report, ReportState
from services.settings import Settings
from tests.conftest import Clock
from tests.markup_for_tests import parsed
from tests.qr_for_tests import read, squares
from tests.reports_for_tests import ANSWERED

FORM = "/ne/report/lounge-midori"
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
OPENED, SENT = "2026-11-25T10:00:00", "2026-11-25T10:01:00"

Send = Callable[..., TestResponse]


@pytest.fixture
def send(client: FlaskClient, at_city_time: Clock) -> Send:
    """Open the form and send it a minute later."""

    def sent(
        path: str = FORM, *, at: str = SENT, headers: dict[str, str] | None = None, **fields: str
    ) -> TestResponse:
        at_city_time(OPENED)
        stamp = STAMP.findall(client.get(path).text)[0]
        at_city_time(at)
        filled_in = {"stamp": stamp, "about": "hours", "text": "बन्द थियो।", **fields}
        return client.post(path, data=filled_in, headers=headers)

    return sent


def kept(session: Session) -> list[Report]:
    """Return the reports that came in a test."""
    return list(session.scalars(select(Report).where(Report.state == ReportState.NEW).order_by(Report.id)))


def test_a_report_leads_to_its_code_and_is_kept(client: FlaskClient, send: Send, session: Session) -> None:
    answer = send()

    page = client.get(answer.location)
    (report,) = kept(session)
    assert answer.status_code == 303
    assert read_code(answer.location.removeprefix("/ne/reports/")) == report.code
    assert page.status_code == 200
    assert (report.about, report.text, report.language) == ("hours", "बन्द थियो।", "ne")


def test_the_location_s_page_leads_to_the_form(client: FlaskClient) -> None:
    assert f'href="{FORM}"' in client.get("/ne/locations/lounge-midori").text


def test_the_code_s_page_can_be_kept_by_its_qr_code(client: FlaskClient) -> None:
    text = client.get(f"/en/reports/{ANSWERED}").text
    side, path = re.findall(r'viewBox="0 0 (\d+) \1".*? d="(M[^"]+)"', text, re.DOTALL)[0]

    assert read(squares(int(side), path)).text == f"http://localhost/en/reports/{ANSWERED}"


def test_the_answer_of_staff_is_marked_with_its_language(client: FlaskClient) -> None:
    page = parsed(client.get(f"/ne/reports/{ANSWERED}").text)

    said = [run.language for run in page.runs if "時間を直しました" in run.text]
    assert said == ["ja"]
    assert any("पेज सच्याइयो" in run.text for run in page.runs)


def test_nobody_but_staff_sees_what_the_resident_wrote(client: FlaskClient, send: Send) -> None:
    assert "बन्द थियो।" not in client.get(send().location).text


@pytest.mark.parametrize("typed", ["w0rkthxk", "WORK THXK", "work-thxk ", "Ｗ０ＲＫ－ＴＨＸＫ", "W०RK THXK"])
def test_a_code_may_be_typed_as_one_likes(client: FlaskClient, typed: str) -> None:
    answer = client.get("/ne/reports", query_string={"code": typed})

    assert (answer.status_code, answer.location) == (302, f"/ne/reports/{ANSWERED}")


@pytest.mark.parametrize("path", ["/en/reports/K7M4", "/en/reports?code=K7M4", "/en/reports/%00%F0%9F%98%80"])
def test_an_unknown_code_is_explained_and_can_be_typed_again(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "We do not know this code" in answer.text
    assert 'name="code"' in answer.text


@pytest.mark.parametrize(
    ("fields", "at", "said"),
    [
        ({"about": ""}, SENT, "Please choose what is wrong."),
        ({"text": "word " * 300}, SENT, "Your text is too long."),
        ({}, "2026-11-25T10:00:02", "Please wait a few seconds and send it again."),
        ({"leave_empty": "x"}, SENT, "Please wait a few seconds and send it again."),
        ({}, "2026-11-26T10:00:01", "This page was open for very long. Please send it once more."),
        ({"stamp": "forged"}, SENT, "This page was open for very long. Please send it once more."),
    ],
)
def test_a_form_that_is_not_taken_says_why_and_loses_nothing(
    send: Send, *, fields: dict[str, str], at: str, said: str
) -> None:
    answer = send("/en/report/lounge-midori", at=at, **fields)

    assert answer.status_code == 422
    assert said in answer.text
    assert fields.get("text", "बन्द थियो।") in answer.text
    assert ('value="hours" checked' in answer.text) == ("about" not in fields)


def test_a_form_that_is_not_taken_leaves_nothing(send: Send, session: Session) -> None:
    send(about="")

    assert kept(session) == []


def test_what_was_refused_can_be_sent_right_away(client: FlaskClient, send: Send) -> None:
    stamp = STAMP.findall(send(about="").text)[0]

    assert client.post(FORM, data={"stamp": stamp, "about": "phone", "text": ""}).status_code == 303


def test_sent_twice_it_is_one_report(send: Send, session: Session) -> None:
    assert send().location == send().location
    assert len(kept(session)) == 1


def test_the_eleventh_report_of_a_visitor_within_an_hour_is_refused_in_their_language(send: Send) -> None:
    answers = [send(text=str(number)) for number in range(11)]

    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert "धेरै रिपोर्ट आए" in answers[-1].text
    assert answers[-1].headers["Retry-After"] == "3600"
    assert ">\n10</textarea>" in unescape(answers[-1].text)


def test_the_twenty_first_report_about_a_place_is_refused_whoever_sends_it(
    client: FlaskClient, at_city_time: Clock
) -> None:
    at_city_time(OPENED)
    stamp = STAMP.findall(client.get(FORM).text)[0]
    at_city_time(SENT)

    statuses = [
        client.post(
            FORM,
            data={"stamp": stamp, "about": "hours", "text": str(number)},
            environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
        ).status_code
        for number in range(21)
    ]

    assert statuses == [303] * 20 + [429]


def test_a_form_that_another_site_sends_is_refused(send: Send, session: Session) -> None:
    assert send(headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert kept(session) == []


@pytest.mark.parametrize("about", ["nonsense", "hours' OR 1=1 --", "\x00"])
def test_a_choice_that_no_form_offers_is_a_400(send: Send, session: Session, about: str) -> None:
    assert send(about=about).status_code == 400
    assert kept(session) == []


def test_a_text_of_a_megabyte_is_refused_and_nothing_is_kept(send: Send, session: Session) -> None:
    assert send(text="x" * 1_000_000).status_code == 413
    assert kept(session) == []


HOSTILE = "</textarea><script>alert(1)</script>\x00\u202egnp.exe {{ 7*7 }} ${7*7}"


def test_hostile_text_is_kept_as_text_without_what_nobody_sees(send: Send, session: Session) -> None:
    send(text=HOSTILE)

    assert kept(session)[0].text == "</textarea><script>alert(1)</script>gnp.exe {{ 7*7 }} ${7*7}"


def test_hostile_text_comes_back_as_text(send: Send) -> None:
    page = send(text=HOSTILE, about="").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "49" not in page.partition("<textarea")[2].partition("</textarea>")[0]


@pytest.mark.parametrize("path", [FORM, f"/ne/reports/{ANSWERED}", "/ne/reports/K7M4"])
def test_these_pages_are_kept_by_nobody_and_set_no_cookie(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert '<meta name="robots" content="noindex">' in answer.text


def test_a_form_is_made_anew_for_each_visitor(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time(OPENED)
    first = STAMP.findall(client.get(FORM).text)
    at_city_time("2026-11-25T10:00:01")

    assert STAMP.findall(client.get(FORM).text) != first


def test_a_report_leaves_the_finished_pages_of_everybody_alone(send: Send, session: Session) -> None:
    before = session.scalars(select(Dataset.version)).one()
    session.rollback()

    send()

    assert session.scalars(select(Dataset.version)).one() == before


def test_a_report_about_nothing_is_not_found(client: FlaskClient) -> None:
    assert client.get("/en/report/nowhere").status_code == 404
    assert client.post("/en/report/nowhere", data={"about": "hours"}).status_code == 404


def test_the_page_of_a_new_report_comes_from_the_database_and_not_from_a_late_replica(
    database_url: str, first_records: str, at_city_time: Clock
) -> None:
    settings = Settings(database_url=database_url, database_read_url=f"sqlite:///{first_records}")
    visitor = create_app(settings).test_client()
    at_city_time(OPENED)
    stamp = STAMP.findall(visitor.get(FORM).text)[0]
    at_city_time(SENT)

    answer = visitor.post(FORM, data={"stamp": stamp, "about": "hours", "text": ""}, follow_redirects=True)

    assert answer.status_code == 200


def test_privacy_says_what_a_report_keeps(client: FlaskClient) -> None:
    said = "We keep what you write, the place, the language of this page and the time."

    assert said in client.get("/en/privacy").text
    assert said in client.get("/en/report/lounge-midori").text
