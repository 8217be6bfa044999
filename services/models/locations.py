"""Organizations and the locations they run, with their phones and the ways to them."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, UtcDateTime, stored_values

if TYPE_CHECKING:
    from services.models.facts import Fact
    from services.models.languages import LanguageAvailability
    from services.models.notices import Notice
    from services.models.schedules import Schedule
    from services.models.services import Service
    from services.models.texts import Text


class Kind(StrEnum):
    """What a location is, in the order in which a list without a position shows them."""

    CONSULTATION_CENTER = "consultation_center"
    LOUNGE = "lounge"
    JAPANESE_LEARNING_CENTER = "japanese_learning_center"
    PASSPORT_CENTER = "passport_center"
    WARD_OFFICE = "ward_office"
    CITY_OFFICE = "city_office"
    OTHER = "other"


COUNTERS = (Kind.LOUNGE, Kind.CONSULTATION_CENTER)
"""Kinds that are there for foreign residents first of all; how near they are is what a ward's figures count."""


class PhoneKind(StrEnum):
    """What answers at a number."""

    VOICE = "voice"
    FAX = "fax"


class RouteKind(StrEnum):
    """Where a way to a location starts."""

    STATION = "station"
    BUS_STOP = "bus_stop"


class Organization(Base):
    """A body that runs locations (HSDS organization); its names are Texts."""

    __tablename__ = "organization"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)

    texts: Mapped[list["Text"]] = relationship(cascade="all, delete-orphan")


class Location(Base):
    """A place, or a desk within one, where people are served (HSDS location)."""

    __tablename__ = "location"
    __table_args__ = (
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="whole_point"),
        CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="point_on_earth"),
        CheckConstraint("position_accuracy_m > 0", name="accuracy_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Kind] = mapped_column(stored_values(Kind))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    ward_code: Mapped[str] = mapped_column(String(5), index=True)
    """Five digits, JIS X 0402 with the prefecture: 14113 is Midori Ward."""
    lat: Mapped[float | None]
    """Degrees north, WGS 84."""
    lon: Mapped[float | None]
    """Degrees east, WGS 84."""
    position_accuracy_m: Mapped[int | None]
    """How far from the point the door may be, in metres."""
    postal_code: Mapped[str | None] = mapped_column(String(8))
    name_kana: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(300))
    line_id: Mapped[str | None] = mapped_column(String(64))
    languages_complete: Mapped[bool] = mapped_column(default=False)
    """Whether a language that is not listed is surely not spoken; otherwise that is not known."""
    checked_on: Mapped[date | None]
    """The day a person last confirmed the whole listing; empty until one has."""
    needs_review: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether even its ward's changes are proposals, which the bureau decides about."""
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    organization: Mapped[Organization | None] = relationship()
    phones: Mapped[list["Phone"]] = relationship(cascade="all, delete-orphan", order_by="Phone.position")
    routes: Mapped[list["AccessRoute"]] = relationship(cascade="all, delete-orphan", order_by="AccessRoute.position")
    schedule: Mapped["Schedule | None"] = relationship(cascade="all, delete-orphan", single_parent=True)
    languages: Mapped[list["LanguageAvailability"]] = relationship(cascade="all, delete-orphan")
    services: Mapped[list["Service"]] = relationship(cascade="all, delete-orphan", order_by="Service.position")
    texts: Mapped[list["Text"]] = relationship(cascade="all, delete-orphan")
    facts: Mapped[list["Fact"]] = relationship(cascade="all, delete-orphan")
    notices: Mapped[list["Notice"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling.


class Phone(Base):
    """A number of a location."""

    __tablename__ = "phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[str] = mapped_column(String(32))
    """As people in the country dial it: 045-222-1209."""
    kind: Mapped[PhoneKind] = mapped_column(stored_values(PhoneKind), default=PhoneKind.VOICE)


class AccessRoute(Base):
    """A way to a location from a station or a bus stop."""

    __tablename__ = "access_route"
    __table_args__ = (CheckConstraint("walk_minutes BETWEEN 0 AND 120", name="walk_minutes_plausible"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[RouteKind] = mapped_column(stored_values(RouteKind))
    name_ja: Mapped[str] = mapped_column(String(100))
    station_id: Mapped[str | None] = mapped_column(String(32))
    """The station in the gazetteer, which knows its name in other languages."""
    exit: Mapped[str | None] = mapped_column(String(16))
    """`north`, `south`, `east`, `west`, or the number on the sign."""
    walk_minutes: Mapped[int | None]
    """As published; empty when no source gives it."""
