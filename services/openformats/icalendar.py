"""A calendar file of one place (iCalendar, RFC 5545): days unlike its week, and the hours of its services."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from geodata.coords import Point
from services.clock import city_moment
from services.coming_days import Difference, Series

_PROGRAM = "-//Madoguchi//Madoguchi//EN"
_READ_AGAIN_AFTER = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class CalendarPlace:
    """The place that a calendar is about."""

    slug: str
    name: str
    address: str
    """Empty where it is not known."""
    url: str
    """The address of its page, in full."""
    point: Point | None
    saved_at: datetime
    """When its records were last written."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry: what it says, and when."""

    about: str
    """What tells it from others that begin on the same day: `hours`, or the slug of a service."""
    title: str
    text: str
    when: Difference | Series


def calendar_file(place: CalendarPlace, entries: Iterable[CalendarEntry]) -> bytes:
    """Return the calendar of `place` with its `entries`; the same records give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", _PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("name", place.name)
    # What calendars read that are older than RFC 7986.
    calendar.add("x-wr-calname", place.name)
    calendar.add("url", place.url)
    calendar.add("refresh-interval", _READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(place, entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(place: CalendarPlace, entry: CalendarEntry) -> Event:
    event = Event()
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", place.url)
    event.add("dtstamp", place.saved_at)
    # It tells of somebody else's hours, and takes none of the reader's time.
    event.add("transp", "TRANSPARENT")
    if place.address:
        event.add("location", place.address)
    if place.point:
        event.add("geo", (place.point.lat, place.point.lon))
    if isinstance(entry.when, Series):
        _add_series(event, entry.when)
        name = f"{entry.about}.{entry.when.hours.opens}-{entry.when.hours.closes}"
    else:
        event.add("dtstart", entry.when.first)
        event.add("dtend", entry.when.last + timedelta(days=1))
        name = f"{entry.about}.{entry.when.first:%Y%m%d}"
    event.add("uid", f"{place.slug}.{name}@madoguchi")
    return event


def _add_series(event: Event, series: Series) -> None:
    event.add("dtstart", city_moment(series.first, series.hours.opens))
    event.add("dtend", city_moment(series.first, series.hours.closes))
    if series.last > series.first:
        until = city_moment(series.last, series.hours.opens).astimezone(UTC)
        event.add("rrule", {"freq": "weekly", "byday": [_WEEKDAYS[day] for day in series.weekdays], "until": until})
    if series.without:
        event.add("exdate", [city_moment(day, series.hours.opens) for day in series.without])
