"""Reads of the directory other than find: one location, a ward, notices, and how fresh all of it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, selectinload

from geodata.coords import Point
from services import nearby
from services.errors import NotFound
from services.finding import Entry, entries
from services.models import COUNTERS, Dataset, Listing, Location, Notice, Organization, WardFigure
from services.tags import tag
from services.whole_locations import WHOLE_LOCATION

_FOR_PAGE = (*WHOLE_LOCATION, selectinload(Location.organization).selectinload(Organization.texts))
_SLUG = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many locations there are, and how many a person has confirmed, the latest when."""

    locations: int
    checked: int
    last_checked_on: date | None
    version: int


def location_by_slug(session: Session, slug: str) -> Location:
    """Return a location with everything its page shows. Raises `NotFound`."""
    if not _SLUG.fullmatch(slug):
        # PostgreSQL would choke on some of what a visitor can type, such as a zero byte.
        raise NotFound(f"{slug!r} is no slug")
    location = session.scalar(select(Location).where(Location.slug == slug).options(*_FOR_PAGE))
    if location is None:
        raise NotFound(f"no location has the slug {slug!r}")
    return location


def whole_locations(session: Session, slugs: Sequence[str]) -> dict[str, Location]:
    """Return locations by slug, each with everything its page shows, loaded together."""
    query = select(Location).where(Location.slug.in_(slugs)).options(*_FOR_PAGE)
    return {location.slug: location for location in session.scalars(query)}


def entry_of(session: Session, location_id: int, at: datetime, *, language: str | None) -> Entry:
    """Return one location as lists show it."""
    return _entries(session, [nearby.Near(location_id, _timetable_id(session, location_id), None)], at, language)[0]


def entries_by_slugs(
    session: Session, slugs: Sequence[str], at: datetime, *, language: str | None
) -> tuple[Entry, ...]:
    """Return the locations of `slugs`, in that order, as lists show them; those that there are."""
    wanted = [slug for slug in dict.fromkeys(slugs) if _SLUG.fullmatch(slug)]
    query = (
        select(Location.slug, Location.id, Listing.timetable_id)
        .join(Listing, Listing.location_id == Location.id)
        .where(Location.slug.in_(wanted))
    )
    found = {slug: nearby.Near(number, timetable, None) for slug, number, timetable in session.execute(query)}
    return _entries(session, [found[slug] for slug in wanted if slug in found], at, language)


def _timetable_id(session: Session, location_id: int) -> int:
    return session.execute(select(Listing.timetable_id).where(Listing.location_id == location_id)).scalar_one()


def in_ward(session: Session, ward_code: str, at: datetime, *, language: str | None) -> tuple[Entry, ...]:
    """Return all locations of a ward, in the order of a list without a position."""
    return _entries(session, nearby.stream(session, None, tags={tag("ward", ward_code)}), at, language)


def first_places(session: Session, at: datetime, *, limit: int) -> tuple[Entry, ...]:
    """Return the first locations of a list without a position."""
    return _entries(session, islice(nearby.stream(session, None), limit), at, None)


def nearest_counters(
    session: Session, start: Point, at: datetime, *, language: str | None, limit: int = 3
) -> tuple[Entry, ...]:
    """Return the lounges and consultation centers nearest to `start`."""
    near = [
        place
        for kind in COUNTERS
        for place in nearby.nearest(session, start, tags={tag("kind", kind.value)}, limit=limit)
    ]
    near.sort(key=nearby.order_of)
    return _entries(session, near[:limit], at, language)


def _entries(
    session: Session, places: Iterable[nearby.Near], at: datetime, language: str | None
) -> tuple[Entry, ...]:
    return entries(session, [(place, None) for place in places], at, language=language)


# Composed once: every page asks.
_ALL_NOTICES = (
    select(Notice)
    .where(Notice.starts_at <= bindparam("at"), or_(Notice.ends_at.is_(None), Notice.ends_at > bindparam("at")))
    .options(selectinload(Notice.texts))
    .order_by(Notice.starts_at.desc(), Notice.id)
)
_NOTICES = _ALL_NOTICES.where(
    or_(
        Notice.location_id.is_(None) & Notice.ward_code.is_(None),
        Notice.location_id == bindparam("location_id"),
        Notice.ward_code == bindparam("ward_code"),
    )
)


def notices_at(
    session: Session, at: datetime, *, location_id: int | None = None, ward_code: str | None = None
) -> Sequence[Notice]:
    """Return the notices valid at a moment: for the whole city, and for the ward or location that is named."""
    return session.scalars(_NOTICES, {"at": at, "location_id": location_id, "ward_code": ward_code}).all()


def all_notices_at(session: Session, at: datetime) -> Sequence[Notice]:
    """Return the notices valid at a moment, for whatever they are."""
    return session.scalars(_ALL_NOTICES, {"at": at}).all()


def ward_figure(session: Session, ward_code: str) -> WardFigure | None:
    """Return how far a ward's foreign residents live from a counter, if that has been worked out."""
    return session.get(WardFigure, ward_code)


def version(session: Session) -> int:
    """Return the number that every write changes."""
    return session.scalar(select(Dataset.version)) or 0


def freshness(session: Session) -> Freshness:
    """Return how much of the directory a person has confirmed."""
    total, checked, latest = session.execute(
        select(func.count(Location.id), func.count(Location.checked_on), func.max(Location.checked_on))
    ).one()
    return Freshness(total, checked, latest, version(session))
