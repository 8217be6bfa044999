"""What a page is made of: plain values that views fill and templates read; no rules, no queries."""

from dataclasses import dataclass
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
    phone: Contact | None
    distance_m: float | None
    """Geodesic metres from the position asked for."""
    walk_minutes: int | None
    """Straight-line estimate."""
    station: str | None
    """Nearest station, in the reader's script."""
    checked_on: date | None
    is_overdue: bool
    """A person checked it, but too long ago."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that answers a question: which place was meant, which spelling, which filter."""

    label: str
    url: str
    is_current: bool = False
    value: str = ""
    language: str = ""
    """Slug of the label's language where it may be another than the page's."""


@dataclass(frozen=True, slots=True)
class NoticeBox:
    """A notice, as shown."""

    severity: str
    title: Words
    body: Words | None
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
    speaks_shown: str | None
    """The language of the cards' language line: `speaks`, or the page's own where it is not Japanese."""
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
    parts: tuple[Choice, ...]
    """What the words and parameters said; `value` is place, topic, kind or language, the URL takes it away."""
    unknown: str
    """The words that nothing is known of."""
    choices: tuple[Choice, ...]
    needs: tuple[Choice, ...]
    """The needs that the words name, where there are several."""
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
    here: str | None
    """The position asked for, as the map reads it: latitude, longitude."""


@dataclass(frozen=True, slots=True)
class WardPage:
    """A ward: its counters, its office, and who lives there."""

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
    neighbours: tuple[Choice, ...]
    """All wards, the current one marked."""


@dataclass(frozen=True, slots=True)
class WardFigures:
    """Who lives in the ward and how far from help; estimates."""

    foreign_residents: int
    as_of: date
    within_1_km: int
    within_3_km: int
    median_distance_m: int
