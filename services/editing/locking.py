"""Holds a row until the transaction ends, and tells whoever saw an older version of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.errors import NotFound, StaleEdit
from services.models import Location, Notice, Proposal


def lock(session: Session, row: Location | Notice | Proposal, *, version: int) -> None:
    """Hold `row` for the one change that follows; of two at once, the second waits here.

    Raises `StaleEdit` where `version`, which the editor saw, is not the newest or the session has read an older one,
    and `NotFound` where the row is gone. SQLite holds the whole database, for as long as a writing session lasts.
    """
    table = type(row)
    newest = session.scalar(select(table.version).where(table.id == row.id).with_for_update())
    name = f"{table.__tablename__} {row.id}"
    if newest is None:
        raise NotFound(f"{name} is gone")
    if newest != version or newest != row.version:
        raise StaleEdit(f"{name} is at version {newest}; the editor saw version {version}", version=newest)
