"""What tests stand on: the city's real first records, in a real database, and the application over it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session, sessionmaker

from app import create_app
from services import listings, ward_figures
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.imports.applying import apply
from services.imports.comparison import compare
from services.imports.tables import read_tables
from services.settings import ROOT, Settings
from tests.reports_for_tests import add_reports

POSTGRES_SERVER = os.environ.get("TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


def migrated(url: str) -> Engine:
    """Return an engine on a database whose tables the migrations made."""
    engine = engine_for(url)
    config = Config(toml_file=ROOT / "pyproject.toml")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def seeded(url: str) -> None:
    """Make a database with the city's first records."""
    engine = migrated(url)
    with writing_sessions(engine)() as session:
        plan = compare(session, read_tables(ROOT / "services" / "data"))
        apply(session, plan, by="tests", at=utc_now(), after=listings.refresh)
        ward_figures.refresh(session)
        add_reports(session)
        session.commit()
    engine.dispose()


@pytest.fixture(scope="session")
def first_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first records in an SQLite file, made once; tests get copies."""
    path = tmp_path_factory.mktemp("first") / "records.db"
    seeded(f"sqlite:///{path}")
    return path


@contextmanager
def postgres_database() -> Iterator[str]:
    """Make an empty PostgreSQL database, give its address, and drop it afterwards."""
    name = f"madoguchi_{uuid4().hex[:12]}"
    server = create_engine(POSTGRES_SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(POSTGRES_SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture(scope="session")
def postgres_records() -> Iterator[str]:
    """The first records in a PostgreSQL database of their own."""
    with postgres_database() as url:
        seeded(url)
        yield url


@pytest.fixture
def database_url(first_records: Path, tmp_path: Path) -> str:
    """A database with the first records that a test may change."""
    path = tmp_path / "madoguchi.db"
    shutil.copy(first_records, path)
    return f"sqlite:///{path}"


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """A session that may write; the test commits where it must."""
    engine = engine_for(database_url)
    with writing_sessions(engine)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def either_session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A reading session on the first records, on SQLite and then on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('first_records')}"
    else:
        url = request.getfixturevalue("postgres_records")
    engine = engine_for(url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either_writers(request: pytest.FixtureRequest) -> Iterator[sessionmaker[Session]]:
    """A maker of writing sessions on SQLite and then on PostgreSQL, where others use the same database."""
    name = "database_url" if request.param == "sqlite" else "postgres_records"
    engine = engine_for(request.getfixturevalue(name))
    yield writing_sessions(engine)
    engine.dispose()


@pytest.fixture
def app(database_url: str) -> Flask:
    """The application over a database of the test's own, with the right-to-left test language."""
    return create_app(Settings(database_url=database_url, pseudo_language=True))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without JavaScript."""
    return app.test_client()


@pytest.fixture
def at_city_time(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    """Set the clock that the application reads."""
    return Clock(monkeypatch)


class Clock:
    """The clock of a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, local: str) -> None:
        """Stop the clock at a local time such as `2026-11-25T10:00`."""
        moment = datetime.fromisoformat(local + "+09:00")
        for reader in ("services.web.extensions.utc_now", "services.web.delivery.utc_now"):
            self._monkeypatch.setattr(reader, lambda: moment)
