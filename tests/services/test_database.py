import gc
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, literal, make_url, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from services.database import (
    BUSY_TIMEOUT_MS,
    ChangeMark,
    UtcDateTime,
    Weeks,
    engine_for,
    reading_sessions,
    stored_values,
    writing_sessions,
)
from services.models import Dataset

TOKYO = timezone(timedelta(hours=9))
NOON = datetime(2026, 11, 25, 12, tzinfo=TOKYO)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("database_url" if request.param == "sqlite" else "postgres_records"))


@pytest.fixture
def engine(either_url: str) -> Iterator[Engine]:
    opened = engine_for(either_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite(database_url: str) -> Iterator[Engine]:
    opened = engine_for(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def mark(engine: Engine) -> Iterator[ChangeMark]:
    asking = ChangeMark(engine)
    yield asking
    asking.close()


def count_a_write(url: str) -> None:
    engine = engine_for(url)
    with writing_sessions(engine)() as session:
        session.execute(update(Dataset).values(version=Dataset.version + 1))
        session.commit()
    engine.dispose()


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_a_moment_of_any_zone_is_given_back_in_utc(engine: Engine) -> None:
    with engine.connect() as connection:
        given_back = connection.scalar(select(literal(NOON, UtcDateTime)))

    assert given_back == NOON
    assert given_back.tzinfo is UTC


def test_a_naive_moment_is_refused(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(StatementError, match="has no time zone"):
        connection.scalar(select(literal(NOON.replace(tzinfo=None), UtcDateTime)))


def test_no_moment_stays_none(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.scalar(select(literal(None, UtcDateTime))) is None


@pytest.mark.parametrize(
    ("weeks", "stored"), [((), ""), ((4, 2), "2,4"), ({5}, "5"), ((1, 2, 3, 4, 5), "1,2,3,4,5"), (None, "")]
)
def test_the_weeks_of_a_month_are_stored_in_order_and_read_back_as_a_set(
    sqlite: Engine, weeks: set[int] | None, stored: str
) -> None:
    assert Weeks().process_bind_param(weeks, sqlite.dialect) == stored
    assert Weeks().process_result_value(stored, sqlite.dialect) == frozenset(weeks or ())


def test_words_are_stored_as_their_values_not_their_names() -> None:
    class Fruit(StrEnum):
        RED_APPLE = "red apple"

    assert stored_values(Fruit).enums == ["red apple"]


@pytest.mark.parametrize(
    ("name", "expected"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", BUSY_TIMEOUT_MS)]
)
def test_sqlite_lets_readers_and_a_writer_work_side_by_side(sqlite: Engine, name: str, expected: object) -> None:
    assert pragma(sqlite, name) == expected


def test_the_folder_of_a_new_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path}/new/folder/records.db")

    assert pragma(engine, "user_version") == 0
    engine.dispose()


def may_write(url: str) -> bool:
    """Ask as somebody else who does not wait."""
    other = sqlite3.connect(str(make_url(url).database), timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    finally:
        other.close()
    return True


def test_a_writer_has_its_turn_from_its_first_statement_on(database_url: str, sqlite: Engine) -> None:
    with writing_sessions(sqlite)() as writer:
        writer.scalar(select(Dataset.version))

        assert not may_write(database_url)


def test_a_reader_keeps_no_writer_waiting(database_url: str, sqlite: Engine) -> None:
    with reading_sessions(sqlite)() as reader:
        reader.scalar(select(Dataset.version))

        assert may_write(database_url)


def test_a_reader_sees_what_was_true_when_it_began(engine: Engine) -> None:
    with writing_sessions(engine)() as writer, reading_sessions(engine)() as reader:
        before = reader.scalar(select(Dataset.version))
        writer.get_one(Dataset, 1).version += 1
        writer.flush()

        assert reader.scalar(select(Dataset.version)) == before


def test_two_writers_count_both_their_writes(either_url: str, mark: ChangeMark) -> None:
    before = mark.version()

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(count_a_write, [either_url] * 6))

    assert before is not None
    assert mark.version() == before + 6


def test_the_mark_sees_what_another_connection_wrote(either_url: str, mark: ChangeMark) -> None:
    before = mark.version()
    assert before is not None

    count_a_write(either_url)

    assert mark.version() == before + 1


def test_the_mark_does_not_move_while_nothing_is_written(mark: ChangeMark) -> None:
    assert mark.version() == mark.version()


def test_the_mark_does_not_move_before_a_write_is_committed(engine: Engine, mark: ChangeMark) -> None:
    before = mark.version()

    with writing_sessions(engine)() as session:
        session.get_one(Dataset, 1).version += 1
        session.flush()

        assert mark.version() == before


def test_a_directory_without_records_is_at_version_zero(sqlite: Engine) -> None:
    with sqlite.execution_options(writes=True).begin() as connection:
        connection.execute(delete(Dataset))

    assert ChangeMark(sqlite).version() == 0


@pytest.mark.parametrize("url", ["sqlite:///{}/no-tables.db", "sqlite:////proc/nowhere.db"])
def test_a_database_that_does_not_answer_has_no_version(url: str, tmp_path: Path) -> None:
    engine = engine_for(url.format(tmp_path))

    assert ChangeMark(engine).version() is None
    engine.dispose()


@pytest.mark.postgres
def test_a_server_that_is_not_there_has_no_version() -> None:
    engine = engine_for("postgresql+psycopg://nobody@127.0.0.1:1/nothing")

    assert ChangeMark(engine).version() is None
    engine.dispose()


@pytest.mark.postgres
def test_the_mark_answers_again_after_the_server_dropped_it(postgres_records: str) -> None:
    engine = engine_for(postgres_records)
    mark = ChangeMark(engine)
    before = mark.version()
    with engine.connect() as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND datname = current_database()"
            )
        )

    assert mark.version() is None
    assert mark.version() == before
    mark.close()
    engine.dispose()


@pytest.mark.postgres
def test_a_connection_is_given_back_as_it_was_when_its_thread_ends(postgres_records: str) -> None:
    engine = engine_for(postgres_records)
    asking = threading.Thread(target=ChangeMark(engine).version)
    asking.start()
    asking.join()
    gc.collect()

    with engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        assert driver.autocommit is False
    engine.dispose()


def test_what_was_asked_for_is_not_told_in_an_error(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("SELECT :sought FROM nowhere"), {"sought": "a reader's words"})

    assert "a reader's words" not in str(caught.value)
