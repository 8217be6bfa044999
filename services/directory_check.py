"""Checks that lists and index agree with the records, and each point with its ward; for commands."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import listings, nearby
from services.errors import MadoguchiError
from services.freshness import NO_CHECKS
from services.models import Listing, Location
from services.whole_locations import LISTED_LOCATION

_MOST_NAMED = 5


class Disagreement(MadoguchiError):
    """Two things that the directory says cannot both be true."""


def checked(session: Session) -> str:
    """Return one line on how much agrees. Raises `Disagreement`, naming the first locations that do not."""
    locations = session.scalars(select(Location).options(*LISTED_LOCATION)).all()
    _refuse("the lists do not show what the records say", _wrong_listings(session, locations))
    _refuse("the lists do not show what the records say", _wrong_index(session, locations))
    _refuse("the point lies outside the ward", _outside_their_ward(locations))
    return f"{len(locations)} locations: lists, index and records agree."


def _refuse(what: str, found: Iterable[str]) -> None:
    wrong = list(found)
    if wrong:
        more = f" and {len(wrong) - _MOST_NAMED} more" if len(wrong) > _MOST_NAMED else ""
        raise Disagreement(f"{what}: {', '.join(wrong[:_MOST_NAMED])}{more}")


def _outside_their_ward(locations: Sequence[Location]) -> Iterator[str]:
    from geodata.boundaries import ward_at, ward_outlines  # noqa: PLC0415 - GeoPandas, which only commands load.

    wards = ward_outlines()
    for location in locations:
        if location.lat is not None and location.lon is not None:
            found = ward_at(wards, Point(location.lat, location.lon))
            if found != location.ward_code:
                yield f"{location.slug} ({found or 'outside the city'}, not {location.ward_code})"


def _wrong_listings(session: Session, locations: Sequence[Location]) -> Iterator[str]:
    stored = {listing.location_id: listing for listing in session.scalars(select(Listing))}
    checks = listings.checks_of(session, [location.id for location in locations])
    for location in locations:
        listing = stored.get(location.id)
        shown = listings.document_bytes(location, checks.get(location.id, NO_CHECKS))
        if listing is None or listing.document != shown:
            yield location.slug


def _wrong_index(session: Session, locations: Sequence[Location]) -> Iterator[str]:
    indexed = {near.location_id for near in nearby.stream(session, None)}
    yield from (f"{location.slug} (index)" for location in locations if location.id not in indexed)
    yield from (f"number {stray} (index)" for stray in sorted(indexed - {location.id for location in locations}))
