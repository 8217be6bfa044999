"""The read model: what a list needs of each location in one row, kept up by every write."""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base


class StoredTimetable(Base):
    """A timetable that one or many locations keep; equal ones are stored once, so they are judged once."""

    __tablename__ = "timetable"
    # A number is never given twice, so that a running program may remember what it meant.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it.

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the document."""
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """A `Timetable` as JSON."""


class Listing(Base):
    """One location as lists, GeoJSON and the map show it."""

    __tablename__ = "listing"

    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), primary_key=True)
    rank: Mapped[int] = mapped_column(index=True)
    """The order of a list without a position: by kind, then ward."""
    timetable_id: Mapped[int] = mapped_column(ForeignKey("timetable.id"), index=True)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """Names, phone, address, languages and standing as JSON."""
    search_text: Mapped[str]
    """All names, folded, a line each."""


class Dataset(Base):
    """One row that counts the writes, so that a finished page knows whether it is still true."""

    __tablename__ = "dataset"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
