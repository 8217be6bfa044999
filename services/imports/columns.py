"""The tables of an import: their files, columns, keys, and what each column may hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.gazetteer_tables import stations_and_neighbours
from geodata.wards import wards
from services.imports.cells import (
    MAX_TEXT_CHARACTERS,
    Parser,
    at_least_one,
    calendar_date,
    degrees,
    known,
    language,
    matching,
    minutes,
    moment,
    month_and_day,
    one_of,
    optional,
    several,
    web_address,
    weekday,
    weekday_or_holiday,
    weeks,
    whole_number,
    words,
    yes_or_no,
)
from services.models import Confidence, Kind, PhoneKind, RouteKind, Severity, TextState, Topic
from services.timetables import Channel, ClosingState, HolidayRule, OnHoliday


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its columns by name, and those that together may stand in it only once."""

    columns: Mapping[str, Parser]
    key: tuple[str, ...]
    """A column with several values counts once for each of them."""
    is_required: bool = False
    """Otherwise an absent file is an empty table."""


_SLUG = matching("[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits with single hyphens, such as lounge-midori")
_CODE = matching("[A-Za-z0-9_-]+", "letters, digits, - and _", longest=32)
_FIELD = matching("[a-z][a-z0-9_]*", "small letters, digits and _, such as opening_note", longest=32)
_WARD = known(lambda: {ward.code for ward in wards()}, "the five digits of a ward of the city, such as 14113")
_STATION = known(
    lambda: {station.id for station in stations_and_neighbours()}, "the id of a station in geodata/data/stations.csv"
)
_OWNER = {"location": _SLUG, "service": optional(_SLUG)}

TABLES: Mapping[str, Table] = {
    "sources.csv": Table(
        {"code": _CODE, "title": words(500), "url": optional(web_address(500)), "dated": optional(words(100))},
        key=("code",),
    ),
    "organizations.csv": Table({"slug": _SLUG}, key=("slug",)),
    "locations.csv": Table(
        {
            "slug": _SLUG,
            "kind": one_of(Kind),
            "organization": optional(_SLUG),
            "ward_code": _WARD,
            "lat": optional(degrees(90)),
            "lon": optional(degrees(180)),
            "position_accuracy_m": optional(whole_number(1, 100_000)),
            "postal_code": optional(matching("[0-9]{3}-[0-9]{4}", "a postal code such as 226-0013")),
            "name_kana": optional(words(200)),
            "email": optional(matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address", longest=200)),
            "website": optional(web_address(300)),
            "line_id": optional(words(64)),
            "languages_complete": yes_or_no,
            "hours_known": yes_or_no,
            "holiday_rule": one_of(HolidayRule),
        },
        key=("slug",),
        is_required=True,
    ),
    "phones.csv": Table(
        {
            "location": _SLUG,
            "kind": one_of(PhoneKind),
            "number": matching(r"[+#]?[0-9][0-9-]*[0-9]", "a number such as 045-222-1209", longest=32),
        },
        key=("location", "kind", "number"),
    ),
    "routes.csv": Table(
        {
            "location": _SLUG,
            "kind": one_of(RouteKind),
            "name_ja": words(100),
            "station_id": optional(_STATION),
            "exit": optional(matching("[A-Za-z0-9-]+", "north, south, east, west or a number", longest=16)),
            "walk_minutes": optional(whole_number(0, 120)),
        },
        key=("location", "kind", "name_ja", "exit"),
    ),
    "hours.csv": Table(
        {
            **_OWNER,
            "days": at_least_one(weekday_or_holiday),
            "opens": minutes,
            "closes": minutes,
            "last_reception": optional(minutes),
            "weeks": weeks,
        },
        key=("location", "service", "days", "opens", "weeks"),
    ),
    "closing_days.csv": Table(
        {**_OWNER, "days": at_least_one(weekday), "weeks": weeks, "on_holiday": one_of(OnHoliday)},
        key=("location", "service", "days", "weeks"),
    ),
    "closing_periods.csv": Table(
        {**_OWNER, "first": month_and_day, "last": month_and_day, "state": one_of(ClosingState)},
        key=("location", "service", "first", "last"),
    ),
    "exceptions.csv": Table(
        {
            **_OWNER,
            "first": calendar_date,
            "last": calendar_date,
            "opens": optional(minutes),
            "closes": optional(minutes),
            "last_reception": optional(minutes),
            "reason": optional(_FIELD),
        },
        key=("location", "service", "first", "last", "opens"),
    ),
    "languages.csv": Table(
        {
            "location": _SLUG,
            "languages": at_least_one(language),
            "channels": at_least_one(one_of(Channel)),
            "days": several(weekday),
            "starts": optional(minutes),
            "ends": optional(minutes),
            "weeks": weeks,
        },
        key=("location", "languages", "channels", "days", "starts", "weeks"),
    ),
    "services.csv": Table(
        {
            "location": _SLUG,
            "slug": _SLUG,
            "topics": several(one_of(Topic)),
            "is_free": optional(yes_or_no),
            "hours_known": optional(yes_or_no),
            "holiday_rule": optional(one_of(HolidayRule)),
        },
        key=("location", "slug"),
    ),
    "texts.csv": Table(
        {
            "owner": matching("organization|location|service|notice", "organization, location, service, notice"),
            "record": matching("[a-z0-9/-]+", "a slug, or location/service", longest=129),
            "field": _FIELD,
            "language": language,
            "state": one_of(TextState),
            "text": words(MAX_TEXT_CHARACTERS, lines=True),
        },
        key=("owner", "record", "field", "language"),
    ),
    "facts.csv": Table(
        {
            "location": _SLUG,
            "field": _FIELD,
            "confidence": one_of(Confidence),
            "as_of": optional(words(60)),
            "year": optional(whole_number(1900, 2100)),
            "sources": several(_CODE),
            "note": optional(words(MAX_TEXT_CHARACTERS, lines=True)),
        },
        key=("location", "field"),
    ),
    "notices.csv": Table(
        {
            "slug": _SLUG,
            "severity": one_of(Severity),
            "location": optional(_SLUG),
            "ward_code": optional(_WARD),
            "starts_at": moment,
            "ends_at": optional(moment),
        },
        key=("slug",),
    ),
}
