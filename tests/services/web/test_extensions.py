from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app import create_app
from services.settings import Settings
from services.web.extensions import Database, now, session


def test_a_request_has_one_session_and_one_moment(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert session() is session()
        assert now() is now()


def test_the_moment_is_on_the_city_s_clocks(app: Flask) -> None:
    with app.test_request_context("/en/"):
        offset = now().utcoffset()

    assert offset is not None
    assert offset.total_seconds() == 9 * 3600


def test_the_session_is_closed_when_the_request_ends(app: Flask) -> None:
    with app.test_request_context("/en/"):
        opened = session()
        opened.execute(text("SELECT 1"))

    assert not opened.in_transaction()


def test_answers_give_their_connections_back(app: Flask, client: FlaskClient) -> None:
    for _ in range(20):
        client.get("/en/?page=x")
        client.get("/en/about")

    # The mark of changes keeps one for this thread.
    assert app.extensions["database"].engine.pool.checkedout() <= 1


def test_pages_read_from_the_replica_where_there_is_one(database_url: str) -> None:
    settings = Settings(database_url="sqlite:////nowhere/main.db", database_read_url=database_url)

    assert Database(settings).engine.url.database == database_url.removeprefix("sqlite:///")
    assert create_app(settings).test_client().get("/en/").status_code == 200
