from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import index_sqlite, nearby
from services.index_tables import ON_SQLITE
from services.proximity import Queue
from tests.index_for_tests import COMMON, DENSE_POINT, ORDINARY, RARE, database, places

PLACES = places()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with database("sqlite", tmp_path) as engine:
        ON_SQLITE.create_all(engine)
        yield engine


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        nearby.index(session, PLACES)
        yield session


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many locations each step of a search read."""
    counted: list[int] = []

    class CountingQueue(Queue):
        def add(self, candidates) -> None:  # noqa: ANN001 - as in Queue
            counted.append(len(candidates))
            super().add(candidates)

    monkeypatch.setattr(index_sqlite, "Queue", CountingQueue)
    return counted


@pytest.mark.parametrize(
    ("tags", "most"), [(set(), 150), ({COMMON}, 150), ({COMMON, ORDINARY}, 150), ({RARE}, 50), ({RARE, COMMON}, 50)]
)
def test_taking_ten_reads_few(session: Session, added: list[int], tags: set[int], most: int) -> None:
    found = nearby.nearest(session, Point(35.52, 139.50), tags=tags)

    assert len(found) == 10
    assert sum(added) <= most


def test_a_start_outside_the_city_reads_few(session: Session, added: list[int]) -> None:
    nearby.nearest(session, Point(35.6812, 139.7671), tags={ORDINARY})

    assert sum(added) < 1_000


def test_a_stream_reads_as_it_is_taken(session: Session, added: list[int]) -> None:
    stream = nearby.stream(session, Point(35.52, 139.50))
    read_by_then = []
    for taken in (10, 100, 1_000):
        list(islice(stream, taken))
        read_by_then.append(sum(added))

    assert read_by_then[0] < 200
    assert read_by_then[1] < 1_000
    assert read_by_then[2] < len(PLACES)


def test_ten_nearest_take_few_statements(session: Session) -> None:
    statements: list[str] = []
    driver: Any = session.connection().connection.driver_connection
    driver.set_trace_callback(statements.append)

    nearby.nearest(session, Point(35.52, 139.50), tags={ORDINARY, COMMON})

    assert 1 <= len(statements) <= 4


def test_a_house_full_of_places_comes_in_order_of_ids(session: Session) -> None:
    found = [near.location_id for near in nearby.nearest(session, DENSE_POINT, limit=400)]

    assert found == list(range(2_501, 2_901))
