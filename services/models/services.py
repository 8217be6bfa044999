"""What a location does for people, by topic."""

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, stored_values

if TYPE_CHECKING:
    from services.models.schedules import Schedule
    from services.models.texts import Text


class Topic(StrEnum):
    """A need, as residents think of it."""

    CONSULTATION = "consultation"
    INFORMATION = "information"
    RESIDENCE = "residence"
    TAX_PENSION = "tax_pension"
    MEDICAL = "medical"
    CHILDCARE = "childcare"
    SCHOOL = "school"
    STUDY_SUPPORT = "study_support"
    JAPANESE_CLASS = "japanese_class"
    WORK = "work"
    HOUSING = "housing"
    LEGAL = "legal"
    DISASTER = "disaster"
    PASSPORT = "passport"
    INTERPRETATION = "interpretation"
    EXCHANGE = "exchange"
    VOLUNTEERING = "volunteering"
    ROOMS = "rooms"


class Service(Base):
    """One service of a location (HSDS service); its name, eligibility, documents and cost are Texts."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("location_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(64))
    """Unique within the location."""
    position: Mapped[int] = mapped_column(default=0)
    is_free: Mapped[bool | None]
    """Whether it costs nothing; empty when not known."""

    topics: Mapped[list["ServiceTopic"]] = relationship(cascade="all, delete-orphan", order_by="ServiceTopic.topic")
    texts: Mapped[list["Text"]] = relationship(cascade="all, delete-orphan")
    schedule: Mapped["Schedule | None"] = relationship(cascade="all, delete-orphan", single_parent=True)


class ServiceTopic(Base):
    """A topic that a service answers."""

    __tablename__ = "service_topic"

    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(stored_values(Topic), primary_key=True)
