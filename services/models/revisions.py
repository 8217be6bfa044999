"""The history of every write: when, who, what and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base, UtcDateTime


class Revision(Base):
    """One change to one record. It outlives the record, so it refers to it by name."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    by: Mapped[str] = mapped_column(String(200))
    """Who did it: a person's sign-in name, or the command."""
    subject: Mapped[str] = mapped_column(String(100), index=True)
    """The record: `location/lounge-midori`."""
    action: Mapped[str] = mapped_column(String(32))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Field → [before, after]."""
    why: Mapped[str | None] = mapped_column(String(500))
    """In the words of whoever did it."""
