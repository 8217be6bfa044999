"""The guided questions: what about, where, when and in which language; each answer is an address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from geodata.wards import Ward, wards
from services.clock import city_moment, city_time
from services.errors import BadParameter, Rule
from services.finding import FindQuery
from services.furigana import plain
from services.languages import LANGUAGES, Language, language_to_look_for, spoken_once
from services.models import Topic
from services.web.addresses import address, find_address
from services.web.cards import place_name
from services.web.pages import Choice
from services.web.parameters import find_query, given
from services.web.rendering import endonym

ANYWHERE = "anywhere"
_CARRIED = ("topic", "near", "lat", "lon", "speaks")
# Most counters are open at these times, if at all on such a day.
_LATE_MORNING, _EVENING = 10 * 60 + 30, 18 * 60 + 30
_SATURDAY, _SUNDAY, _WEEK = 5, 6, 7


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One question of at most three, what was answered before, and the links that answer it."""

    step: int
    topic: str | None
    """Code of the need chosen."""
    near: str | None
    """Name of the ward chosen; None where another answer was given, or none yet."""
    is_my_position: bool
    is_anywhere: bool
    change_topic_url: str
    change_place_url: str
    """Where the answer to the second question goes, too."""
    topics: tuple[Choice, ...] = ()
    wards: tuple[Choice, ...] = ()
    anywhere_url: str = ""
    languages: tuple[Choice, ...] = ()
    """Own names; the one to be looked for is current."""
    whens: tuple[tuple[str, datetime | None, str], ...] = ()
    """(`now`, `saturday`, `sunday`, `evening` or `any`, the moment, address of the answer)."""


def guide_page(arguments: MultiDict[str, str], language: Language, now: datetime) -> GuidePage:
    """Return the first question that the address leaves open. Raises `BadParameter` as find does."""
    query = find_query(arguments, now)
    answers = _answers(arguments, query)
    ward = _ward(answers.get("near"))
    answered = _answered(answers, query, ward, language)
    if query.topic is None:
        return replace(answered, step=1, topics=_topics(answers))
    if not (answered.near or answered.is_my_position or answered.is_anywhere):
        return replace(answered, step=2, wards=_wards(answers, language), anywhere_url=_guide(answers, near=ANYWHERE))
    found = {name: text for name, text in answers.items() if name != "near"}
    if answered.near:
        found["q"] = plain(answered.near)
    speaks = query.speaks or language_to_look_for(language)
    return replace(answered, languages=_languages(answers, speaks, language), whens=_whens(found, now))


def _answered(answers: Mapping[str, str], query: FindQuery, ward: Ward | None, language: Language) -> GuidePage:
    carried = {name: answers[name] for name in ("topic", "speaks") if name in answers}
    return GuidePage(
        step=3,
        topic=query.topic,
        near=place_name(ward.names, language) if ward else None,
        is_my_position=query.start is not None,
        is_anywhere=answers.get("near") == ANYWHERE,
        change_topic_url=_guide({name: text for name, text in carried.items() if name != "topic"}),
        change_place_url=_guide(carried),
    )


def _answers(arguments: MultiDict[str, str], query: FindQuery) -> dict[str, str]:
    near = arguments.get("near", "").strip()
    if near and near != ANYWHERE and _ward(near) is None:
        codes = [ward.code for ward in wards()]
        allowed = f"{ANYWHERE} or the five-digit code of a ward: {', '.join(codes)}"
        raise BadParameter("near", near, allowed, rule=Rule.ONE_OF, limits=(ANYWHERE, *codes))
    found = {**given(arguments), **({"near": near} if near and query.start is None else {})}
    return {name: found[name] for name in _CARRIED if name in found}


def _ward(code: str | None) -> Ward | None:
    return next((ward for ward in wards() if ward.code == code), None)


def _guide(answers: Mapping[str, str], **changed: str) -> str:
    query = urlencode({**answers, **changed})
    return f"{address('residents.guide')}?{query}" if query else address("residents.guide")


def _topics(answers: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(topic.value, _guide(answers, topic=topic.value), value=topic.value) for topic in Topic)


def _wards(answers: Mapping[str, str], language: Language) -> tuple[Choice, ...]:
    return tuple(
        Choice(place_name(ward.names, language), _guide(answers, near=ward.code), value=ward.code) for ward in wards()
    )


def _languages(answers: Mapping[str, str], speaks: str | None, reader: Language) -> tuple[Choice, ...]:
    slugs = spoken_once((language.slug for language in LANGUAGES), reader)
    return tuple(
        Choice(endonym(slug), _guide(answers, speaks=slug), is_current=slug == speaks, value=slug) for slug in slugs
    )


def _whens(found: Mapping[str, str], now: datetime) -> tuple[tuple[str, datetime | None, str], ...]:
    moments = {
        "evening": _next(now, _EVENING, lambda weekday: weekday < _SATURDAY),
        "saturday": _next(now, _LATE_MORNING, lambda weekday: weekday == _SATURDAY),
        "sunday": _next(now, _LATE_MORNING, lambda weekday: weekday == _SUNDAY),
    }
    return (
        ("now", None, find_address(found)),
        *((name, at, find_address(found, when=f"{at:%Y-%m-%dT%H:%M}")) for name, at in moments.items()),
        ("any", None, find_address(found, when="any")),
    )


def _next(now: datetime, clock: int, is_meant: Callable[[int], bool]) -> datetime:
    """Return the next time that the city's clocks show `clock`, in minutes, on a weekday that is meant."""
    today = city_time(now).date()
    days = (today + timedelta(days=ahead) for ahead in range(_WEEK + 1))
    moments = (city_moment(day, clock) for day in days if is_meant(day.weekday()))
    return next(moment for moment in moments if moment > now)
