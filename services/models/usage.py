"""Counts of what is read and looked for: numbers a day, nothing about who."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base


class ViewCount(Base):
    """How often a location's page was read in a language on a day."""

    __tablename__ = "view_count"
    __table_args__ = (CheckConstraint("views > 0", name="some"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of a location."""
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    views: Mapped[int]


class UnmetSearch(Base):
    """How often words that found nothing were looked for in a language in a month."""

    __tablename__ = "unmet_search"
    __table_args__ = (CheckConstraint("searches > 0", name="some"),)

    month: Mapped[date] = mapped_column(primary_key=True)
    """Its first day."""
    words: Mapped[str] = mapped_column(String(60), primary_key=True)
    """Folded, as the search reads them."""
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    searches: Mapped[int]
