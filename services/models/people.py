"""People who sign in, what each may do and where, and their passkeys."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, UtcDateTime, stored_values


class Role(StrEnum):
    """What a person does here; what each role may do stands in services/permissions.py."""

    ADMINISTRATOR = "administrator"
    """Looks after the program: people, settings, everything."""
    BUREAU = "bureau"
    """The city's bureau: all wards."""
    WARD_EDITOR = "ward_editor"
    """A clerk: the locations of a ward."""
    LOUNGE_CONTRIBUTOR = "lounge_contributor"
    """A lounge's desk: proposes changes of one location."""
    CONSULTANT = "consultant"
    """The consultation center: refers people."""
    RECEIVING_DESK = "receiving_desk"
    """Receives the people who are referred to one location."""


_SCOPED_TO_WARD = f"(role = '{Role.WARD_EDITOR}') = (ward_code IS NOT NULL)"
_SCOPED_TO_LOCATION = f"(role IN ('{Role.LOUNGE_CONTRIBUTOR}', '{Role.RECEIVING_DESK}')) = (location_id IS NOT NULL)"


def _once(scope: str, *columns: str, where: str) -> Index:
    name = f"uq_membership_{scope}"
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Person(Base):
    """Somebody who signs in. Residents never do."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        CheckConstraint("language IN ('ja', 'en')", name="language_of_staff_pages"),
        CheckConstraint("failed_sign_ins >= 0", name="failures_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case; people sign in with it."""
    name: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(16), default="ja")
    """Slug of the language of the staff pages and of mail."""
    password_hash: Mapped[str | None] = mapped_column(String(256))
    """argon2id; empty until the invitation is accepted."""
    session_key: Mapped[str] = mapped_column(String(64))
    """Stands in every session; a new one ends them all, and every link that was mailed before."""
    totp_secret: Mapped[str | None] = mapped_column(String(256))
    """Encrypted; empty: no authenticator app."""
    totp_last_step: Mapped[int | None]
    """The newest 30 seconds whose code was used, so that none counts twice."""
    recovery_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Digests of the codes that are left."""
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the invitation was accepted."""
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the account was closed; the row stays, since the history names it."""

    memberships: Mapped[list["Membership"]] = relationship(cascade="all, delete-orphan", order_by="Membership.id")
    passkeys: Mapped[list["Passkey"]] = relationship(cascade="all, delete-orphan", order_by="Passkey.id")


class Membership(Base):
    """One role of a person, for a ward or a location where the role is bound to one."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(_SCOPED_TO_WARD, name="ward_of_editors"),
        CheckConstraint(_SCOPED_TO_LOCATION, name="location_of_desks"),
        # One for each kind of scope: to the database, two empty ones are never the same.
        _once("everywhere", "person_id", "role", where="ward_code IS NULL AND location_id IS NULL"),
        _once("ward", "person_id", "role", "ward_code", where="ward_code IS NOT NULL"),
        _once("location", "person_id", "role", "location_id", where="location_id IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(stored_values(Role))
    ward_code: Mapped[str | None] = mapped_column(String(5))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)


class Passkey(Base):
    """A WebAuthn credential: a second factor that cannot be phished."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    transports: Mapped[list[Any]] = mapped_column(JSON, default=list)
    name: Mapped[str] = mapped_column(String(100))
    """What its owner calls it."""
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
