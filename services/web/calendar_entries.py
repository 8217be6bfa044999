"""Fills the calendar of one location: which days it tells of, and what each entry says to its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jinja2.environment import TemplateModule
from markupsafe import Markup

from geodata.coords import Point
from services.coming_days import Difference, Series, differences, series
from services.furigana import ruby
from services.languages import Language
from services.models import Location, Service
from services.openformats.icalendar import CalendarEntry, CalendarPlace, calendar_file
from services.opening import WhyKind, opening_on
from services.schedule_values import timetable_of_service
from services.timetables import Timetable
from services.web.location_parts import LocationPage, ServiceBox
from services.web.rendering import kana, renderer

AHEAD = timedelta(days=183)
"""How far a calendar looks: half a year, after which its listing should have been checked again."""
_WORDS = "components/calendar.html"
_OWN = "hours"
"""What entries about the place itself are called, where those of a service have its slug."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Something to tell: of a service, or of the place itself."""

    service: Service | None
    when: Difference | Series


def has_calendar(location: Location, timetable: Timetable, today: date) -> bool:
    """Return whether there is anything to tell of the coming months of `location`, which keeps `timetable`."""
    return next(_told(location, timetable, today), None) is not None


def location_calendar(location: Location, place: LocationPage, language: Language, *, url: str) -> bytes:
    """Return the calendar of `location` from today on, for a reader of `language`.

    `place` is its page in that language, `url` the full address of that page.
    """
    words = renderer().macros(_WORDS, language)
    boxes = {service.slug: box for service, box in zip(location.services, place.services, strict=True)}
    told = _told(location, place.timetable, place.moment.date())
    about = CalendarPlace(
        slug=location.slug,
        name=_text(ruby(place.card.name.text)),
        address=_text(ruby(place.address.text)) if place.address else "",
        url=url,
        point=None if place.lat is None or place.lon is None else Point(place.lat, place.lon),
        saved_at=location.saved_at,
    )
    entries = [_entry(one, place, boxes[one.service.slug] if one.service else None, words) for one in told]
    return calendar_file(about, entries)


def _told(location: Location, timetable: Timetable, today: date) -> Iterator[_Told]:
    """Yield the days unlike the week, then the hours of each service that has its own."""
    last = today + AHEAD

    def is_shut(day: date) -> bool:
        """Return whether a dated exception closes the whole place, its services included."""
        ruled = opening_on(timetable, day)
        return ruled.why.kind is WhyKind.EXCEPTION and ruled.hours == ()

    for difference in differences(timetable, today, last):
        yield _Told(None, difference)
    for service in location.services:
        if service.schedule is not None:
            own = timetable_of_service(service.schedule, vouched_until=timetable.vouched_until)
            yield from (_Told(service, held) for held in series(own, today, last, without=is_shut))


def _entry(told: _Told, place: LocationPage, service: ServiceBox | None, words: TemplateModule) -> CalendarEntry:
    title = words.entry_title(place, service, told.when)  # type: ignore[attr-defined]
    text = words.entry_text(place, service, told.when)  # type: ignore[attr-defined]
    lines = [_text(line) for line in text.split("<br>")]
    return CalendarEntry(
        about=told.service.slug if told.service else _OWN,
        title=_text(title),
        text="\n".join(line for line in lines if line),
        when=told.when,
    )


def _text(markup: Markup) -> str:
    """Return markup as plain text, with readings in place of the kanji that have them."""
    return kana(markup).striptags()
