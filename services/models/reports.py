"""What residents say is wrong with a listing, and what became of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base, UtcDateTime, stored_values


class ReportAbout(StrEnum):
    """What is wrong, as a resident chooses it."""

    HOURS = "hours"
    CLOSED = "closed"
    """It was closed, or is there no longer."""
    PHONE = "phone"
    ADDRESS = "address"
    LANGUAGES = "languages"
    SERVICES = "services"
    TRANSLATION = "translation"
    OTHER = "other"


class ReportState(StrEnum):
    """What became of a report."""

    NEW = "new"
    BEING_CHECKED = "being_checked"
    CORRECTED = "corrected"
    WAS_RIGHT = "was_right"
    """The listing was right."""
    NOT_FOUND_OUT = "not_found_out"
    DUPLICATE = "duplicate"
    """The same as another one, whose state is shown."""
    SPAM = "spam"


class Report(Base):
    """One report. It names nobody: the code is all that leads back to it."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("(state = 'duplicate') = (duplicate_of_id IS NOT NULL)", name="duplicate_of_another"),
        CheckConstraint("duplicate_of_id <> id", name="not_of_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """What the reporter keeps: without look-alike characters, with a check character."""
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(16))
    """Slug of the page on which it was written."""
    about: Mapped[ReportAbout] = mapped_column(stored_values(ReportAbout))
    text: Mapped[str] = mapped_column(String(1000))
    """Plain text, in the reporter's words; may be empty."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[ReportState] = mapped_column(stored_values(ReportState), default=ReportState.NEW, index=True)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    answer: Mapped[str | None] = mapped_column(String(1000))
    """What staff say to the reporter, in the words of `answer_language`."""
    answer_language: Mapped[str | None] = mapped_column(String(16))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling.
