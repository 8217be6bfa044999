"""What was confirmed about a location, when and how, and who was reminded."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base, UtcDateTime, stored_values


class FieldGroup(StrEnum):
    """Fields that are checked together and grow old alike."""

    HOURS = "hours"
    PHONE = "phone"
    LANGUAGES = "languages"
    ADDRESS = "address"


class ConfirmedBy(StrEnum):
    """How somebody came to know that a listing is right."""

    OFFICE = "office"
    """Somebody who runs the place or its ward said so here."""
    MAIL = "mail"
    """The link of a reminder."""
    CALL = "call"
    """Somebody called the place."""


class CallOutcome(StrEnum):
    """What came of a confirmation call."""

    CONFIRMED = "confirmed"
    CHANGES_NEEDED = "changes_needed"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    CALL_AGAIN = "call_again"


class FieldCheck(Base):
    """When a group of fields of a location was last confirmed."""

    __tablename__ = "field_check"
    __table_args__ = (UniqueConstraint("location_id", "group"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    group: Mapped[FieldGroup] = mapped_column(stored_values(FieldGroup))
    checked_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(200))
    how: Mapped[ConfirmedBy] = mapped_column(stored_values(ConfirmedBy))


class ConfirmationCall(Base):
    """A call that was made to confirm a listing."""

    __tablename__ = "confirmation_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    called_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[CallOutcome] = mapped_column(stored_values(CallOutcome))
    note: Mapped[str | None] = mapped_column(String(500))


class Reminder(Base):
    """A mail that asked somebody to look at a location again, so that the same is not asked twice."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("location_id", "due_on", "is_escalation"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    due_on: Mapped[date]
    is_escalation: Mapped[bool] = mapped_column(default=False)
    """Sent to the bureau, since nobody answered the first."""
    queued_at: Mapped[datetime] = mapped_column(UtcDateTime)
