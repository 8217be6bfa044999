"""Alembic's way in: which database, and what of it is ours to compare."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

import services.models  # noqa: F401 - registers the tables
from services.database import UtcDateTime, Weeks, engine_for
from services.index_tables import EVERYWHERE
from services.settings import settings_from


def _is_ours(item: SchemaItem, name: str | None, kind: str, _reflected: bool, _other: SchemaItem | None) -> bool:  # noqa: FBT001 - Alembic's signature
    """Leave PostGIS's own tables alone, and ours that only the other database has."""
    if kind != "table":
        return True
    if name == "spatial_ref_sys":
        return False
    only_on = item.info.get("only_on")
    return only_on is None or only_on == context.get_context().dialect.name


def _rendered(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column types as SQLAlchemy's, so that old migrations never depend on today's code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Weeks):
        return "sa.String(length=9)"
    return False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=EVERYWHERE,
        include_object=_is_ours,
        render_item=_rendered,
        # SQLite changes a table by copying it; the other databases are told the plain change.
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with engine_for(settings_from().database_url).connect() as opened:
        _migrate(opened)
        opened.commit()
