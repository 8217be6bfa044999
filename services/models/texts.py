"""Texts of the records: one row a field and language, with what is known of its making."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base, stored_values

OWNERS = ("organization_id", "location_id", "service_id", "notice_id")


class TextState(StrEnum):
    """How far a text can be trusted."""

    SOURCE = "source"
    HUMAN = "human"
    MACHINE = "machine"
    OUTDATED = "outdated"


class Text(Base):
    """One field of one record in one language."""

    __tablename__ = "text"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"(CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END)" for owner in OWNERS) + " = 1",
            name="one_owner",
        ),
        *(UniqueConstraint(owner, "field", "language") for owner in OWNERS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id", ondelete="CASCADE"))
    field: Mapped[str] = mapped_column(String(32))
    """`name`, `description`, `address`, `note` …"""
    language: Mapped[str] = mapped_column(String(16))
    """Slug of the registry in services/languages.py."""
    text: Mapped[str]
    """Plain text; in easy Japanese with furigana as `{漢字|かんじ}`."""
    state: Mapped[TextState] = mapped_column(stored_values(TextState))
