"""What the rules of opening answer with: plain values, in the city's time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.timetables import Channel, DatedException, Hours


class State(StrEnum):
    """Whether a place is open (open, closed) or serves in a language (now, later, no); either may be unknown."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOW = "now"
    LATER = "later"
    NO = "no"


class WhyKind(StrEnum):
    """Which part of a timetable decided about a day, strongest first."""

    EXCEPTION = "exception"
    YEARLY = "yearly"
    REGULAR = "regular"
    HOLIDAY = "holiday"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Why:
    """What decided about a day; `reason` is the exception's, `holiday` the holiday's name in Japanese."""

    kind: WhyKind
    reason: str | None = None
    holiday: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The hours that hold on one day, sorted: none is closed, `None` is unknown."""

    hours: tuple[Hours, ...] | None
    why: Why
    exception: DatedException | None = None


@dataclass(frozen=True, slots=True)
class SpokenHours:
    """When a language is served on one day on one channel.

    Not `is_certain`: the day's opening hours are not known, and the hours are those of the language alone, or
    empty when nobody wrote them down.
    """

    language: str
    channel: Channel
    hours: tuple[Hours, ...]
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to "is it open?" or "is my language served?" at one moment. All times are aware, city time.

    `until` ends the present opening, or the time `channel` goes on serving the language; it is None while not
    open, and also where no end comes within a week (open day and night). `next` is the next known opening or
    service within 400 days. `last_reception` belongs to the hours with which the present opening ends.
    """

    state: State
    until: datetime | None = None
    next: datetime | None = None
    channel: Channel | None = None
    why: Why | None = None
    last_reception: datetime | None = None
