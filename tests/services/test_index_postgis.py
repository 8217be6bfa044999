from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import nearby
from services.database import engine_for
from services.errors import DatabaseUnusable
from tests.index_for_tests import COMMON, RARE, alembic_config, database, places

pytestmark = pytest.mark.postgres
PLACES = places()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with database("postgresql", tmp_path_factory.mktemp("none")) as engine:
        yield engine


@pytest.fixture
def session(empty: Engine) -> Iterator[Session]:
    with Session(empty) as session:
        command.upgrade(alembic_config(session.connection()), "head")
        nearby.index(session, PLACES)
        yield session


@contextmanager
def a_person_without_rights(engine: Engine) -> Iterator[Engine]:
    """Sign in to the same database as someone who may create tables, but no extension."""
    name, password = f"nearby_{uuid4().hex[:12]}", uuid4().hex
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
        connection.exec_driver_sql(f"GRANT CREATE ON SCHEMA public TO {name}")
    theirs = engine_for(engine.url.set(username=name, password=password).render_as_string(hide_password=False))
    try:
        yield theirs
    finally:
        theirs.dispose()
        with engine.begin() as connection:
            connection.exec_driver_sql(f"DROP OWNED BY {name}")
            connection.exec_driver_sql(f"DROP ROLE {name}")


def all_rows(session: Session) -> list[tuple[object, ...]]:
    found = session.connection().exec_driver_sql("SELECT * FROM location_index ORDER BY location_id")
    return list(map(tuple, found))


def test_what_is_dropped_leaves_no_trace(session: Session) -> None:
    nearby.drop(session, [entry.location_id for entry in PLACES])

    assert all_rows(session) == []


def test_a_location_changed_and_changed_back_leaves_no_trace(session: Session) -> None:
    before = all_rows(session)

    nearby.index(session, [replace(PLACES[5], point=None, tags=frozenset({RARE}), rank=77)])
    nearby.index(session, [PLACES[5]])

    assert all_rows(session) == before


@pytest.mark.parametrize("tags", [set(), {COMMON}], ids=["all", "common"])
def test_the_nearest_come_out_of_one_index(session: Session, tags: set[int]) -> None:
    plan = "\n".join(
        row[0]
        for row in session.connection().exec_driver_sql(
            "EXPLAIN SELECT location_id FROM location_index WHERE geom IS NOT NULL AND tags @> %s::int[]"
            " ORDER BY geom <-> ST_SetSRID(ST_MakePoint(15540000, 4220000), 3857) LIMIT 17",
            (list(tags),),
        )
    )

    assert "Index Scan using ix_location_index_geom_tags" in plan


def test_equally_near_locations_beyond_a_batch_keep_their_order(session: Session) -> None:
    nearby.index(
        session, [replace(PLACES[0], location_id=number, point=Point(34.0, 138.0)) for number in range(9_000, 10_500)]
    )

    found = nearby.nearest(session, Point(34.0, 138.0), limit=1_600)

    assert [near.location_id for near in found[:1_500]] == list(range(9_000, 10_500))


def test_without_the_right_to_create_extensions_the_migration_says_who_can_help(empty: Engine) -> None:
    with (
        a_person_without_rights(empty) as theirs,
        pytest.raises(DatabaseUnusable, match=r"extension postgis.*administrator.*CREATE EXTENSION postgis"),
        theirs.begin() as connection,
    ):
        command.upgrade(alembic_config(connection), "head")
