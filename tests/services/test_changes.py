from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.changes import record_change, record_unshown_change
from services.database import Base, engine_for, writing_sessions
from services.models import Dataset, Revision

NOON = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = engine_for("sqlite://")
    Base.metadata.create_all(engine)
    with writing_sessions(engine)() as opened:
        yield opened
    engine.dispose()


def change_name(session: Session) -> None:
    changes = {"texts.name.en": ["Old", "New"]}
    record_change(session, subject="location/a", action="changed", changes=changes, by="kim", at=NOON)


def test_a_change_is_kept_with_its_moment_and_person(session: Session) -> None:
    change_name(session)
    session.commit()

    kept = session.scalars(select(Revision)).one()

    assert (kept.at, kept.by, kept.subject, kept.action) == (NOON, "kim", "location/a", "changed")
    assert kept.changes == {"texts.name.en": ["Old", "New"]}


def test_the_first_change_makes_the_count_of_writes(session: Session) -> None:
    change_name(session)
    session.commit()

    assert session.scalars(select(Dataset.version)).all() == [1]


def test_each_write_moves_the_count(session: Session) -> None:
    for _ in range(3):
        change_name(session)
        session.commit()

    assert session.scalar(select(Dataset.version)) == 3


def test_a_write_counts_on_from_what_another_writer_stored_meanwhile(session: Session) -> None:
    change_name(session)
    session.commit()
    change_name(session)
    session.connection().exec_driver_sql("UPDATE dataset SET version = 7")

    session.commit()

    assert session.scalar(select(Dataset.version)) == 8


def test_a_change_that_no_page_shows_is_kept_and_moves_no_count(session: Session) -> None:
    change_name(session)
    session.commit()

    record_unshown_change(session, subject="report/1", action="made", changes={}, by="resident", at=NOON)
    session.commit()

    assert session.scalars(select(Revision.subject)).all() == ["location/a", "report/1"]
    assert session.scalar(select(Dataset.version)) == 1


def test_a_change_keeps_the_reason_that_was_given_for_it(session: Session) -> None:
    change = record_change(
        session, subject="location/a", action="changed", changes={}, by="kim", at=NOON, why="A call from the lounge"
    )
    session.commit()

    assert change.why == "A call from the lounge"
    assert session.scalars(select(Revision.id)).all() == [change.id]
