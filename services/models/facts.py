"""Where each fact comes from, how old it is and how sure."""

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, stored_values

fact_source = Table(
    "fact_source",
    Base.metadata,
    Column("fact_id", ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True),
    Column("source_code", ForeignKey("source.code"), primary_key=True),
)


class Confidence(StrEnum):
    """How sure a fact is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Source(Base):
    """A page or paper that facts were taken from."""

    __tablename__ = "source"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str]
    url: Mapped[str | None] = mapped_column(String(500))
    """Empty for what has no address, such as a researcher's memory."""
    dated: Mapped[str | None] = mapped_column(String(100))
    """The date or period as the source's reader noted it."""


class Fact(Base):
    """What is known of one field of a location."""

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("location_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    field: Mapped[str] = mapped_column(String(32))
    """`name`, `address`, `point`, `phone`, `hours`, `closing`, `languages`, `services` …"""
    confidence: Mapped[Confidence] = mapped_column(stored_values(Confidence))
    as_of: Mapped[str | None] = mapped_column(String(60))
    """The date or period the fact describes, as the source gives it."""
    year: Mapped[int | None]
    """The last year of `as_of`, or of the newest source; the rules for showing look at it."""
    note: Mapped[str | None]

    sources: Mapped[list[Source]] = relationship(secondary=fact_source, order_by=Source.code)
