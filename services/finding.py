"""Find: from what a reader asked to one page of places, each with its answers for the moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import listings, minute_answers, nearby
from services.errors import BadParameter
from services.models import Listing
from services.opening import Answer
from services.ordering import Asked, Ranked, in_order, ranked
from services.phone_help import Pair, center_to_call, is_near_now
from services.tags import tag
from services.understanding import Understood, understood

PAGE_SIZE = 20
MOST_COUNTED = 1000
"""More results than this are not counted, nor paged through: the reader narrows the search."""


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What a reader asked; codes and slugs are known ones, the moment is a whole minute."""

    at: datetime
    q: str = ""
    start: Point | None = None
    ward: str | None = None
    kind: str | None = None
    topic: str | None = None
    speaks: str | None = None
    is_any_time: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the answer."""

    listing: listings.ListedLocation
    distance_m: float | None
    opening: Answer
    spoken: Answer | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the answer."""

    query: FindQuery
    """With what `q` said filled in."""
    understood: Understood
    entries: tuple[Entry, ...]
    total: int
    is_more: bool
    phone_help: Entry | None
    pages: int


def find(session: Session, query: FindQuery, *, spoken_for: str | None = None) -> Found:
    """Return one page of places for `query`; `spoken_for` is the language to answer for where none was asked.

    Raises `BadParameter` for a page that does not exist.
    """
    meant = understood(query.q)
    if meant.name is not None:
        named = _named(session, query, meant.name)
        if named or not _is_partly_understood(meant):
            return _found_by_name(session, query, _only_a_name(meant), named, spoken_for=spoken_for)
        meant = replace(meant, name=None)
    query = _completed(query, meant)
    tags = _tags(query)
    total = nearby.count(session, tags=tags, at_most=MOST_COUNTED + 1)
    pages = _pages(query, min(total, MOST_COUNTED))
    asked = Asked(query.start, tags, query.speaks, query.at, query.is_any_time)
    places = in_order(session, asked)
    first = next(places, None)
    page = list(islice(chain(filter(None, [first]), places), (query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE))
    return Found(
        query,
        meant,
        entries(session, page, query.at, language=query.speaks or spoken_for),
        min(total, MOST_COUNTED),
        is_more=total > MOST_COUNTED,
        phone_help=_phone_help(session, query, first, spoken_for),
        pages=pages,
    )


def _phone_help(session: Session, query: FindQuery, first: Pair | None, spoken_for: str | None) -> Entry | None:
    """Return the consultation center where it stands above the list: on the first page, if help is far."""
    is_near = first is not None and (query.speaks is None or query.is_any_time or is_near_now(*first))
    if query.page > 1 or is_near:
        return None
    called = center_to_call(session, query.speaks or spoken_for, query.at)
    return entries(session, [called], query.at, language=None)[0] if called else None


def _completed(query: FindQuery, meant: Understood) -> FindQuery:
    """Fill in what `q` said where no parameter says otherwise."""
    return replace(
        query,
        start=query.start or (meant.place.point if meant.place else None),
        topic=query.topic or meant.topic,
        kind=query.kind or meant.kind,
        speaks=query.speaks or meant.language,
    )


def _tags(query: FindQuery) -> frozenset[int]:
    asked = {"ward": query.ward, "kind": query.kind, "topic": query.topic}
    return frozenset(tag(what, value) for what, value in asked.items() if value)


def _pages(query: FindQuery, total: int) -> int:
    pages = max(1, -(-total // PAGE_SIZE))
    if query.page > pages:
        raise BadParameter("page", str(query.page), f"1 to {pages}" if pages > 1 else "1")
    return pages


def _is_partly_understood(meant: Understood) -> bool:
    return any((meant.place, meant.topic, meant.kind, meant.language))


def _only_a_name(meant: Understood) -> Understood:
    """Return what was meant without what the name's own words seemed to say."""
    return Understood(name=meant.name, spellings=meant.spellings)


def _found_by_name(
    session: Session, query: FindQuery, meant: Understood, rows: Ranked, *, spoken_for: str | None
) -> Found:
    total = len(rows)
    pages = _pages(query, min(total, MOST_COUNTED))
    page = rows[(query.page - 1) * PAGE_SIZE : query.page * PAGE_SIZE]
    return Found(
        query,
        meant,
        entries(session, page, query.at, language=query.speaks or spoken_for),
        min(total, MOST_COUNTED),
        is_more=total > MOST_COUNTED,
        phone_help=None,
        pages=pages,
    )


def _named(session: Session, query: FindQuery, name: str) -> Ranked:
    """Return the places whose names hold `name`, in the order of every answer."""
    query_ids = (
        select(Listing.location_id).where(Listing.search_text.contains(name, autoescape=True)).limit(MOST_COUNTED + 1)
    )
    named = session.scalars(query_ids).all()
    if not named:
        return []
    asked = Asked(query.start, _tags(query), query.speaks, query.at, query.is_any_time)
    return ranked(session, asked, named)


def entries(session: Session, found: Ranked, at: datetime, *, language: str | None) -> tuple[Entry, ...]:
    """Return what lists show of the locations `found`, with an answer for `language` where they bring none."""
    documents = listings.documents(session, [near.location_id for near, _ in found])
    kept = {near.timetable_id for near, _ in found}
    openings = minute_answers.openings(session, kept, at)
    spoken = minute_answers.spoken(session, kept, language, at) if language else {}
    return tuple(
        Entry(
            listing=documents[near.location_id],
            distance_m=near.distance_m,
            opening=openings[near.timetable_id],
            spoken=answer or spoken.get(near.timetable_id),
        )
        for near, answer in found
    )
