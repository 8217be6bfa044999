from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from services import nearby
from services.index_tables import ON_SQLITE
from services.tags import EVERY
from tests.index_for_tests import RARE, database, places

PLACES = places()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with database("sqlite", tmp_path) as engine:
        ON_SQLITE.create_all(engine)
        with Session(engine) as session:
            nearby.index(session, PLACES)
            yield session


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
