"""Checks that what lists and maps read agrees with the records it was made from."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import listings, nearby
from services.errors import MadoguchiError
from services.models import Listing, Location

_MOST_NAMED = 5


class Disagreement(MadoguchiError):
    """The read model is not what the records say."""


def checked(session: Session) -> str:
    """Return one line on how much agrees. Raises `Disagreement`, naming the first locations that do not."""
    locations = session.scalars(select(Location).options(*listings.WHOLE_LOCATION)).all()
    wrong = [*_wrong_listings(session, locations), *_wrong_index(session, locations)]
    if wrong:
        more = f" and {len(wrong) - _MOST_NAMED} more" if len(wrong) > _MOST_NAMED else ""
        raise Disagreement(f"the lists do not show what the records say: {', '.join(wrong[:_MOST_NAMED])}{more}")
    return f"{len(locations)} locations: lists, index and records agree."


def _wrong_listings(session: Session, locations: Sequence[Location]) -> Iterator[str]:
    stored = {listing.location_id: listing for listing in session.scalars(select(Listing))}
    for location in locations:
        listing = stored.get(location.id)
        if listing is None or listing.document != listings.document_bytes(location):
            yield location.slug


def _wrong_index(session: Session, locations: Sequence[Location]) -> Iterator[str]:
    indexed = {near.location_id for near in nearby.stream(session, None)}
    yield from (f"{location.slug} (index)" for location in locations if location.id not in indexed)
    yield from (f"number {stray} (index)" for stray in sorted(indexed - {location.id for location in locations}))
