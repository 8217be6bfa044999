import orjson
from flask import Response

from services.web.answers import calendar, geojson, not_kept, problem, svg


def test_geojson_has_its_own_media_type() -> None:
    answer = geojson({"type": "FeatureCollection", "features": []})

    assert answer.content_type == "application/geo+json"
    assert orjson.loads(answer.get_data()) == {"type": "FeatureCollection", "features": []}


def test_a_problem_is_written_as_programs_read_it() -> None:
    answer = problem(400, parameter="page")

    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert orjson.loads(answer.get_data()) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "parameter": "page",
    }


def test_a_drawing_is_one() -> None:
    assert svg("<svg/>").content_type == "image/svg+xml; charset=utf-8"


def test_a_calendar_has_its_media_type_and_a_name_to_be_kept_under() -> None:
    answer = calendar(b"BEGIN:VCALENDAR", "lounge-midori.ics")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="lounge-midori.ics"'


def test_an_answer_for_one_reader_is_kept_nowhere() -> None:
    answer = not_kept(Response("x", headers={"X-Page": "en", "Cache-Control": "private"}))

    assert "X-Page" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
