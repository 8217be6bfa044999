"""The search index: posting lists on SQLite, a GiST index on PostgreSQL."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import UserDefinedType

from services.errors import DatabaseUnusable

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


class _Point(UserDefinedType[str]):
    """A point on the plane of Web Mercator."""

    def get_col_spec(self, **_: object) -> str:
        return "geometry(Point,3857)"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _create_on_sqlite()
    else:
        for extension in ("postgis", "intarray"):
            _create_extension(extension)
        _create_on_postgresql()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("tag_count")
        op.drop_table("posted")
        op.drop_table("posting")
    else:
        # The extensions stay: something else in the database may use them by now.
        op.drop_table("location_index")


def _create_extension(name: str) -> None:
    try:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    except sa.exc.DBAPIError as error:
        raise DatabaseUnusable(
            f"The search needs PostgreSQL's extension {name}, and the database refused to create it"
            f" ({str(error.orig).splitlines()[0]}). An administrator installs it where it is missing,"
            f" and runs in this database: CREATE EXTENSION {name};"
        ) from error


def _create_on_sqlite() -> None:
    op.create_table(
        "posting",
        sa.Column("tag", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("timetable_id", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tag", "cell", "location_id", name=op.f("pk_posting")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_rank", "posting", ["tag", "rank", "location_id", "timetable_id"])
    op.create_table(
        "posted",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("tags", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_posted")),
    )
    op.create_table(
        "tag_count",
        sa.Column("tag", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("locations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_tag_count")),
    )


def _create_on_postgresql() -> None:
    op.create_table(
        "location_index",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("timetable_id", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("geom", _Point(), nullable=True),
        sa.Column("tags", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_location_index")),
    )
    op.create_index(
        "ix_location_index_geom_tags",
        "location_index",
        ["geom", "tags"],
        postgresql_using="gist",
        postgresql_ops={"tags": "gist__int_ops"},
    )
    op.create_index("ix_location_index_rank", "location_index", ["rank", "location_id"])
    op.create_index(
        "ix_location_index_without_point",
        "location_index",
        ["rank", "location_id"],
        postgresql_where=sa.text("geom IS NULL"),
    )
