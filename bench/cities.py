"""Databases filled with made-up cities: SQLite files kept between runs, PostgreSQL databases dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from time import perf_counter
from typing import Any
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from bench import synthetic_city
from bench.synthetic_city import COLUMNS, Rows
from services import nearby
from services.database import engine_for, writing_sessions
from services.settings import INSTANCE, ROOT

POSTGRES_SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
_BATCH = 2_000
_MADE_BY = ("bench/synthetic.py", "bench/synthetic_city.py", "services/listings.py", "services/migrations/versions")


@dataclass(frozen=True, slots=True)
class City:
    """A filled database and how many places it holds."""

    number: int
    url: str


def sqlite_city(number: int, *, fresh: bool = False) -> City:
    """Return a city in a file under instance/, made where it is missing or made by older code."""
    path = INSTANCE / f"bench-{number}-{_digest()}.db"
    if fresh or not path.exists():
        for old in INSTANCE.glob(f"bench-{number}-*"):
            old.unlink()
        unfinished = path.with_suffix(".part")
        _filled(f"sqlite:///{unfinished}", number)
        unfinished.replace(path)
    return City(number, f"sqlite:///{path}")


@contextmanager
def postgres_city(number: int, server: str = POSTGRES_SERVER) -> Iterator[City | None]:
    """Give a city in a database of its own, dropped at the end; None where no server answers."""
    name = f"bench_{number}_{uuid4().hex[:8]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        yield None
        return
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        _filled(url, number)
        yield City(number, url)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def empty_city(url: str) -> None:
    """Make a database without a location."""
    engine = engine_for(url)
    _migrate(engine)
    engine.dispose()


def _digest() -> str:
    digest = sha256()
    for name in _MADE_BY:
        paths = sorted((ROOT / name).glob("*.py")) or [ROOT / name]
        for path in paths:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _filled(url: str, number: int) -> None:
    """Migrate an empty database and fill it."""
    started = perf_counter()
    engine = engine_for(url)
    _migrate(engine)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Every row refers to one that was written before: to check each again takes as long as all the rest.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        _write(connection, synthetic_city.common_rows())
        members = synthetic_city.members(number)
        while batch := list(islice(members, _BATCH)):
            _write(connection, synthetic_city.rows_of(batch))
    with writing_sessions(engine)() as session:
        nearby.index(session, (member.indexed for member in synthetic_city.members(number)))
        session.commit()
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    print(
        f"{number:,} made-up places on {engine.dialect.name}, filled in {perf_counter() - started:.0f} s", flush=True
    )


def _migrate(engine: Engine) -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _write(connection: Connection, rows: Rows) -> None:
    write = _insert if connection.dialect.name == "sqlite" else _copy
    for table, columns in COLUMNS.items():
        if rows.get(table):
            write(connection, table, columns.split(), rows[table])


def _insert(connection: Connection, table: str, columns: list[str], rows: list[synthetic_city.Row]) -> None:
    gaps = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({gaps})", rows)  # noqa: S608 - ours.


def _copy(connection: Connection, table: str, columns: list[str], rows: list[synthetic_city.Row]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as lines:
        for row in rows:
            lines.write_row(row)
