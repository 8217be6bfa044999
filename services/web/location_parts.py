"""What the page of one location is made of; plain values, as in pages.py."""

from dataclasses import dataclass
from datetime import date, datetime

from services.timetables import Timetable
from services.usual_week import UsualHours
from services.web.pages import Card, Choice, Contact, Words


@dataclass(frozen=True, slots=True)
class DayLanguage:
    """One language on one day: slug, channels, and hours as (start, end) minutes; no hours: whenever open.

    In a `Week`, channels that are the same all week are left out: its `reaches` say them once.
    """

    language: str
    channels: tuple[str, ...]
    hours: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week table."""

    first: date
    last: date
    """The last of a run of equal days that share a row; `first` itself where the day stands alone."""
    is_today: bool
    state: str
    """`open`, `closed` or `unknown`."""
    hours: tuple[tuple[int, int, int | None], ...]
    """(opens, closes, last reception) in minutes from midnight."""
    reason: str | None
    holiday: str | None
    languages: tuple[DayLanguage, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Languages that are reached by the same channels all week."""

    channels: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days from today on, with what they have in common said once."""

    days: tuple[Day, ...]
    reaches: tuple[Reach, ...]
    is_uniform: bool
    """The same languages whenever it is open; then the days name none."""


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """A closing rule to be said in a sentence."""

    kind: str
    """`regular`, `yearly` or `holiday`."""
    weekday: int | None = None
    weeks: tuple[int, ...] = ()
    clause: str | None = None
    """On a holiday: closed, next_day, next_weekday, open; for kind `holiday` the rule itself."""
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    is_unknown: bool = False
    hours: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """A dated exception still to come."""

    first: date
    last: date
    hours: tuple[tuple[int, int], ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class ServiceBox:
    """One service, with what a visitor must know."""

    name: Words
    topics: tuple[str, ...]
    is_free: bool | None
    texts: tuple[tuple[str, Words], ...]
    """(field, words): eligibility, documents, how_to_apply, cost, when, note."""
    week: Week | None = None
    """Its own, where its hours differ."""
    usual: tuple[UsualHours, ...] = ()
    """The same as the hours of every week, where no days of this one are shown."""
    timetable: Timetable | None = None
    """What they were made of, for programs."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way from a station or a bus stop."""

    kind: str
    name: str
    name_ja: str
    exit: str | None
    walk_minutes: int | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a fact comes from."""

    field: str
    confidence: str
    as_of: str | None
    sources: tuple[tuple[str, str | None], ...]
    """(title, address)."""


@dataclass(frozen=True, slots=True)
class LocationPage:
    """One location with everything known of it."""

    card: Card
    description: Words | None
    address: Words | None
    address_ja: Words | None
    address_dated: int | None
    postal_code: str | None
    phones: tuple[Contact, ...]
    faxes: tuple[Contact, ...]
    email: Contact | None
    website: Contact | None
    line_id: Contact | None
    position_accuracy_m: int | None
    lat: float | None
    lon: float | None
    week: Week
    rules: tuple[ClosingRule, ...]
    exceptions: tuple[ExceptionLine, ...]
    services: tuple[ServiceBox, ...]
    routes: tuple[Route, ...]
    notes: tuple[Words, ...]
    organization: Words | None
    sources: tuple[SourceLine, ...]
    unknowns: tuple[str, ...]
    """What was looked for and not found: `phone`, `hours`, `languages`, `address`."""
    moment: datetime
    geojson_url: str
    """This one location, for the map."""
    directions: tuple[Choice, ...]
    """Links to map apps that show the way."""
    has_calendar: bool
    """There is something to tell of the coming months."""
    timetable: Timetable
    """What the week was made of, for programs; with the languages as the reader knows them."""
    topics: tuple[str, ...]
    """Codes of all that its services help with."""
    tongues: tuple[str, ...]
    """Slugs of the languages spoken beside Japanese, the reader's own first."""
    saved_on: date
    """The day of the latest change to the listing."""
