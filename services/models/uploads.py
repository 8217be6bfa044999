"""Spreadsheets that somebody brought, from reading to applying."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base, UtcDateTime, stored_values


class UploadState(StrEnum):
    """How far an upload has come."""

    WAITING = "waiting"
    READING = "reading"
    REFUSED = "refused"
    """It holds problems, all of which are listed."""
    READY = "ready"
    """It was compared; somebody decides whether it is applied."""
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


class Upload(Base):
    """One file on its way into the directory."""

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Let go when it is applied, refused or old."""
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[UploadState] = mapped_column(stored_values(UploadState), default=UploadState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    """Rows done, of how many."""
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What would change or has changed, or what is wrong, as the page shows it."""


class LinkCheck(Base):
    """What a web address of the records answered when it was last asked."""

    __tablename__ = "link_check"

    url: Mapped[str] = mapped_column(String(500), primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[int | None]
    """HTTP status; empty where nobody answered."""
    error: Mapped[str | None] = mapped_column(String(200))
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
