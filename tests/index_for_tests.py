"""Databases to test the search index on, places to fill it with, and the answer by brute force."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from alembic.config import Config
from sqlalchemy import Connection, Engine

from geodata.coords import Point, distance_m
from services.database import engine_for
from services.nearby import Indexed
from services.settings import ROOT
from services.tags import EVERY, tag
from tests.conftest import postgres_database

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
COMMON, RARE, DENSE, EDGE, ORDINARY = (tag("topic", word) for word in ("common", "rare", "dense", "edge", "ordinary"))
ODD_POINTS = [
    Point(lat, lon) for lat in (-90.0, -89.9, -85.06, 0.0, 85.06, 89.9, 90.0) for lon in (-180.0, 0.0, 180.0)
]
DENSE_POINT = Point(35.4437, 139.6380)


@contextmanager
def database(name: str, folder: Path) -> Iterator[Engine]:
    """Make an empty database of this kind, and remove it in the end."""
    if name == "sqlite":
        engine = engine_for(f"sqlite:///{folder / uuid4().hex}.db")
        yield engine
        engine.dispose()
    else:
        with postgres_database() as url:
            engine = engine_for(url)
            yield engine
            engine.dispose()


def alembic_config(connection: Connection) -> Config:
    """Return what Alembic's commands take, with the connection they are to use."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["connection"] = connection
    return config


def places() -> list[Indexed]:
    """Return places of all sorts: 2,500 across the city, 400 in one house, some at the edges of the map."""
    chance = Random(35)  # noqa: S311 - only made-up places
    scattered = [Point(chance.uniform(35.31, 35.60), chance.uniform(139.46, 139.73)) for _ in range(2_500)]
    points = [(ORDINARY, point) for point in scattered] + [(DENSE, DENSE_POINT)] * 400
    points += [(EDGE, point) for point in ODD_POINTS] + [(ORDINARY, None)] * 60
    return [
        Indexed(location_id, point, frozenset({sort} | some_tags(chance)), chance.randint(-3, 9), location_id % 7)
        for location_id, (sort, point) in enumerate(points, start=1)
    ]


def some_tags(chance: Random) -> set[int]:
    """Return none, one or both of the tags, each as often as its name says."""
    return {one for one, share in ((COMMON, 0.4), (RARE, 0.01)) if chance.random() < share}


def brute_force(
    entries: Sequence[Indexed], start: Point | None, *, tags: Collection[int] = (), without: Collection[int] = ()
) -> list[tuple[int, float | None]]:
    """Return id and distance of what the index should find, in order."""
    wanted = set(tags) - {EVERY}
    found = [entry for entry in entries if entry.tags >= wanted and entry.tags.isdisjoint(without)]
    by_rank = sorted(found, key=lambda entry: (entry.rank, entry.location_id))
    if start is None:
        return [(entry.location_id, None) for entry in by_rank]
    near = sorted((distance_m(start, entry.point), entry.location_id) for entry in found if entry.point)
    return [(location_id, metres) for metres, location_id in near] + [
        (entry.location_id, None) for entry in by_rank if entry.point is None
    ]
