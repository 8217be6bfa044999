"""Notices for the whole city, a ward or a location, while they are valid."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, UtcDateTime, stored_values

if TYPE_CHECKING:
    from services.models.texts import Text


class Severity(StrEnum):
    """How much a notice changes a reader's plans."""

    INFORMATION = "information"
    CHANGE = "change"
    EMERGENCY = "emergency"


class Notice(Base):
    """Something readers must know from one moment until another; its title and body are Texts."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="in_order"),
        CheckConstraint("location_id IS NULL OR ward_code IS NULL", name="one_scope"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    severity: Mapped[Severity] = mapped_column(stored_values(Severity))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    ward_code: Mapped[str | None] = mapped_column(String(5))
    """Neither a location nor a ward: the whole city."""
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    texts: Mapped[list["Text"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling.
