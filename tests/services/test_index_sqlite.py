from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import index_sqlite, nearby
from services.database import Base
from services.proximity import Queue
from services.tags import EVERY
from tests.index_for_tests import COMMON, DENSE_POINT, ORDINARY, RARE, database, places

PLACES = places()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with database("sqlite", tmp_path) as engine:
        Base.metadata.create_all(engine)
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


def all_rows(session: Session) -> dict[str, list[tuple[object, ...]]]:
    tables = ("posting", "posted", "tag_count")
    return {
        name: sorted(map(tuple, session.connection().exec_driver_sql(f"SELECT * FROM {name}")))  # noqa: S608
        for name in tables
    }


def test_tags_are_counted(session: Session) -> None:
    expected = Counter(tag for entry in PLACES for tag in entry.tags | {EVERY})

    assert dict(all_rows(session)["tag_count"]) == expected


def test_what_is_dropped_leaves_no_trace(session: Session) -> None:
    nearby.drop(session, [entry.location_id for entry in PLACES])

    assert all_rows(session) == {"posting": [], "posted": [], "tag_count": []}


def test_a_location_changed_and_changed_back_leaves_no_trace(session: Session) -> None:
    before = all_rows(session)

    nearby.index(session, [replace(PLACES[5], point=None, tags=frozenset({RARE}), rank=77)])
    nearby.index(session, [PLACES[5]])

    assert all_rows(session) == before


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


def test_ten_nearest_take_few_statements(engine: Engine, session: Session) -> None:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    nearby.nearest(session, Point(35.52, 139.50), tags={ORDINARY, COMMON})

    assert len(statements) <= 4


def test_a_house_full_of_places_comes_in_order_of_ids(session: Session) -> None:
    found = [near.location_id for near in nearby.nearest(session, DENSE_POINT, limit=400)]

    assert found == list(range(2_501, 2_901))
