"""Find's parameters: from what stands in the URL to a query, or to an error that names the parameter."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from geodata.coords import Point
from geodata.wards import wards
from services.clock import city_moment, city_time
from services.errors import BadParameter, Rule
from services.finding import FindQuery
from services.languages import LANGUAGES
from services.models import Kind, Topic

NAMES = ("q", "lat", "lon", "ward", "kind", "topic", "speaks", "when", "page")
_LONGEST_Q = 200
_MOST_PAGES = 9_999
_LOCAL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", re.ASCII)
# The years for which Japan's holidays are known.
_YEARS = range(2018, 2100)
_Value = TypeVar("_Value")


def given(arguments: MultiDict[str, str]) -> dict[str, str]:
    """Return find's parameters that have a value. Raises `BadParameter` for one that is given twice."""
    values: dict[str, str] = {}
    for name in NAMES:
        texts = [text.strip() for text in arguments.getlist(name) if text.strip()]
        if len(set(texts)) > 1:
            raise BadParameter(name, ", ".join(texts)[:_LONGEST_Q], "given once only", rule=Rule.ONCE)
        if texts:
            values[name] = texts[0]
    return values


def find_query(arguments: MultiDict[str, str], now: datetime) -> FindQuery:
    """Return the query that the parameters ask, at the city's `now` where they name no time.

    Raises `BadParameter`, naming the first parameter that is unknown or impossible.
    """
    values = given(arguments)
    when = values.get("when", "now")
    return FindQuery(
        at=_moment(when, now),
        q=_text(values.get("q", "")),
        start=_point(values),
        ward=_read(values, "ward", _one_of({ward.code for ward in wards()}, "the five-digit code of a ward")),
        kind=_read(values, "kind", _one_of({kind.value for kind in Kind})),
        topic=_read(values, "topic", _one_of({topic.value for topic in Topic})),
        speaks=_read(values, "speaks", _one_of({language.slug for language in LANGUAGES})),
        is_any_time=when == "any",
        page=_read(values, "page", _page) or 1,
    )


def _read(values: Mapping[str, str], name: str, read: Callable[[str, str], _Value]) -> _Value | None:
    return read(name, values[name]) if name in values else None


def _one_of(allowed: set[str], explained: str = "one of") -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if value not in allowed:
            codes = sorted(allowed)
            raise BadParameter(name, value, f"{explained}: {', '.join(codes)}", rule=Rule.ONE_OF, limits=codes)
        return value

    return read


def _page(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= _MOST_PAGES):
        limits = (1, _MOST_PAGES)
        raise BadParameter(name, value, "a whole number from 1", rule=Rule.WHOLE_NUMBER, limits=limits)
    return int(value)


def _text(value: str) -> str:
    if len(value) > _LONGEST_Q:
        allowed, limits = f"at most {_LONGEST_Q} characters", (0, _LONGEST_Q)
        raise BadParameter("q", value[:_LONGEST_Q] + "…", allowed, rule=Rule.LENGTH, limits=limits)
    if "\x00" in value:
        raise BadParameter("q", value, "text without control characters", rule=Rule.VISIBLE)
    return value


def _point(values: Mapping[str, str]) -> Point | None:
    if "lat" not in values and "lon" not in values:
        return None
    for name, other in (("lat", "lon"), ("lon", "lat")):
        if name not in values:
            raise BadParameter(name, "", f"degrees, given together with {other}", rule=Rule.WHOLE_POSITION)
    return Point(_degrees("lat", values["lat"], 90), _degrees("lon", values["lon"], 180))


def _degrees(name: str, value: str, most: int) -> float:
    try:
        degrees = float(value) if value.isascii() and "_" not in value else math.nan
    except ValueError:
        degrees = math.nan
    if not -most <= degrees <= most:
        allowed = f"degrees from -{most} to {most}"
        raise BadParameter(name, value, allowed, rule=Rule.DEGREES, limits=(-most, most))
    return degrees


def _moment(when: str, now: datetime) -> datetime:
    """Return the whole minute that `when` means; the answers change only with the minute."""
    if when in {"now", "any"}:
        return city_time(now).replace(second=0, microsecond=0)
    try:
        local = datetime.fromisoformat(when) if _LOCAL_TIME.fullmatch(when) else None
    except ValueError:
        local = None
    if local is None or local.year not in _YEARS:
        allowed = f"now, any, or a local time such as 2026-11-23T10:30, from {_YEARS[0]} to {_YEARS[-1]}"
        raise BadParameter("when", when, allowed, rule=Rule.MOMENT, limits=(_YEARS[0], _YEARS[-1]))
    return city_moment(local.date(), local.hour * 60 + local.minute)
