"""The search index on SQLite: for each tag, its locations in the order of the cells of the map.

A search reads the cells around its start, of a size that suits how close the entries lie there, and widens
them until it has enough. At 100,000 places that takes a few range reads whatever the tag: 0.16 ms for the
ten nearest of a language that one place in a thousand speaks, where an R*Tree, which knows no tags, reads
and throws away the other 999 (8 ms, both measured with the places of bench/synthetic.py).
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from geodata.cells import GLOBE, NOTHING, WHOLE, Block, Cell, Range, beyond, block_around, cell_of, level_for
from geodata.coords import Point
from services.index_sqlite_writing import RANK_BASE, drop, index
from services.proximity import MANY, Found, Near, Queue, Wanted, Whole, by_cells
from services.tags import EVERY

__all__ = ["among", "by_rank", "count", "drop", "index", "nearest", "without_point"]

_FIRST_BATCH = 32
_LARGEST_BATCH = 4_096
_FARTHEST_SAMPLE = 1_000
# So many times the area in which as many entries lie as are taken: part of the block is farther than clear.
_SPARE_AREA = 3.2

_HAS = " AND EXISTS (SELECT 1 FROM posting o WHERE o.tag = ? AND o.cell = p.cell AND o.location_id = p.location_id)"
_HAS_NOT = _HAS.replace("EXISTS", "NOT EXISTS")
_KEEPS = " AND p.timetable_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Search:
    """A search that can be run: read the postings of the rarest tag, and look up the others one by one."""

    rarest: int
    others: tuple[int, ...]
    without: tuple[int, ...]
    keeping: tuple[str, ...]
    """The timetables as a JSON list, where only some are wanted."""
    share: float
    """How many of the rarest tag's locations also have the others, were they spread by chance."""

    def sql(self, head: str, tail: str = "") -> str:
        return _sql(head, (len(self.others), len(self.without), len(self.keeping)), tail)

    @property
    def filters(self) -> tuple[int | str, ...]:
        return self.others + self.without + self.keeping


@cache
def _sql(head: str, filters: tuple[int, int, int], tail: str) -> str:
    others, without, keeping = filters
    return head + _HAS * others + _HAS_NOT * without + _KEEPS * keeping + tail


def nearest(connection: Connection, start: Point, wanted: Wanted, *, expecting: int) -> Iterator[Near]:
    """Find those with a point, nearest first; fastest where about `expecting` are taken."""
    search = _search(connection, wanted)
    if search is None:
        return
    queue, block, step = Queue(start), NOTHING, 1
    level = _first_level(connection, start, search, expecting=expecting)
    while block is not GLOBE:
        wider = block_around(start, level)
        found = _within(connection, beyond(wider.ranges, block.ranges), search, at_most=MANY)
        if len(found) == MANY:
            yield from _cell_by_cell(connection, search, queue, block)
            return
        queue.add(found)
        block = wider
        yield from queue.nearer_than(block.clear_m)
        # An empty ring says that the next entries are far.
        step = 1 if found else 2 * step
        level += step


def by_rank(connection: Connection, wanted: Wanted) -> Iterator[Near]:
    """Find all, by rank and id."""
    return _in_order(
        connection,
        wanted,
        "SELECT p.location_id, p.timetable_id, p.rank FROM posting p INDEXED BY ix_posting_rank"
        " WHERE p.tag = ? AND (p.rank, p.location_id) > (?, ?)",
        " ORDER BY p.rank, p.location_id LIMIT ?",
    )


def without_point(connection: Connection, wanted: Wanted) -> Iterator[Near]:
    """Find those without a point, by rank and id."""
    return _in_order(
        connection,
        wanted,
        "SELECT p.location_id, p.timetable_id, p.cell FROM posting p"
        " WHERE p.tag = ? AND p.cell < 0 AND (p.cell, p.location_id) > (?, ?)",
        " ORDER BY p.cell, p.location_id LIMIT ?",
    )


def count(connection: Connection, wanted: Wanted, *, at_most: int) -> int:
    """Count the locations, up to `at_most`."""
    search = _search(connection, wanted)
    if search is None:
        return 0
    if not search.filters:
        return min(at_most, _counts(connection, [search.rarest]).get(search.rarest, 0))
    sql = search.sql("SELECT count(*) FROM (SELECT 1 FROM posting p WHERE p.tag = ?", " LIMIT ?)")
    ((counted,),) = _rows(connection, sql, (search.rarest, *search.filters, at_most))
    return int(counted)


