"""The tables of the search index, which SQLite and PostgreSQL each have their own way.

None refers to `location`: an index may be filled before, after or without the records it points to.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Connection,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    event,
    text,
)
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import UserDefinedType

from services.database import Base


class Geometry(UserDefinedType[str]):
    """A PostGIS geometry of one shape and reference system."""

    cache_ok = True

    def __init__(self, shape: str, srid: str) -> None:
        """Take what PostGIS shows between the brackets: `Point` and `3857`."""
        self.shape = shape
        self.srid = srid

    def get_col_spec(self, **_: Any) -> str:
        """Write the type as PostGIS does."""
        return f"geometry({self.shape},{self.srid})"


# So that the comparison of tables and models understands the column that it finds.
ischema_names["geometry"] = Geometry

ON_SQLITE = MetaData(naming_convention=Base.metadata.naming_convention)
ON_POSTGRESQL = MetaData(naming_convention=Base.metadata.naming_convention)
EVERYWHERE: Sequence[MetaData] = (Base.metadata, ON_SQLITE, ON_POSTGRESQL)

posting = Table(
    "posting",
    ON_SQLITE,
    Column("tag", Integer, primary_key=True, autoincrement=False),
    # Of a location without a point: its rank, moved below zero, so that these follow each other by rank.
    Column("cell", BigInteger, primary_key=True, autoincrement=False),
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("timetable_id", Integer, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("rank", Integer, nullable=False),
    Index("ix_posting_rank", "tag", "rank", "location_id", "timetable_id"),
    sqlite_with_rowid=False,
    info={"only_on": "sqlite"},
)

# Where the postings of a location are, so that they can be taken out again.
posted = Table(
    "posted",
    ON_SQLITE,
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("cell", BigInteger, nullable=False),
    # A JSON list.
    Column("tags", LargeBinary, nullable=False),
    info={"only_on": "sqlite"},
)

tag_count = Table(
    "tag_count",
    ON_SQLITE,
    Column("tag", Integer, primary_key=True, autoincrement=False),
    Column("locations", Integer, nullable=False),
    info={"only_on": "sqlite"},
)

location_index = Table(
    "location_index",
    ON_POSTGRESQL,
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("timetable_id", Integer, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("geom", Geometry("Point", "3857")),
    Column("tags", ARRAY(Integer), nullable=False),
    Column("rank", Integer, nullable=False),
    Index(
        "ix_location_index_geom_tags",
        "geom",
        "tags",
        postgresql_using="gist",
        postgresql_ops={"tags": "gist__int_ops"},
    ),
    Index("ix_location_index_rank", "rank", "location_id"),
    Index("ix_location_index_without_point", "rank", "location_id", postgresql_where=text("geom IS NULL")),
    info={"only_on": "postgresql"},
)


@event.listens_for(Base.metadata, "after_create")
def _create_with_the_records(_target: MetaData, connection: Connection, **_: object) -> None:
    """Serve `create_all` on SQLite; PostgreSQL needs extensions first, which the migration asks for."""
    if connection.dialect.name == "sqlite":
        ON_SQLITE.create_all(connection)
