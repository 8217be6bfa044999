"""Fills the page of one ward."""

from datetime import datetime

from sqlalchemy.orm import Session

from geodata.coords import Point
from geodata.wards import Ward, wards
from services import directory
from services.finding import Entry
from services.languages import Language
from services.models import Kind
from services.web.addresses import address
from services.web.cards import card_of, place_name
from services.web.pages import Card, Choice, WardFigures, WardPage

_COUNTERS = frozenset({Kind.LOUNGE.value, Kind.CONSULTATION_CENTER.value})


def ward_page(session: Session, ward: Ward, language: Language, moment: datetime) -> WardPage:
    """Return the page of `ward`: its counters, or the nearest ones where it has none, and its office."""
    entries = directory.in_ward(session, ward.code, moment, language=language.slug)
    counters = [entry for entry in entries if entry.listing["kind"] in _COUNTERS]
    offices = [entry for entry in entries if entry.listing["kind"] == Kind.WARD_OFFICE.value]
    others = [entry for entry in entries if entry not in counters and entry not in offices]
    nearest = [] if counters else _nearest(session, ward, language, moment)
    return WardPage(
        code=ward.code,
        name=place_name(ward.names, language),
        name_ja=ward.names["ja"],
        lounges=_cards(counters, language, first=1),
        nearest=_cards(nearest, language, first=1),
        offices=_cards(offices, language, first=1 + len(counters)),
        others=_cards(others, language, first=1 + len(counters) + len(offices)),
        figure=_figures(session, ward.code),
        geojson_url=address("residents.locations_geojson", ward=ward.code),
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


def _nearest(session: Session, ward: Ward, language: Language, moment: datetime) -> list[Entry]:
    start = Point(*ward.label_point)
    return directory.nearest_counters(session, start, moment, language=language.slug)


def _cards(entries: list[Entry], language: Language, *, first: int) -> tuple[Card, ...]:
    return tuple(card_of(entry, number, language, language.slug) for number, entry in enumerate(entries, first))


def _figures(session: Session, ward_code: str) -> WardFigures | None:
    figure = directory.ward_figure(session, ward_code)
    if figure is None:
        return None
    return WardFigures(
        foreign_residents=figure.foreign_residents,
        as_of=figure.as_of,
        within_1_km=figure.within_1_km,
        within_3_km=figure.within_3_km,
        median_distance_m=figure.median_distance_m,
    )
