from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from app import create_app
from services.models import Dataset
from services.settings import Settings
from services.web.extensions import Database, latest, now, session, writer


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


def test_what_a_request_wrote_without_a_commit_is_undone_when_it_ends(app: Flask) -> None:
    with app.test_request_context("/en/"):
        version = session().scalars(select(Dataset.version)).one()
        session().close()
        writer().execute(text("UPDATE dataset SET version = version + 1"))

    with app.test_request_context("/en/"):
        assert session().scalars(select(Dataset.version)).one() == version


def test_a_write_that_was_committed_is_there_for_the_next_request(app: Flask) -> None:
    with app.test_request_context("/en/"):
        version = writer().scalars(select(Dataset.version)).one()
        writer().execute(text("UPDATE dataset SET version = version + 1"))
        writer().commit()

    with app.test_request_context("/en/"):
        assert latest().scalars(select(Dataset.version)).one() == version + 1


def test_writes_and_what_was_just_written_never_go_to_the_replica(database_url: str) -> None:
    database = Database(Settings(database_url=database_url, database_read_url="sqlite:////nowhere/replica.db"))

    for sessions in (database.writers, database.latest_readers):
        with sessions() as opened:
            assert opened.scalars(select(Dataset.version)).one() > 0
