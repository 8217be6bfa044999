"""The search index on PostgreSQL: one row a location, its point and its tags in one GiST index.

PostGIS hands out the nearest on the plane of Web Mercator, which the index does fastest; what comes out is
measured on the ellipsoid and put in exact order here, as far as no row still inside can be nearer.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import hypot, inf

from sqlalchemy import Connection

from geodata.cells import Cell
from geodata.coords import Box, Point
from geodata.mercator import Flat, flat, least_ground_m
from services.proximity import MANY, Found, Indexed, Near, Queue, Wanted, Whole, by_cells

_WRITTEN_AT_ONCE = 10_000
_ANALYZED_FROM = 1_000
_FIRST_BATCH = 32
_LARGEST_BATCH = 4_096
_BEFORE_EVERY_RANK = -(1 << 40)
_HAS = "tags @> %s::int[] AND NOT tags && %s::int[]"
_HAS_AND_KEEPS = f"{_HAS} AND timetable_id = ANY(%s::int[])"


def index(connection: Connection, entries: Iterable[Indexed]) -> None:
    """Insert or replace `entries`; after many, let the planner look at the table anew."""
    remaining, written = iter(entries), 0
    while rows := [_row(entry) for entry in islice(remaining, _WRITTEN_AT_ONCE)]:
        connection.exec_driver_sql(
            "INSERT INTO location_index (location_id, timetable_id, lat, lon, geom, tags, rank)"
            " VALUES (%s, %s, %s, %s, ST_SetSRID(ST_MakePoint(%s, %s), 3857), %s, %s)"
            " ON CONFLICT (location_id) DO UPDATE SET timetable_id = excluded.timetable_id, lat = excluded.lat,"
            " lon = excluded.lon, geom = excluded.geom, tags = excluded.tags, rank = excluded.rank",
            rows,
        )
        written += len(rows)
    if written >= _ANALYZED_FROM:
        connection.exec_driver_sql("ANALYZE location_index")


def drop(connection: Connection, location_ids: Iterable[int]) -> None:
    """Take the locations out of the index, where they are in it."""
    connection.exec_driver_sql("DELETE FROM location_index WHERE location_id = ANY(%s)", (list(location_ids),))


def nearest(connection: Connection, start: Point, wanted: Wanted, *, expecting: int) -> Iterator[Near]:
    """Find those with a point, nearest first; fastest where about `expecting` are taken."""
    queue, at = Queue(start), flat(start)
    known: set[int] = set()
    batch = expecting + expecting // 2 + 2
    while batch < MANY or not known:
        found = _nearest_on_the_plane(connection, at, wanted, batch)
        queue.add(_new(found, known))
        if len(found) < batch:
            yield from queue.nearer_than(inf)
            return
        *_, lat, lon = found[-1]
        farthest = flat(Point(lat, lon))
        yield from queue.nearer_than(least_ground_m(start, hypot(farthest.x - at.x, farthest.y - at.y)))
        batch *= 4
    yield from _cell_by_cell(connection, wanted, queue, known)


def by_rank(connection: Connection, wanted: Wanted) -> Iterator[Near]:
    """Find all, by rank and id."""
    return _in_order(
        connection,
        _sql(
            "SELECT location_id, timetable_id, rank FROM location_index WHERE (rank, location_id) > (%s, %s) AND ",
            wanted,
            " ORDER BY rank, location_id LIMIT %s",
        ),
        wanted,
    )


def without_point(connection: Connection, wanted: Wanted) -> Iterator[Near]:
    """Find those without a point, by rank and id."""
    return _in_order(
        connection,
        _sql(
            "SELECT location_id, timetable_id, rank FROM location_index"
            " WHERE geom IS NULL AND (rank, location_id) > (%s, %s) AND ",
            wanted,
            " ORDER BY rank, location_id LIMIT %s",
        ),
        wanted,
    )


def count(connection: Connection, wanted: Wanted, *, at_most: int) -> int:
    """Count the locations, up to `at_most`."""
    counted = connection.exec_driver_sql(
        _sql("SELECT count(*) FROM (SELECT 1 FROM location_index WHERE ", wanted, " LIMIT %s) AS found"),
        (*_as_arrays(wanted), at_most),
    )
    return int(counted.scalar_one())


def among(connection: Connection, location_ids: Iterable[int], wanted: Wanted) -> Sequence[Whole]:
    """Return those of some locations that are wanted."""
    found = connection.exec_driver_sql(
        _sql(
            "SELECT location_id, timetable_id, lat, lon, rank FROM location_index WHERE location_id = ANY(%s) AND ",
            wanted,
        ),
        (list(location_ids), *_as_arrays(wanted)),
    )
    return found.all()


def _row(entry: Indexed) -> tuple[object, ...]:
    lat, lon = entry.point or (None, None)
    x, y = (None, None) if entry.point is None else flat(entry.point)
    return entry.location_id, entry.timetable_id, lat, lon, x, y, sorted(entry.tags), entry.rank


def _sql(head: str, wanted: Wanted, tail: str = "") -> str:
    """Return a statement with the condition that `_as_arrays` fills; another text for timetables keeps plans good."""
    return head + (_HAS if wanted.timetables is None else _HAS_AND_KEEPS) + tail


def _as_arrays(wanted: Wanted) -> list[list[int]]:
    arrays = (wanted.tags, wanted.without, wanted.timetables)
    return [list(numbers) for numbers in arrays if numbers is not None]


def _nearest_on_the_plane(connection: Connection, at: Flat, wanted: Wanted, batch: int) -> Sequence[Found]:
    found = connection.exec_driver_sql(
        _sql(
            "SELECT location_id, timetable_id, lat, lon FROM location_index WHERE geom IS NOT NULL AND ",
            wanted,
            " ORDER BY geom <-> ST_SetSRID(ST_MakePoint(%s, %s), 3857) LIMIT %s",
        ),
        (*_as_arrays(wanted), *at, batch),
    )
    return found.all()


def _cell_by_cell(connection: Connection, wanted: Wanted, queue: Queue, known: set[int]) -> Iterator[Near]:
    def read(cell: Cell, at_most: int | None) -> Sequence[Found]:
        found = _in_box(connection, cell.box(), wanted, at_most=at_most)
        # A full cell is looked at again by quarters, and what lies on a border is found on both sides of it.
        return found if len(found) == at_most else _new(found, known)

    return by_cells(queue, read)


def _in_box(connection: Connection, box: Box, wanted: Wanted, *, at_most: int | None) -> Sequence[Found]:
    found = connection.exec_driver_sql(
        _sql(
            "SELECT location_id, timetable_id, lat, lon FROM location_index"
            " WHERE geom && ST_MakeEnvelope(%s, %s, %s, %s, 3857) AND ",
            wanted,
            " LIMIT %s",
        ),
        (*flat(Point(box.south, box.west)), *flat(Point(box.north, box.east)), *_as_arrays(wanted), at_most),
    )
    return found.all()


def _new(found: Sequence[Found], known: set[int]) -> list[Found]:
    """Return what was not `known`, and know it from now on."""
    new = [row for row in found if row[0] not in known]
    known.update(row[0] for row in new)
    return new


def _in_order(connection: Connection, sql: str, wanted: Wanted) -> Iterator[Near]:
    """Find locations in batches, each going on behind the last row of the one before."""
    rank, location_id, batch = _BEFORE_EVERY_RANK, 0, _FIRST_BATCH
    while True:
        found = connection.exec_driver_sql(sql, (rank, location_id, *_as_arrays(wanted), batch)).all()
        yield from (Near(location_id, timetable_id, None, rank) for location_id, timetable_id, rank in found)
        if len(found) < batch:
            return
        location_id, _, rank = found[-1]
        batch = min(batch * 4, _LARGEST_BATCH)
