"""Bringing a database up to date says what is missing; that the tables are right is held in tests/repository."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, text

from services.database import engine_for
from services.errors import DatabaseUnusable
from services.settings import ROOT
from tests.conftest import POSTGRES_SERVER, migrated, postgres_database


@pytest.fixture
def database_of_a_guest() -> Iterator[str]:
    """An empty PostgreSQL database, for somebody who may make tables in it but no extensions."""
    with postgres_database() as url:
        name = make_url(url).database
        server = create_engine(POSTGRES_SERVER, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE ROLE {name} LOGIN"))
            connection.execute(text(f"ALTER DATABASE {name} OWNER TO {name}"))
        yield make_url(url).set(username=name, password=None).render_as_string(hide_password=False)
        with server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} OWNER TO CURRENT_USER"))
            connection.execute(text(f"DROP ROLE {name}"))
        server.dispose()


def alembic(connection: Connection | None = None) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["connection"] = connection
    return config


@pytest.mark.postgres
def test_a_database_without_postgis_says_who_must_run_what(database_of_a_guest: str) -> None:
    engine = engine_for(database_of_a_guest)
    with engine.begin() as connection, pytest.raises(DatabaseUnusable) as caught:
        command.upgrade(alembic(connection), "head")
    engine.dispose()

    assert "extension postgis" in str(caught.value)
    assert "CREATE EXTENSION postgis;" in str(caught.value)
    assert "permission denied" in str(caught.value)


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tables.db'}"
    migrated(url).dispose()
    before = (tmp_path / "tables.db").read_bytes()

    migrated(url).dispose()

    assert (tmp_path / "tables.db").read_bytes() == before


def test_the_migrations_stand_in_one_line() -> None:
    scripts = ScriptDirectory.from_config(alembic())

    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


def test_going_back_takes_nothing_that_belongs_to_a_location(first_records: Path, tmp_path: Path) -> None:
    shutil.copy(first_records, tmp_path / "records.db")
    engine = engine_for(f"sqlite:///{tmp_path / 'records.db'}")
    phones = text("SELECT count(*) FROM phone")

    with engine.begin() as connection:
        before = connection.scalar(phones)
        command.downgrade(alembic(connection), "0002")
        after = connection.scalar(phones)
    engine.dispose()

    assert before == after != 0
