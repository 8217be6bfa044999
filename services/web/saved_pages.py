"""Fills the pages of a saved copy: what each place is and the rules it keeps, but nothing that holds only now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from geodata.wards import Ward
from services.finding import Entry
from services.languages import LANGUAGES, Language, language_to_look_for, spoken_once
from services.models import Location, Topic
from services.openformats.geojson import collection_of
from services.usual_week import UsualHours, UsualLanguages, usual_hours, usual_languages
from services.vouching import known_on
from services.web.addresses import address, find_address
from services.web.cards import card_of
from services.web.location_page import location_page
from services.web.location_parts import LocationPage, ServiceBox
from services.web.pages import Card, Choice, NoticeBox, WardPage
from services.web.poster_page import usual_languages_for
from services.web.rendering import endonym
from services.web.ward_page import places_of, ward_page

# What the map needs of a place; whether it is open is none of it.
_ON_MAP = ("slug", "number", "name", "name_ja", "url")
MapPlaces = list[dict[str, Any]]
"""GeoJSON features, as the map's script reads them."""


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """One place of a saved list, with what it can be looked for by."""

    card: Card
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedList:
    """The places of the copy, in the order of a list without a position."""

    places: tuple[SavedPlace, ...]
    total: int
    """How many the directory has; the copy may hold only the first of them."""
    topics: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    on_map: MapPlaces


@dataclass(frozen=True, slots=True)
class SavedLocation:
    """A location's page with its usual week in the place of the next seven days."""

    place: LocationPage
    hours: tuple[UsualHours, ...] | None
    """None: not known."""
    languages: tuple[UsualLanguages, ...]
    mine: str | None
    """Slug of the reader's language, where it is not Japanese."""
    notices: tuple[NoticeBox, ...]
    on_map: MapPlaces


@dataclass(frozen=True, slots=True)
class SavedWard:
    """A ward's page, and its places for the map."""

    ward: WardPage
    notices: tuple[NoticeBox, ...]
    on_map: MapPlaces


def saved_list(entries: Sequence[Entry], language: Language, *, total: int) -> SavedList:
    """Return the list of `entries`, of `total` in the directory."""
    places = tuple(
        SavedPlace(card_of(entry, number, language, None), tuple(entry.listing["topics"]))
        for number, entry in enumerate(entries, 1)
    )
    topics = {topic for place in places for topic in place.topics}
    spoken = {slug for place in places for slug in place.card.languages}
    return SavedList(
        places=places,
        total=total,
        topics=tuple(Choice(topic, find_address({}, topic=topic), value=topic) for topic in Topic if topic in topics),
        languages=tuple(
            Choice(endonym(slug), "", value=slug)
            for slug in spoken_once((known.slug for known in LANGUAGES), language)
            if slug in spoken
        ),
        on_map=_on_map(entries, language),
    )


def saved_location(
    location: Location, entry: Entry, language: Language, day: datetime, *, notices: Sequence[NoticeBox]
) -> SavedLocation:
    """Return the page of `location` as it holds on the day that begins at `day`."""
    page = location_page(location, entry, language=language, moment=day)
    timetable = known_on(page.timetable, day.date())
    mine = language_to_look_for(language)
    return SavedLocation(
        place=replace(page, services=tuple(_with_usual_hours(box, day) for box in page.services)),
        hours=usual_hours(timetable),
        languages=usual_languages_for(usual_languages(timetable), language, mine),
        mine=mine,
        notices=tuple(notices),
        on_map=_on_map([entry], language),
    )


def _with_usual_hours(box: ServiceBox, day: datetime) -> ServiceBox:
    hours = usual_hours(known_on(box.timetable, day.date())) if box.timetable else None
    return replace(box, week=None, usual=hours or ())


def saved_ward(
    session: Session, ward: Ward, language: Language, day: datetime, *, notices: Sequence[NoticeBox]
) -> SavedWard:
    """Return the page of `ward`."""
    return SavedWard(
        ward=ward_page(session, ward, language, day),
        notices=tuple(notices),
        on_map=_on_map(places_of(session, ward, language, day).all, language),
    )


def _on_map(entries: Iterable[Entry], language: Language) -> MapPlaces:
    entries = tuple(entries)
    slugs = [entry.listing["slug"] for entry in entries]
    urls = {slug: address("residents.location", slug=slug) for slug in slugs}
    features: MapPlaces = collection_of(entries, language.slug, urls)["features"]
    for feature in features:
        feature["properties"] = {name: feature["properties"][name] for name in _ON_MAP}
    return features
