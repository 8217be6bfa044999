"""A made-up city, whole: every table's rows for any number of locations, the same for the same number.

About two hundred timetables are kept, a few of them by most locations, as offices of one kind keep the same hours.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import accumulate
from random import Random
from typing import Final

from bench import synthetic
from bench.synthetic import Place
from geodata.folding import fold
from services import listings
from services.furigana import plain
from services.models import (
    LanguageAvailability,
    Location,
    Phone,
    PhoneKind,
    Service,
    ServiceTopic,
    Text,
    TextState,
    Topic,
)
from services.nearby import Indexed
from services.tags import LANGUAGES_OPEN
from services.timetable_documents import document_of
from services.timetables import Channel, HolidayRule, Hours, LanguageRow, Timetable, WeeklyHours, YearlyClosing

Row = tuple[object, ...]
Rows = dict[str, list[Row]]
"""Table → rows, in the order of its columns in `COLUMNS`."""

COLUMNS: Final = {
    "organization": "id slug",
    "source": "code title url dated",
    "timetable": "id digest document",
    "dataset": "id version",
    "location": "id slug kind organization_id ward_code lat lon position_accuracy_m postal_code name_kana email"
    " website line_id languages_complete checked_on saved_at version",
    "phone": "id location_id position number kind",
    "schedule": "id location_id service_id hours_known holiday_rule",
    "opening_hours": "id schedule_id weekday opens closes last_reception weeks",
    "closing_period": "id schedule_id first_month first_day last_month last_day state",
    "language_availability": "id location_id language channel whenever_open",
    "language_hours": "id availability_id weekday starts ends weeks",
    "service": "id location_id slug position is_free",
    "service_topic": "service_id topic",
    "text": "id organization_id location_id service_id notice_id field language text state",
    "fact": "id location_id field confidence as_of year note",
    "fact_source": "fact_id source_code",
    "listing": "location_id rank timetable_id document search_text",
}
"""Table → its columns; a table stands behind those it refers to."""

_ORGANIZATIONS = 15
_SOURCE = "made-up"
_SAVED_AT = "2026-04-01 00:00:00+00:00"
# Room for the rows of one location under one number.
_STRIDE = 16
_MOST_SERVICES = 8
_NAMES = {
    "en": "Example Counter {}",
    "ja": "見本の窓口 {}",
    "ja-easy": "{{見本|みほん}}の{{窓口|まどぐち}} {}",
    "zh-hans": "示例窗口 {}",
}
_ADDRESSES = {"en": "{} Example Street", "ja": "見本町{}番地"}


@dataclass(frozen=True, slots=True)
class Member:
    """A place of the city and the timetable it keeps."""

    place: Place
    timetable: Timetable

    @property
    def indexed(self) -> Indexed:
        """What the search index keeps of it."""
        entry = synthetic.indexed(self.place)
        missing = {LANGUAGES_OPEN} if self.timetable.languages_complete else set()
        return replace(entry, tags=entry.tags - missing, rank=listings.rank_of(self.place.kind, self.place.ward_code))


def members(number: int) -> Iterator[Member]:
    """Return the places of a city of `number`; the languages of a place are those of its timetable."""
    chance = Random(synthetic.SEED)
    known = timetables()
    weights = list(accumulate(1 / rank for rank in range(1, len(known) + 1)))
    ids = range(1, len(known) + 1)
    for place in synthetic.places(number):
        (timetable_id,) = chance.choices(ids, cum_weights=weights)
        timetable = known[timetable_id - 1]
        languages = frozenset(row.language for row in timetable.languages)
        topics = place.topics or frozenset({Topic.INFORMATION})
        yield Member(replace(place, timetable_id=timetable_id, languages=languages, topics=topics), timetable)


@cache
def timetables() -> tuple[Timetable, ...]:
    """Return the distinct timetables, the commonest first; only the rarest speaks the rare language."""
    chance = Random(synthetic.SEED)
    made: dict[bytes, Timetable] = {}
    while len(made) < synthetic.TIMETABLES - 1:
        spoken = sorted(synthetic.some_languages(chance) - {synthetic.RARE_LANGUAGE})
        timetable = _timetable(chance, spoken)
        made.setdefault(document_of(timetable), timetable)
    return (*made.values(), _timetable(chance, [synthetic.RARE_LANGUAGE]))


def _timetable(chance: Random, spoken: Sequence[str]) -> Timetable:
    opens, closes = chance.choice((510, 525, 540, 600)), chance.choice((1020, 1035, 1080, 1200, 1260))
    days = chance.choice((5, 6, 7))
    return Timetable(
        weekly=tuple(WeeklyHours(day, Hours(opens, closes, closes - 30)) for day in range(days)),
        holiday_rule=chance.choice((HolidayRule.CLOSED, HolidayRule.AS_USUAL, HolidayRule.UNKNOWN)),
        yearly_closings=(YearlyClosing((12, 29), (1, chance.choice((3, 4)))),),
        languages=tuple(_language_row(language, chance) for language in spoken),
        languages_complete=chance.random() < 0.3,
    )


def _language_row(language: str, chance: Random) -> LanguageRow:
    if chance.random() < 0.4:
        return LanguageRow(language, chance.choice((Channel.COUNTER, Channel.PHONE)))
    days = sorted(chance.sample(range(5), chance.randint(1, 4)))
    starts = chance.choice((600, 780))
    return LanguageRow(
        language, Channel.COUNTER, tuple(WeeklyHours(day, Hours(starts, starts + 180)) for day in days)
    )


def common_rows() -> Rows:
    """Return the rows that do not belong to one location."""
    texts = [
        (number, number, None, None, None, "name", "en", f"Example Body {number}", "source")
        for number in range(1, _ORGANIZATIONS + 1)
    ]
    documents = [document_of(timetable) for timetable in timetables()]
    return {
        "organization": [(number, f"example-body-{number}") for number in range(1, _ORGANIZATIONS + 1)],
        "source": [(_SOURCE, "Made up for measurements", None, "2026")],
        "timetable": [(number, sha256(made).hexdigest(), made) for number, made in enumerate(documents, 1)],
        "dataset": [(1, 1)],
        "text": texts,
    }


def rows_of(batch: Sequence[Member]) -> Rows:
    """Return the rows of some locations."""
    rows: Rows = defaultdict(list)
    for member in batch:
        _add_location(rows, member)
        _add_schedule(rows, member)
        _add_languages(rows, member)
        _add_services(rows, member)
        _add_listing(rows, member)
    return rows


def _add_location(rows: Rows, member: Member) -> None:
    place, number = member.place, member.place.location_id
    first = number * _STRIDE
    rows["location"].append(
        (
            *(number, _slug(place), place.kind.value, number % _ORGANIZATIONS + 1, place.ward_code, *place.point, 20),
            *("000-0000", None, None, f"https://example.org/{number}", None),
            *(member.timetable.languages_complete, None, _SAVED_AT, 1),
        )
    )
    rows["phone"].append((first, number, 0, _phone(place), "voice"))
    named = [("name", language, name.format(number)) for language, name in _NAMES.items()]
    named += [("address", language, address.format(number)) for language, address in _ADDRESSES.items()]
    rows["text"] += [
        (first + step, None, number, None, None, field, language, text, "source")
        for step, (field, language, text) in enumerate(named)
    ]
    for step, field in enumerate(("hours", "phone")):
        rows["fact"].append((first + step, number, field, "high", "2026", 2026, None))
        rows["fact_source"].append((first + step, _SOURCE))


def _add_schedule(rows: Rows, member: Member) -> None:
    number, timetable = member.place.location_id, member.timetable
    first = number * _STRIDE
    rows["schedule"].append((number, number, None, True, timetable.holiday_rule.value))
    rows["opening_hours"] += [
        (first + step, number, row.weekday, row.hours.opens, row.hours.closes, row.hours.last_reception, "")
        for step, row in enumerate(timetable.weekly or ())
    ]
    rows["closing_period"] += [
        (first + step, number, *closing.first, *closing.last, closing.state.value)
        for step, closing in enumerate(timetable.yearly_closings)
    ]


def _add_languages(rows: Rows, member: Member) -> None:
    number = member.place.location_id
    for step, row in enumerate(member.timetable.languages):
        availability = number * _STRIDE + step
        rows["language_availability"].append(
            (availability, number, row.language, row.channel.value, row.weekly is None)
        )
        rows["language_hours"] += [
            (availability * _STRIDE + n, availability, weekly.weekday, weekly.hours.opens, weekly.hours.closes, "")
            for n, weekly in enumerate(row.weekly or ())
        ]


def _add_services(rows: Rows, member: Member) -> None:
    """Add a service for each topic."""
    number = member.place.location_id
    for step, topic in enumerate(sorted(member.place.topics)[:_MOST_SERVICES]):
        service = number * _STRIDE + step
        rows["service"].append((service, number, f"service-{step}", step, True))
        rows["service_topic"].append((service, topic.value))
        first = number * _STRIDE + len(_NAMES) + len(_ADDRESSES) + step
        rows["text"].append((first, None, None, service, None, "name", "en", f"Example Service {step}", "source"))


def _add_listing(rows: Rows, member: Member) -> None:
    place = member.place
    names = {language: name.format(place.location_id) for language, name in _NAMES.items()}
    record = Location(
        slug=_slug(place),
        kind=place.kind,
        ward_code=place.ward_code,
        lat=place.point.lat,
        lon=place.point.lon,
        phones=[Phone(number=_phone(place), kind=PhoneKind.VOICE)],
        texts=[Text(field="name", language=each, text=name, state=TextState.SOURCE) for each, name in names.items()],
        languages=[LanguageAvailability(language=row.language) for row in member.timetable.languages],
        services=[Service(topics=[ServiceTopic(topic=topic)]) for topic in sorted(place.topics)[:_MOST_SERVICES]],
    )
    document = listings.document_bytes(record)
    search_text = "\n".join([*(fold(plain(name)) for name in names.values()), ""])
    rank = listings.rank_of(place.kind, place.ward_code)
    rows["listing"].append((place.location_id, rank, place.timetable_id, document, search_text))


def _slug(place: Place) -> str:
    return f"example-{place.location_id}"


def _phone(place: Place) -> str:
    return f"000-000-{place.location_id % 10_000:04}"
