"""Schedules as a clerk understands them: weekly hours, holidays, closing days and exceptions."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.database import Base, Weeks, stored_values
from services.timetables import ClosingState, HolidayRule, OnHoliday

_HOURS_IN_ORDER = "opens >= 0 AND opens < 1440 AND closes > opens AND closes <= opens + 1440"


class Schedule(Base):
    """When a location, or a service with hours of its own, is open (HSDS schedule)."""

    __tablename__ = "schedule"
    __table_args__ = (CheckConstraint("(location_id IS NULL) <> (service_id IS NULL)", name="one_owner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), unique=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), unique=True)
    hours_known: Mapped[bool]
    """False: the week's hours are not known, which is not the same as closed."""
    holiday_rule: Mapped[HolidayRule] = mapped_column(stored_values(HolidayRule))

    hours: Mapped[list["OpeningHours"]] = relationship(cascade="all, delete-orphan", order_by="OpeningHours.id")
    closing_days: Mapped[list["ClosingDay"]] = relationship(cascade="all, delete-orphan", order_by="ClosingDay.id")
    closing_periods: Mapped[list["ClosingPeriod"]] = relationship(
        cascade="all, delete-orphan", order_by="ClosingPeriod.id"
    )
    exceptions: Mapped[list["ScheduleException"]] = relationship(
        cascade="all, delete-orphan", order_by="ScheduleException.first"
    )


class OpeningHours(Base):
    """Opening hours of one weekday, or of national holidays."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint(_HOURS_IN_ORDER, name="in_order"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("last_reception BETWEEN opens AND closes", name="reception_while_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int | None]
    """0 is Monday; empty: national holidays."""
    opens: Mapped[int]
    """Minutes from midnight."""
    closes: Mapped[int]
    """Minutes from the same midnight; more than 1440 when it closes after the next one."""
    last_reception: Mapped[int | None]
    weeks: Mapped[frozenset[int]] = mapped_column(Weeks, default=frozenset)


class ClosingDay(Base):
    """A weekday on which a location is closed, every week or in the nth weeks of the month."""

    __tablename__ = "closing_day"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    weeks: Mapped[frozenset[int]] = mapped_column(Weeks, default=frozenset)
    on_holiday: Mapped[OnHoliday] = mapped_column(stored_values(OnHoliday), default=OnHoliday.CLOSED)


class ClosingPeriod(Base):
    """Days of every year on which a location is closed, both ends included; may run over the new year."""

    __tablename__ = "closing_period"
    __table_args__ = (
        CheckConstraint("first_month BETWEEN 1 AND 12 AND last_month BETWEEN 1 AND 12", name="months"),
        CheckConstraint("first_day BETWEEN 1 AND 31 AND last_day BETWEEN 1 AND 31", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    first_month: Mapped[int]
    first_day: Mapped[int]
    last_month: Mapped[int]
    last_day: Mapped[int]
    state: Mapped[ClosingState] = mapped_column(stored_values(ClosingState), default=ClosingState.CLOSED)
    """`unknown`: it closes around then, but the dates are not known."""


class ScheduleException(Base):
    """Dates, both ends included, on which a location is closed or keeps other hours."""

    __tablename__ = "schedule_exception"
    __table_args__ = (CheckConstraint("last >= first", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(32))
    """A code whose words exist in every language, such as `typhoon`."""

    hours: Mapped[list["ExceptionHours"]] = relationship(cascade="all, delete-orphan", order_by="ExceptionHours.id")
    """Empty: closed."""


class ExceptionHours(Base):
    """Opening hours that hold during an exception."""

    __tablename__ = "exception_hours"
    __table_args__ = (CheckConstraint(_HOURS_IN_ORDER, name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exception_id: Mapped[int] = mapped_column(ForeignKey("schedule_exception.id", ondelete="CASCADE"), index=True)
    opens: Mapped[int]
    closes: Mapped[int]
    last_reception: Mapped[int | None]
