"""Fills the page of one ward."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from geodata.coords import Point
from geodata.wards import Ward, wards
from services import directory
from services.finding import Entry
from services.languages import Language, language_to_look_for
from services.models import COUNTERS, Kind
from services.web.addresses import address
from services.web.cards import card_of, place_name
from services.web.pages import Card, Choice, WardFigures, WardPage


@dataclass(frozen=True, slots=True)
class WardPlaces:
    """The places on a ward's page, in its order."""

    counters: tuple[Entry, ...]
    nearest: tuple[Entry, ...]
    """The nearest counters outside, where the ward has none."""
    offices: tuple[Entry, ...]
    others: tuple[Entry, ...]

    @property
    def all(self) -> tuple[Entry, ...]:
        """Every place once, in the order in which page and map number them."""
        return (*self.counters, *self.nearest, *self.offices, *self.others)


def places_of(session: Session, ward: Ward, language: Language, moment: datetime) -> WardPlaces:
    """Return the counters of `ward`, or the nearest ones where it has none, its office, and what else it has."""
    spoken = language_to_look_for(language)
    entries = directory.in_ward(session, ward.code, moment, language=spoken)
    counters = _of_kinds(entries, COUNTERS)
    start = Point(*ward.label_point)
    return WardPlaces(
        counters=counters,
        nearest=() if counters else directory.nearest_counters(session, start, moment, language=spoken),
        offices=_of_kinds(entries, {Kind.WARD_OFFICE}),
        others=_of_kinds(entries, set(Kind) - {*COUNTERS, Kind.WARD_OFFICE}),
    )


def _of_kinds(entries: Iterable[Entry], kinds: Collection[Kind]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.listing["kind"] in kinds)


def ward_page(session: Session, ward: Ward, language: Language, moment: datetime) -> WardPage:
    """Return the page of `ward`."""
    places = places_of(session, ward, language, moment)
    spoken = language_to_look_for(language)
    numbers = {entry.listing["slug"]: number for number, entry in enumerate(places.all, 1)}

    def cards(entries: tuple[Entry, ...]) -> tuple[Card, ...]:
        return tuple(card_of(entry, numbers[entry.listing["slug"]], language, spoken) for entry in entries)

    return WardPage(
        name=place_name(ward.names, language),
        name_ja=ward.names["ja"],
        lounges=cards(places.counters),
        nearest=cards(places.nearest),
        offices=cards(places.offices),
        others=cards(places.others),
        figure=_figures(session, ward.code),
        geojson_url=address("residents.ward_geojson", code=ward.code),
        neighbours=tuple(
            Choice(
                label=place_name(other.names, language),
                url=address("residents.ward", code=other.code),
                is_current=other.code == ward.code,
                value=other.code,
            )
            for other in wards()
        ),
    )


def _figures(session: Session, ward_code: str) -> WardFigures | None:
    figure = directory.ward_figure(session, ward_code)
    if figure is None:
        return None
    return WardFigures(
        foreign_residents=figure.foreign_residents,
        as_of=date.fromisoformat(figure.as_of),
        within_1_km=figure.within_1_km,
        within_3_km=figure.within_3_km,
        median_distance_m=figure.median_distance_m,
    )