def among(connection: Connection, location_ids: Iterable[int], wanted: Wanted) -> Sequence[Whole]:
    """Return those of some locations that are wanted."""
    sql = _sql(
        "SELECT p.location_id, p.timetable_id, p.lat, p.lon, p.rank FROM json_each(?) i"
        " JOIN posted ON posted.location_id = i.value"
        " JOIN posting p ON p.cell = posted.cell AND p.location_id = i.value WHERE p.tag = ?",
        (len(wanted.tags) - 1, 0, 0),
        "",
    )
    return _rows(connection, sql, (orjson.dumps(list(location_ids)).decode(), *wanted.tags))


def _rows(connection: Connection, sql: str, parameters: tuple[object, ...]) -> list[Any]:
    """Ask the driver itself: a search is several statements, each shorter than what is put around it.

    Raises `DatabaseError`, as SQLAlchemy would, when the database does not answer.
    """
    driver: Any = connection.connection.driver_connection
    try:
        found: list[Any] = driver.execute(sql, parameters).fetchall()
    except sqlite3.Error as error:
        raise DatabaseError(sql, parameters, error) from error
    return found


def _counts(connection: Connection, tags: Collection[int]) -> dict[int, int]:
    found = _rows(
        connection,
        "SELECT tag, locations FROM tag_count WHERE tag IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(tags)).decode(),),
    )
    return dict(found)


def _search(connection: Connection, wanted: Wanted) -> _Search | None:
    """Return how to search, or None where a tag that is asked for is on no location."""
    keeping = () if wanted.timetables is None else (orjson.dumps(wanted.timetables).decode(),)
    if len(wanted.tags) == 1:
        return _Search(wanted.tags[0], (), wanted.without, keeping, 1.0)
    counts = _counts(connection, (EVERY, *wanted.tags))
    if not all(tag in counts for tag in wanted.tags):
        return None
    rarest, *others = sorted(wanted.tags, key=counts.__getitem__)
    share = prod(counts[tag] / counts[EVERY] for tag in others)
    return _Search(rarest, tuple(others), wanted.without, keeping, share)


def _first_level(connection: Connection, start: Point, search: _Search, *, expecting: int) -> int:
    """Return the level of cells of which nine hold what is wanted, judged by the nearest in the index's order."""
    here = cell_of(start)
    skipped = min(int(expecting / search.share), _FARTHEST_SAMPLE)
    (around,) = _rows(
        connection,
        "SELECT (SELECT cell FROM posting WHERE tag = ? AND cell >= ? ORDER BY cell LIMIT 1 OFFSET ?),"
        " (SELECT cell FROM posting WHERE tag = ? AND cell BETWEEN 0 AND ? ORDER BY cell DESC LIMIT 1 OFFSET ?)",
        (search.rarest, here, skipped, search.rarest, here, skipped),
    )
    # Cells are numbered so that a stretch of numbers is as long as the area it covers.
    areas = [abs(cell - here) + 1 for cell in around if cell is not None]
    return level_for(min(areas) * _SPARE_AREA / 9) if areas else WHOLE


def _cell_by_cell(connection: Connection, search: _Search, queue: Queue, known: Block) -> Iterator[Near]:
    def read(cell: Cell, at_most: int | None) -> Sequence[Found]:
        return _within(connection, beyond([cell.range], known.ranges), search, at_most=at_most)

    return by_cells(queue, read)


def _within(connection: Connection, ranges: list[Range], search: _Search, *, at_most: int | None) -> Sequence[Found]:
    sql = search.sql(
        "SELECT p.location_id, p.timetable_id, p.lat, p.lon FROM json_each(?) r CROSS JOIN posting p"
        " WHERE p.tag = ? AND p.cell BETWEEN r.value ->> 0 AND r.value ->> 1",
        " LIMIT ?",
    )
    limit = -1 if at_most is None else at_most
    return _rows(connection, sql, (orjson.dumps(ranges).decode(), search.rarest, *search.filters, limit))


def _in_order(connection: Connection, wanted: Wanted, head: str, tail: str) -> Iterator[Near]:
    """Find locations in batches, each going on behind the last row of the one before."""
    search = _search(connection, wanted)
    if search is None:
        return
    place, location_id, batch = -2 * RANK_BASE, 0, _FIRST_BATCH
    sql = search.sql(head, tail)
    while True:
        found = _rows(connection, sql, (search.rarest, place, location_id, *search.filters, batch))
        yield from (Near(location_id, timetable_id, None, place) for location_id, timetable_id, place in found)
        if len(found) < batch:
            return
        location_id, _, place = found[-1]
        batch = min(batch * 4, _LARGEST_BATCH)
