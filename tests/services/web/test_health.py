import re
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import create_app
from services.models import Location
from services.settings import Settings


def visitor_of(url: str) -> FlaskClient:
    return create_app(Settings(database_url=url)).test_client()


def test_the_process_says_that_it_is_alive(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "alive\n")


def test_it_is_ready_with_records(client: FlaskClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert re.fullmatch(r"39 locations, data version \d+\n", answer.text)


def test_without_records_it_says_what_to_run(client: FlaskClient, session: Session) -> None:
    session.execute(delete(Location))
    session.commit()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "flask --app app directory seed" in answer.text


def test_without_a_database_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    visitor = visitor_of(f"sqlite:///{tmp_path}/no-tables.db")

    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/readyz").status_code == 503


def test_why_it_is_not_ready_tells_strangers_nothing_of_the_house(tmp_path: Path) -> None:
    answer = visitor_of(f"sqlite:///{tmp_path}/no-tables.db").get("/readyz")

    assert answer.text == "the database cannot be used: OperationalError\n"
