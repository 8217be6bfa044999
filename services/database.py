"""The ground the tables stand on: Base, constraint names, the UTC column, and what differs between databases."""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy import Enum as SqlEnum
from sqlalchemy import String as SqlString
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 10_000


class Base(DeclarativeBase):
    """Parent of every table; names each constraint, so that a migration can drop it on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; refuses a naive one, which would mean a different moment elsewhere."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC. Raises `ValueError` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back what SQLite forgot: that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Weeks(TypeDecorator[frozenset[int]]):
    """The nth weeks of a month, stored as `2,4`; every week is the empty text."""

    impl = SqlString(9)
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> str:
        """Write the weeks in order."""
        return ",".join(str(week) for week in sorted(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int]:
        """Read them back as a set."""
        return frozenset(int(week) for week in value.split(",")) if value else frozenset()


def stored_values(words: type[StrEnum]) -> SqlEnum:
    """Return the column type for one of `words`, stored as its value and checked by the database."""
    return SqlEnum(
        words,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        name=words.__name__.lower(),
        length=32,
        validate_strings=True,
    )


def engine_for(url: str) -> Engine:
    """Return an engine for SQLite or PostgreSQL; its errors, which are logged, tell nothing that a reader asked."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(url, pool_pre_ping=True, pool_size=8, hide_parameters=True)


def _sqlite_engine(url: str) -> Engine:
    if (database := make_url(url).database) and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions start only before some statements; ours start where SQLAlchemy says.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}", "mmap_size=268435456"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that begins as a read and turns into a write can be refused half-way; a writer queues at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def engine_of(session: Session) -> Engine:
    """Return the engine behind a session, for what is remembered of each database."""
    bind = session.get_bind()
    return bind.engine if isinstance(bind, Connection) else bind


def reading_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return a maker of sessions for pages, which only read."""
    return sessionmaker(engine, autoflush=False)


def writing_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return a maker of sessions for one write each; on SQLite they wait their turn at the first statement."""
    return sessionmaker(engine.execution_options(writes=True), autoflush=False)


class ChangeMark:
    """Tells cheaply whether anything was written since: one number, read outside any transaction."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine; each thread opens a connection of its own when it first asks."""
        self._engine = engine
        self._own = threading.local()

    def version(self) -> int | None:
        """Return the data's version, or None when the database does not answer."""
        try:
            row = self._connection().execute("SELECT version FROM dataset").fetchone()
        except (self._engine.dialect.loaded_dbapi.Error, DBAPIError):
            self.close()
            return None
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Close the connection of the thread that calls; it gets a new one when it asks again."""
        opened = self._own.__dict__.pop("opened", None)
        if opened is not None:
            # Whatever is wrong with it must not come back from the pool.
            opened.invalidate()
            opened.close()

    def _connection(self) -> Any:
        if not hasattr(self._own, "opened"):
            # As an option, which the pool takes back: who gets the connection after this thread needs transactions.
            self._own.opened = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._own.opened.connection.dbapi_connection
