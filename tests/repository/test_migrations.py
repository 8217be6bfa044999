"""The migrations make exactly the tables of the models, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from services.settings import ROOT
from tests.conftest import migrated, postgres_database

# PostGIS brings its own table, and Alembic keeps the name of the last migration.
NOT_OURS = {"spatial_ref_sys", "alembic_version"}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """A database with all tables and no records."""
    if request.param == "sqlite":
        yield from begun(f"sqlite:///{tmp_path / 'tables.db'}")
    else:
        with postgres_database() as url:
            yield from begun(url)


def begun(url: str) -> Iterator[Connection]:
    engine = migrated(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def alembic(connection: Connection) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["connection"] = connection
    return config


def test_migrations_make_the_tables_of_the_models(connection: Connection) -> None:
    # Raises, with the differences, where one more migration would be needed.
    command.check(alembic(connection))


def test_migrations_can_be_taken_back(connection: Connection) -> None:
    assert set(inspect(connection).get_table_names()) > NOT_OURS - {"spatial_ref_sys"}

    command.downgrade(alembic(connection), "base")

    assert set(inspect(connection).get_table_names()) <= NOT_OURS
