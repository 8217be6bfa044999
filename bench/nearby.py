"""How long the ten nearest take: `python -m bench.nearby --database URL --places 39 100000`.

The database must be empty, and is empty again afterwards. Each figure is also given as a multiple of the
floor, measured in the same run: reading ten rows by primary key, which every page does anyway.
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from bench import synthetic
from geodata.coords import Point
from services import nearby
from services.database import engine_for, reading_sessions, writing_sessions
from services.tags import tag

_COMMON = tag("language", synthetic.COMMON_LANGUAGE)
_RARE = tag("language", synthetic.RARE_LANGUAGE)
_RARE_TOPIC = tag("topic", synthetic.RARE_TOPIC)
QUESTIONS: dict[str, frozenset[int]] = {
    "unfiltered": frozenset(),
    "common language": frozenset({_COMMON}),
    "rare language": frozenset({_RARE}),
    "rare language, rare topic": frozenset({_RARE, _RARE_TOPIC}),
    "rare language, common one": frozenset({_RARE, _COMMON}),
}


def main() -> None:
    """Measure for each number of places, and print a table."""
    asked = _arguments()
    engine = engine_for(asked.database)
    for number in asked.places:
        with _tables(engine):
            _fill(engine, number)
            with reading_sessions(engine)() as session:
                _report(session, number, asked.times)
    engine.dispose()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", required=True, help="SQLAlchemy URL of an empty database")
    parser.add_argument("--places", type=int, nargs="+", default=[39, 100_000])
    parser.add_argument("--times", type=int, default=1_000, help="questions of each sort")
    return parser.parse_args()


@contextmanager
def _tables(engine: Engine) -> Iterator[None]:
    """Make the tables by migration, and drop them at the end."""
    if set(inspect(engine).get_table_names()) - {"alembic_version", "spatial_ref_sys"}:
        raise SystemExit(f"{engine.url} is not empty: name a database to be filled with made-up places")
    _migrate(engine, command.upgrade, "head")
    try:
        yield
    finally:
        _migrate(engine, command.downgrade, "base")


def _migrate(engine: Engine, step: Callable[[Config, str], None], revision: str) -> None:
    config = Config(toml_file=Path(__file__).resolve().parent.parent / "pyproject.toml")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def _fill(engine: Engine, number: int) -> None:
    entries = [synthetic.indexed(place) for place in synthetic.places(number)]
    started = perf_counter()
    with writing_sessions(engine)() as session:
        nearby.index(session, entries)
        session.commit()
    print(f"\n{engine.dialect.name}, {number:,} places, indexed in {perf_counter() - started:.2f} s")
    started = perf_counter()
    with writing_sessions(engine)() as session:
        nearby.index(session, entries[:1])
        session.commit()
    print(f"one of them replaced and committed in {1_000 * (perf_counter() - started):.2f} ms")


def _report(session: Session, number: int, times: int) -> None:
    floor_ms = _milliseconds(lambda start: _ten_by_key(session, start, number), times)
    print(f"{'':34}{'median ms':>10}{'p99 ms':>9}{'floors':>8}")
    _line("ten rows by primary key (the floor)", floor_ms, floor_ms)
    for name, tags in QUESTIONS.items():
        _line(f"ten nearest, {name}", _milliseconds(_asker(session, tags), times), floor_ms)
    _line("first ten by rank", _milliseconds(lambda _: nearby.nearest(session, None), times), floor_ms)
    common = frozenset({_COMMON})
    _line("count, common language", _milliseconds(lambda _: nearby.count(session, tags=common), times), floor_ms)


def _asker(session: Session, tags: frozenset[int]) -> Callable[[Point], object]:
    return lambda start: nearby.nearest(session, start, tags=tags, limit=10)


def _ten_by_key(session: Session, start: Point, number: int) -> object:
    table = "posted" if session.get_bind().dialect.name == "sqlite" else "location_index"
    first = int(start.lat * 1e6) % number
    return (
        session.connection()
        .exec_driver_sql(
            f"SELECT * FROM {table} WHERE location_id IN ({', '.join(str(first + step) for step in range(10))})"  # noqa: S608 - numbers
        )
        .all()
    )


def _milliseconds(ask: Callable[[Point], object], times: int) -> list[float]:
    """Return how long each of many questions took, sorted; the first hundred warm up."""
    taken = []
    for start in islice(synthetic.points(seed=7), times + 100):
        started = perf_counter()
        ask(start)
        taken.append(1_000 * (perf_counter() - started))
    return sorted(taken[100:])


def _line(name: str, taken_ms: list[float], floor_ms: list[float]) -> None:
    middle, slow = median(taken_ms), taken_ms[int(len(taken_ms) * 0.99)]
    print(f"{name:36}{middle:8.3f}{slow:9.3f}{middle / median(floor_ms):8.1f}")


if __name__ == "__main__":
    main()
