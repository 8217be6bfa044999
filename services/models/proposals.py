"""Changes that somebody proposed and somebody else decides about."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, UtcDateTime, stored_values


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    ASKED_BACK = "asked_back"
    """Whoever proposed it is asked something, and may change it."""
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Proposal(Base):
    """Changes of one location that wait for review."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    """Who proposed it."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Path → [before, after], as in Revision."""
    why: Mapped[str | None] = mapped_column(String(500))
    state: Mapped[ProposalState] = mapped_column(stored_values(ProposalState), default=ProposalState.OPEN, index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_paths: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)

    messages: Mapped[list["ProposalMessage"]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalMessage.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling.


class ProposalMessage(Base):
    """One line of the talk about a proposal."""

    __tablename__ = "proposal_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(String(2000))
