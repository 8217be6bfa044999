"""Made-up places for measurements: where they lie, what they offer, and how unevenly that is spread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from geodata.coords import Box, Point
from services.models import Kind, Topic
from services.nearby import Indexed
from services.tags import LANGUAGES_OPEN, tag

_Word = TypeVar("_Word", bound=str)

YOKOHAMA: Final = Box(south=35.31, west=139.46, north=35.60, east=139.73)
SEED: Final = 20_260_401
TIMETABLES: Final = 200
WARDS: Final = tuple(f"141{number:02}" for number in range(1, 19))

LANGUAGE_SHARES: Final[Mapping[str, float]] = {
    "en": 0.30, "zh-hans": 0.25, "ko": 0.15, "vi": 0.12, "ne": 0.10, "tl": 0.08, "pt": 0.06, "es": 0.05,
    "id": 0.03, "th": 0.02, "zh-hant": 0.015, "my": 0.01, "bn": 0.005, "uk": 0.003, "fr": 0.002, "km": 0.001,
}  # fmt: skip
COMMON_LANGUAGE: Final = "en"
RARE_LANGUAGE: Final = "km"

TOPIC_SHARES: Final[Mapping[Topic, float]] = {
    topic: max(0.001, 0.5 * 0.7**place) for place, topic in enumerate(Topic)
}
RARE_TOPIC: Final = list(Topic)[-1]


@dataclass(frozen=True, slots=True)
class Place:
    """A made-up location."""

    location_id: int
    point: Point
    kind: Kind
    ward_code: str
    languages: frozenset[str]
    topics: frozenset[Topic]
    timetable_id: int


def points(seed: int) -> Iterator[Point]:
    """Return points anywhere in the city's box, without end."""
    chance = Random(seed)
    while True:
        yield Point(chance.uniform(YOKOHAMA.south, YOKOHAMA.north), chance.uniform(YOKOHAMA.west, YOKOHAMA.east))


def places(number: int, *, seed: int = SEED) -> Iterator[Place]:
    """Return `number` places, the same for the same seed; half of them lie close to one of forty centres."""
    chance = Random(seed)
    anywhere = points(seed)
    centres = [next(anywhere) for _ in range(40)]
    for location_id in range(1, number + 1):
        yield Place(
            location_id=location_id,
            point=next(anywhere) if chance.random() < 0.5 else _close_to(chance.choice(centres), chance),
            kind=chance.choice(list(Kind)),
            ward_code=chance.choice(WARDS),
            languages=some_languages(chance),
            topics=_some(TOPIC_SHARES, chance),
            timetable_id=chance.randint(1, TIMETABLES),
        )


def indexed(place: Place) -> Indexed:
    """Return what the search index keeps of `place`."""
    tags = {tag("kind", place.kind), tag("ward", place.ward_code), LANGUAGES_OPEN}
    tags |= {tag("language", language) for language in place.languages}
    tags |= {tag("topic", topic) for topic in place.topics}
    rank = list(Kind).index(place.kind) * len(WARDS) + WARDS.index(place.ward_code)
    return Indexed(place.location_id, place.point, frozenset(tags), rank, place.timetable_id)


def some_languages(chance: Random) -> frozenset[str]:
    """Return languages, each as often as its share."""
    return _some(LANGUAGE_SHARES, chance)


def _close_to(centre: Point, chance: Random) -> Point:
    """Return a point some hundreds of metres from `centre`, as places crowd around a station."""
    return Point(chance.gauss(centre.lat, 0.005), chance.gauss(centre.lon, 0.006))


def _some(shares: Mapping[_Word, float], chance: Random) -> frozenset[_Word]:
    return frozenset(word for word, share in shares.items() if chance.random() < share)
