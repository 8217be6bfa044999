"""What a page is made of: plain values that views fill and templates read; no rules, no queries."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Words:
    """A record's text in the best language we have for this reader."""

    text: str
    """May hold furigana as `{漢字|かんじ}`; the filter `ruby` draws it, `plain` strips it."""
    language: str
    """Slug of the text's true language."""
    is_draft: bool = False
    """Nobody has checked it yet."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Whether a location is open at the moment asked for."""

    state: str
    """`open`, `closed` or `unknown`."""
    until: datetime | None
    next: datetime | None
    last_reception: datetime | None = None
    reason: str | None = None
    """Why it is closed: `holiday`, `regular`, `yearly`, `exception` or the exception's own code."""
    holiday: str | None = None
    """The holiday's Japanese name."""
    dated: int | None = None
    """The year of the source, where the hours were not confirmed since; -1 when even that is not known."""


@dataclass(frozen=True, slots=True)
class SpeechLine:
    """Whether the reader's language is spoken at the moment asked for: the largest fact of a card."""

    language: str
    """Slug."""
    state: str
    """`now`, `later`, `unknown` or `no`."""
    channel: str | None
    """`counter`, `phone`, `video`, `line`, `email`, `machine`; None when not known."""
    until: datetime | None
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or address, with its age where it was not confirmed since."""

    value: str
    dated: int | None = None
    """As in `OpenLine.dated`."""


@dataclass(frozen=True, slots=True)
class Card:
    """One location in a list."""

    number: int
    slug: str
    kind: str
    name: Words
    name_ja: Words | None
    """Beside a name in another language; None when the name is Japanese already."""
    ward_code: str
    ward_name: str
    open: OpenLine
    speech: SpeechLine | None
    languages: tuple[str, ...]
    """Slugs of all languages spoken at some time."""
    languages_complete: bool
    phone: Contact | None
    distance_m: float | None
    """Geodesic metres from the position asked for."""
    walk_minutes: int | None
    """Straight-line estimate."""
    station: str | None
    """Nearest station, in the reader's script."""
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that answers a question: which place was meant, which spelling, which filter."""

    label: str
    url: str
    is_current: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class NoticeBox:
    """A notice, as shown."""

    severity: str
    title: Words
    body: Words | None
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class FindPage:
    """The page that answers who can help now, near, in which language."""

    q: str
    moment: datetime
    """City time that the states are for."""
    when: str
    """`now`, `any`, or the ISO time that was asked for."""
    speaks: str | None
    speaks_shown: str
    """The language of the cards' language line: `speaks`, or the page's own."""
    topic: str | None
    kind: str | None
    ward_name: str | None
    near: str | None
    """Label of the place understood, or None."""
    near_precision_m: int | None
    is_my_position: bool
    """Whether the position came as lat and lon."""
    is_name_search: bool
    """Whether `q` was looked for in the names of locations."""
    hidden: tuple[tuple[str, str], ...]
    """Parameters the search form must carry along, name and value."""
    choices: tuple[Choice, ...]
    spellings: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    """One a topic (`value` is its code), the current one marked; its URL turns it off."""
    languages: tuple[Choice, ...]
    """One a language of the directory, own names; `value` is the slug."""
    whens: tuple[Choice, ...]
    """now, any; `value` says which."""
    cards: tuple[Card, ...]
    total: int
    total_is_more: bool
    """There are more than `total`."""
    page: int
    previous_url: str | None
    next_url: str | None
    all_url: str
    """The page without any filter."""
    phone_help: Card | None
    """The consultation center's line above the list; its distance is meaningless."""
    geojson_url: str
    notices: tuple[NoticeBox, ...] = ()


@dataclass(frozen=True, slots=True)
class DayLanguage:
    """One language on one day: slug, channel, and hours as (start, end) minutes; no hours: whenever open."""

    language: str
    channels: tuple[str, ...]
    hours: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week table."""

    date: date
    is_today: bool
    state: str
    """`open`, `closed` or `unknown`."""
    hours: tuple[tuple[int, int, int | None], ...]
    """(opens, closes, last reception) in minutes from midnight."""
    reason: str | None
    holiday: str | None
    languages: tuple[DayLanguage, ...]


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
    days: tuple[Day, ...] = ()
    """Its own week, where its hours differ."""


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
    week: tuple[Day, ...]
    rules: tuple[ClosingRule, ...]
    exceptions: tuple[ExceptionLine, ...]
    services: tuple[ServiceBox, ...]
    routes: tuple[Route, ...]
    notes: tuple[Words, ...]
    organization: Words | None
    sources: tuple[SourceLine, ...]
    unknowns: tuple[str, ...]
    """What was looked for and not found: `phone`, `hours`, `languages`, `closing`."""
    notices: tuple[NoticeBox, ...]
    moment: datetime
    geojson_url: str
    """This one location, for the map."""


@dataclass(frozen=True, slots=True)
class WardPage:
    """A ward: its counters, its office, and who lives there."""

    code: str
    name: str
    name_ja: str
    lounges: tuple[Card, ...]
    """The ward's own, or none."""
    nearest: tuple[Card, ...]
    """The nearest counters outside, where the ward has none."""
    offices: tuple[Card, ...]
    others: tuple[Card, ...]
    figure: "WardFigures | None"
    geojson_url: str
    neighbours: tuple[Choice, ...] = field(default=())
    """All wards, the current one marked."""


@dataclass(frozen=True, slots=True)
class WardFigures:
    """Who lives in the ward and how far from help; estimates."""

    foreign_residents: int
    as_of: str
    within_1_km: int
    within_3_km: int
    median_distance_m: int
