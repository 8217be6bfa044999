"""Find: from what a reader asked to one page of places, each with its answers for the moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from sqlalchemy.orm import Session

from geodata.coords import Point
from services import listings, minute_answers, nearby
from services.errors import BadParameter, Rule
from services.named_locations import called, named, of_the_ward
from services.opening import Answer
from services.ordering import Asked, Ranked, Stream, in_order
from services.phone_help import Pair, center_to_call, is_near_now
from services.stored_timetables import timetables
from services.tags import tag
from services.timetables import Timetable
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
    timetable: Timetable
    """What both answers, and pages, are made from."""


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


def find(session: Session, query: FindQuery, *, spoken_for: str | None = None, reader: str | None = None) -> Found:
    """Return one page of places for `query`; `spoken_for` is the language to answer for where none was asked.

    `reader` is the language of the page, which decides where a word means two things. Raises `BadParameter` for
    a page that does not exist.
    """
    meant = understood(query.q, reader)
    if meant.name is not None:
        rows = named(session, _asked(query), meant.name)
        if rows or not _is_partly_understood(meant):
            return _found_by_name(
                session, query, _only_a_name(meant, is_found=bool(rows)), rows, spoken_for=spoken_for
            )
        meant = replace(meant, name=None)
    own = _own(session, query, meant)
    query = _completed(query, meant)
    asked = _asked(query)
    total = nearby.count(session, tags=asked.tags, at_most=MOST_COUNTED + 1) + _outside(session, own, asked)
    pages = _pages(query, min(total, MOST_COUNTED))
    places = in_order(session, asked)
    first = next(places, None)
    listed = _own_first(own, chain(filter(None, [first]), places))
    page = list(islice(listed, (query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE))
    return Found(
        query,
        meant,
        entries(session, page, query.at, language=query.speaks or spoken_for),
        min(total, MOST_COUNTED),
        is_more=total > MOST_COUNTED,
        phone_help=_phone_help(session, query, first or next(iter(own), None), spoken_for),
        pages=pages,
    )


def _own(session: Session, query: FindQuery, meant: Understood) -> Ranked:
    """Return the locations that the words themselves name; a position that was given wins over them."""
    if query.start:
        return []
    asked = _asked(_completed(query, meant))
    # What a name seems to say of needs is no filter for the place of that name; parameters are.
    by_name = called(session, replace(asked, tags=_tags(query)), query.q, meant)
    return by_name or of_the_ward(session, asked, meant)


def _outside(session: Session, own: Ranked, asked: Asked) -> int:
    """Return how many of the locations named are not among those that were asked for."""
    ids = [near.location_id for near, _ in own]
    return len(ids) - len(nearby.among(session, ids, None, tags=asked.tags)) if ids else 0


def _own_first(own: Ranked, places: Stream) -> Stream:
    """Yield the locations that the words name, then the others in their order."""
    ids = {near.location_id for near, _ in own}
    return chain(own, (pair for pair in places if pair[0].location_id not in ids))


def _asked(query: FindQuery) -> Asked:
    return Asked(query.start, _tags(query), query.speaks, query.at, query.is_any_time)


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
        allowed = f"1 to {pages}" if pages > 1 else "1"
        raise BadParameter("page", str(query.page), allowed, rule=Rule.WHOLE_NUMBER, limits=(1, pages))
    return pages


def _is_partly_understood(meant: Understood) -> bool:
    return any((meant.place, meant.topic, meant.kind, meant.language))


def _only_a_name(meant: Understood, *, is_found: bool) -> Understood:
    """Return what was meant without what the name's own words seemed to say; other spellings only of none found."""
    return Understood(name=meant.name, suggestions=() if is_found else meant.suggestions)


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


def entries(session: Session, found: Ranked, at: datetime, *, language: str | None) -> tuple[Entry, ...]:
    """Return what lists show of the locations `found`, with an answer for `language` where they bring none."""
    documents = listings.documents(session, [near.location_id for near, _ in found])
    kept = {near.timetable_id for near, _ in found}
    openings = minute_answers.openings(session, kept, at)
    spoken = minute_answers.spoken(session, kept, language, at) if language else {}
    known = timetables(session, kept)
    return tuple(
        Entry(
            listing=documents[near.location_id],
            distance_m=near.distance_m,
            opening=openings[near.timetable_id],
            spoken=answer or spoken.get(near.timetable_id),
            timetable=known[near.timetable_id],
        )
        for near, answer in found
    )
