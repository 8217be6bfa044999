"""Which languages a location speaks, on which channel and when."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, Weeks, stored_values
from services.timetables import Channel


class LanguageAvailability(Base):
    """One language on one channel (HSDS language, with the times HSDS has no word for)."""

    __tablename__ = "language_availability"
    __table_args__ = (UniqueConstraint("location_id", "language", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(16), index=True)
    channel: Mapped[Channel] = mapped_column(stored_values(Channel))
    whenever_open: Mapped[bool] = mapped_column(default=False)
    """True: at all opening hours; otherwise in the rows of `hours`."""

    hours: Mapped[list["LanguageHours"]] = relationship(cascade="all, delete-orphan", order_by="LanguageHours.id")


class LanguageHours(Base):
    """When a language is spoken on one weekday."""

    __tablename__ = "language_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("starts >= 0 AND starts < 1440 AND ends > starts AND ends <= starts + 1440", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    availability_id: Mapped[int] = mapped_column(
        ForeignKey("language_availability.id", ondelete="CASCADE"), index=True
    )
    weekday: Mapped[int]
    starts: Mapped[int]
    """Minutes from midnight."""
    ends: Mapped[int]
    weeks: Mapped[frozenset[int]] = mapped_column(Weeks, default=frozenset)
