"""How long the ten nearest take, and how that compares with reading ten rows by primary key, which is the floor."""

from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median
from time import perf_counter

from sqlalchemy.orm import Session

from bench import synthetic
from bench.cities import City
from bench.report import Line
from geodata.coords import Point
from services import nearby
from services.database import engine_for, reading_sessions
from services.tags import tag

_COMMON = tag("language", synthetic.COMMON_LANGUAGE)
_RARE = tag("language", synthetic.RARE_LANGUAGE)
_RARE_TOPIC = tag("topic", synthetic.RARE_TOPIC)
QUESTIONS: dict[str, frozenset[int]] = {
    "unfiltered": frozenset(),
    "common language": frozenset({_COMMON}),
    "rare language": frozenset({_RARE}),
    "rare language, rare topic": frozenset({_RARE, _RARE_TOPIC}),
}
_TIMES = 1_000
# Milliseconds: (median, p99), and for PostGIS the median of the rare.
_GOALS_MS = {"sqlite": (0.2, 0.2, 3.0), "postgresql": (0.5, 2.0, None)}


def measured(city: City) -> Iterator[Line]:
    """Ask for the ten nearest to points all over the city, each question by itself."""
    engine = engine_for(city.url)
    kind = engine.dialect.name
    common_ms, rare_ms, p99_ms = _GOALS_MS[kind]
    with reading_sessions(engine)() as session:
        floor_ms = median(_milliseconds(lambda start: _ten_by_key(session, start, city.number)))
        for name, tags in QUESTIONS.items():
            goal_ms = rare_ms if "rare" in name else common_ms
            taken_ms = _milliseconds(_asker(session, tags))
            middle, slow = median(taken_ms), taken_ms[int(len(taken_ms) * 0.99)]
            measure = f"nearest 10, {name} ({kind})"
            yield Line(measure, middle, "ms", city.number, floor_ms, f"≤ {goal_ms}", middle <= goal_ms)
            goal = "" if p99_ms is None else f"≤ {p99_ms:g}"
            yield Line(f"{measure}: p99", slow, "ms", city.number, floor_ms, goal, p99_ms and slow <= p99_ms)
    engine.dispose()


def _asker(session: Session, tags: frozenset[int]) -> Callable[[Point], object]:
    return lambda start: nearby.nearest(session, start, tags=tags, limit=10)


def _ten_by_key(session: Session, start: Point, number: int) -> object:
    table = "posted" if session.get_bind().dialect.name == "sqlite" else "location_index"
    first = int(start.lat * 1e6) % number
    ids = ", ".join(str(first + step) for step in range(10))
    sql = f"SELECT * FROM {table} WHERE location_id IN ({ids})"  # noqa: S608 - numbers
    return session.connection().exec_driver_sql(sql).all()


def _milliseconds(ask: Callable[[Point], object]) -> list[float]:
    """Return how long each of many questions took, sorted; the first hundred warm up."""
    taken = []
    for start in islice(synthetic.points(seed=7), _TIMES + 100):
        started = perf_counter()
        ask(start)
        taken.append(1_000 * (perf_counter() - started))
    return sorted(taken[100:])
