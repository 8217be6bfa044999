from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, inspect

from services.index_tables import EVERYWHERE
from tests.index_for_tests import BOTH, alembic_config, database

TABLES = {"sqlite": {"posting", "posted", "tag_count"}, "postgresql": {"location_index"}}


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with database(request.param, tmp_path_factory.mktemp("tables")) as engine:
        yield engine


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_migrations_make_the_tables_as_they_are_described(engine: Engine) -> None:
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "head")

        command.check(alembic_config(connection))


def test_each_database_has_its_own_tables(engine: Engine) -> None:
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "head")

    index_tables = set().union(*TABLES.values())
    assert tables_of(engine) & index_tables == TABLES[engine.dialect.name]


def test_the_way_back_leaves_no_table_and_can_be_gone_again(engine: Engine) -> None:
    for _ in range(2):
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), "head")
            command.downgrade(alembic_config(connection), "base")

    assert tables_of(engine) <= {"alembic_version", "spatial_ref_sys"}


def test_every_table_of_one_database_only_says_so() -> None:
    marked = {table.name: table.info["only_on"] for metadata in EVERYWHERE[1:] for table in metadata.sorted_tables}

    assert marked == {name: dialect for dialect, names in TABLES.items() for name in names}
