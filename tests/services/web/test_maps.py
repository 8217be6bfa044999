from flask.testing import FlaskClient


def test_the_map_s_script_is_served_as_a_script_and_may_be_kept_an_hour(client: FlaskClient) -> None:
    answer = client.get("/map.js")

    assert answer.status_code == 200
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.text.startswith("window.madoguchiMap=")


def test_the_map_s_script_reaches_for_nothing_elsewhere(client: FlaskClient) -> None:
    assert "https://" not in client.get("/map.js").text


def test_the_map_s_script_leaves_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/map.js").headers
