"""Writing the search index on SQLite: the postings of each location, and how many locations have each tag."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import orjson
from sqlalchemy import Connection

from geodata.cells import cell_of
from services.proximity import Indexed

_Posting = tuple[int, int, int, int, float | None, float | None, int]

RANK_BASE = 1 << 32
"""The rank of a location without a point stands below zero by this much, in place of its cell."""
_WRITTEN_AT_ONCE = 10_000


def index(connection: Connection, entries: Iterable[Indexed]) -> None:
    """Insert or replace `entries`, sorted by where they go in the table: that is several times as fast."""
    remaining = iter(entries)
    while chunk := {entry.location_id: entry for entry in islice(remaining, _WRITTEN_AT_ONCE)}:
        drop(connection, chunk)
        postings = sorted(posting for entry in chunk.values() for posting in _postings(entry))
        connection.exec_driver_sql("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?)", postings)
        connection.exec_driver_sql(
            "INSERT INTO posted VALUES (?, ?, ?)",
            [(entry.location_id, _cell(entry), orjson.dumps(sorted(entry.tags))) for entry in chunk.values()],
        )
        _count_more(connection, Counter(tag for tag, *_ in postings))


def drop(connection: Connection, location_ids: Iterable[int]) -> None:
    """Take the locations out of the index, where they are in it."""
    found = connection.exec_driver_sql(
        "SELECT location_id, cell, tags FROM posted WHERE location_id IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(location_ids)).decode(),),
    ).all()
    gone = sorted((tag, cell, location_id) for location_id, cell, tags in found for tag in orjson.loads(tags))
    if gone:
        connection.exec_driver_sql("DELETE FROM posting WHERE tag = ? AND cell = ? AND location_id = ?", gone)
        connection.exec_driver_sql("DELETE FROM posted WHERE location_id = ?", [(row.location_id,) for row in found])
        fewer = Counter(tag for tag, *_ in gone)
        _count_more(connection, {tag: -times for tag, times in fewer.items()})


def _cell(entry: Indexed) -> int:
    return entry.rank - RANK_BASE if entry.point is None else cell_of(entry.point)


def _postings(entry: Indexed) -> Iterator[_Posting]:
    lat, lon = entry.point or (None, None)
    cell = _cell(entry)
    for tag in entry.tags:
        yield tag, cell, entry.location_id, entry.timetable_id, lat, lon, entry.rank


def _count_more(connection: Connection, times: dict[int, int]) -> None:
    """Add to the counts of tags; a tag that no location has any more is forgotten."""
    connection.exec_driver_sql(
        "INSERT INTO tag_count VALUES (?, ?)"
        " ON CONFLICT (tag) DO UPDATE SET locations = locations + excluded.locations",
        list(times.items()),
    )
    connection.exec_driver_sql("DELETE FROM tag_count WHERE locations = 0")
