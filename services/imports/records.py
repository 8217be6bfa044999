"""What can be imported, as plain values that know neither file nor database.

A flat record has the column names of its model, so that either can be made from the other.
"""

from dataclasses import dataclass
from datetime import datetime

from services.imports.schedule_records import ScheduleRecord, SpokenRecord
from services.models import Confidence, Kind, PhoneKind, RouteKind, Severity, TextState, Topic
from services.timetables import Channel


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One field of a record in one language."""

    field: str
    language: str
    state: TextState
    text: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A page or paper that facts were taken from."""

    code: str
    title: str
    url: str | None
    dated: str | None


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """A body that runs locations."""

    slug: str
    texts: tuple[TextRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneRecord:
    """A number of a location."""

    kind: PhoneKind
    number: str


@dataclass(frozen=True, slots=True)
class RouteRecord:
    """A way to a location from a station or a bus stop."""

    kind: RouteKind
    name_ja: str
    station_id: str | None
    exit: str | None
    walk_minutes: int | None


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    """One language on one channel, whenever open or in the rows of `hours`."""

    language: str
    channel: Channel
    whenever_open: bool
    hours: tuple[SpokenRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """One service of a location; `topics` in the order of their codes."""

    slug: str
    is_free: bool | None
    topics: tuple[Topic, ...] = ()
    texts: tuple[TextRecord, ...] = ()
    schedule: ScheduleRecord | None = None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """What is known of one field of a location; `sources` are codes in their order."""

    field: str
    confidence: Confidence
    as_of: str | None
    year: int | None
    note: str | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationRecord:
    """A location with all that belongs to it; `organization` is a slug."""

    slug: str
    kind: Kind
    organization: str | None
    ward_code: str
    lat: float | None
    lon: float | None
    position_accuracy_m: int | None
    postal_code: str | None
    name_kana: str | None
    email: str | None
    website: str | None
    line_id: str | None
    languages_complete: bool
    phones: tuple[PhoneRecord, ...] = ()
    routes: tuple[RouteRecord, ...] = ()
    schedule: ScheduleRecord | None = None
    languages: tuple[LanguageRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()
    texts: tuple[TextRecord, ...] = ()
    facts: tuple[FactRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """Something readers must know from one moment until another; `location` is a slug."""

    slug: str
    severity: Severity
    location: str | None
    ward_code: str | None
    starts_at: datetime
    ends_at: datetime | None
    texts: tuple[TextRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryRecords:
    """Everything one import brings."""

    sources: tuple[SourceRecord, ...] = ()
    organizations: tuple[OrganizationRecord, ...] = ()
    locations: tuple[LocationRecord, ...] = ()
    notices: tuple[NoticeRecord, ...] = ()


AnyRecord = SourceRecord | OrganizationRecord | LocationRecord | NoticeRecord
