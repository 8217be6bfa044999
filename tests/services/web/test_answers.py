import orjson

from services.web.answers import geojson, problem


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
