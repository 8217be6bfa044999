"""The locations nearest to a point, or first by rank, among those that have some tags and not others."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from geodata.coords import Point, distance_m
from services import index_postgis, index_sqlite
from services.proximity import Indexed, Near, Wanted, Whole, order_of
from services.tags import EVERY

__all__ = ["Indexed", "Near", "among", "count", "drop", "index", "nearest", "order_of", "stream"]

_A_PAGE = 20


class _Index(Protocol):
    """What each database's index does; the functions stand in its module."""

    def index(self, connection: Connection, entries: Iterable[Indexed]) -> None: ...
    def drop(self, connection: Connection, location_ids: Collection[int]) -> None: ...
    def nearest(self, connection: Connection, start: Point, wanted: Wanted, *, expecting: int) -> Iterator[Near]: ...
    def by_rank(self, connection: Connection, wanted: Wanted) -> Iterator[Near]: ...
    def without_point(self, connection: Connection, wanted: Wanted) -> Iterator[Near]: ...
    def count(self, connection: Connection, wanted: Wanted, *, at_most: int) -> int: ...
    def among(self, connection: Connection, location_ids: Collection[int], wanted: Wanted) -> Sequence[Whole]: ...


_INDEXES: dict[str, _Index] = {"sqlite": index_sqlite, "postgresql": index_postgis}


def index(session: Session, entries: Iterable[Indexed]) -> None:
    """Put locations into the index, in place of what it knew of them; fit for one edit and for 100,000 records."""
    connection = session.connection()
    _index_of(connection).index(connection, (replace(entry, tags=entry.tags | {EVERY}) for entry in entries))


def drop(session: Session, location_ids: Collection[int]) -> None:
    """Take locations out of the index; one that is not in it is passed over."""
    connection = session.connection()
    _index_of(connection).drop(connection, location_ids)


def stream(
    session: Session,
    start: Point | None,
    *,
    tags: Collection[int] = (),
    without: Collection[int] = (),
    timetables: Collection[int] | None = None,
) -> Iterator[Near]:
    """Find the locations that have all of `tags` and none of `without`, reading only about as many as are taken.

    With a start: nearest first, equally near ones by id, then those without a point by rank.
    Without one: by rank, then id. Where `timetables` is given, only those that keep one of them.
    """
    return _found(session, start, _wanted(tags, without, timetables), expecting=_A_PAGE)


def nearest(
    session: Session,
    start: Point | None,
    *,
    tags: Collection[int] = (),
    without: Collection[int] = (),
    limit: int = 10,
) -> list[Near]:
    """Return the first `limit` of what `stream` finds."""
    return list(islice(_found(session, start, _wanted(tags, without), expecting=limit), limit))


def among(
    session: Session, location_ids: Collection[int], start: Point | None, *, tags: Collection[int] = ()
) -> list[Near]:
    """Return those of some locations that have all of `tags`, in the order of `stream`; all are measured."""
    connection = session.connection()
    found = _index_of(connection).among(connection, location_ids, _wanted(tags, ()))
    return sorted((_near(start, whole) for whole in found), key=order_of)


def _near(start: Point | None, whole: Whole) -> Near:
    location_id, timetable_id, lat, lon, rank = whole
    if start is None or lat is None or lon is None:
        return Near(location_id, timetable_id, None, rank)
    return Near(location_id, timetable_id, distance_m(start, Point(lat, lon)))


def count(
    session: Session, *, tags: Collection[int] = (), without: Collection[int] = (), at_most: int = 1_000
) -> int:
    """Return how many locations `stream` would find; counting stops at `at_most`."""
    connection = session.connection()
    return _index_of(connection).count(connection, _wanted(tags, without), at_most=at_most)


def _index_of(connection: Connection) -> _Index:
    return _INDEXES[connection.dialect.name]


def _wanted(tags: Collection[int], without: Collection[int], timetables: Collection[int] | None = None) -> Wanted:
    return Wanted(
        tags=tuple(sorted(set(tags) - {EVERY})) or (EVERY,),
        without=tuple(sorted(set(without))),
        timetables=None if timetables is None else tuple(sorted(timetables)),
    )


def _found(session: Session, start: Point | None, wanted: Wanted, *, expecting: int) -> Iterator[Near]:
    connection = session.connection()
    database = _index_of(connection)
    if start is None:
        return database.by_rank(connection, wanted)
    return chain(
        database.nearest(connection, start, wanted, expecting=expecting), database.without_point(connection, wanted)
    )
