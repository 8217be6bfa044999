"""Which web addresses of the records are dead, and since when; asked on command."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, delete, select, true
from sqlalchemy.orm import Session

from services.link_asking import Found
from services.models import Fact, LinkCheck, Location, Source
from services.models.facts import fact_source

_LONGEST_URL = 500


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A dead address on the page of a location."""

    slug: str
    ward_code: str
    url: str
    status: int | None
    error: str | None
    failing_since: datetime


def urls_of_records(session: Session) -> list[str]:
    """Return the web addresses that residents' pages link to, each once."""
    websites = session.scalars(select(Location.website).where(Location.website.is_not(None)))
    sources = session.scalars(select(Source.url).where(Source.url.is_not(None)))
    found = {url for url in (*websites, *sources) if url and len(url) <= _LONGEST_URL}
    return sorted(url for url in found if urlsplit(url).scheme in {"http", "https"})


def record_checks(session: Session, found: Iterable[Found], at: datetime) -> None:
    """Keep what was found and forget what was not asked; no record of the directory changes. The caller commits."""
    kept = {check.url: check for check in session.scalars(select(LinkCheck))}
    seen = set()
    for each in found:
        seen.add(each.url)
        check = kept.get(each.url) or LinkCheck(url=each.url)
        check.checked_at, check.status, check.error = at, each.status, each.error
        check.failing_since = (check.failing_since or at) if each.is_dead else None
        session.add(check)
    gone = sorted(kept.keys() - seen)
    if gone:
        session.execute(delete(LinkCheck).where(LinkCheck.url.in_(gone)))


def dead_links(
    session: Session, *, wards: Collection[str] | None = None, locations: Collection[int] = ()
) -> list[DeadLink]:
    """Return the dead addresses on the pages of locations, the longest dead first.

    `wards` None means every ward; otherwise the locations of these wards and those named by id.
    """
    among = true() if wards is None else Location.ward_code.in_(wards) | Location.id.in_(locations)
    found = {(each.slug, each.url): each for each in (*_websites(session, among), *_sources(session, among))}
    return sorted(found.values(), key=lambda each: (each.failing_since, each.slug, each.url))


_OF_DEAD: tuple[Any, ...] = (
    Location.slug, Location.ward_code, LinkCheck.url, LinkCheck.status, LinkCheck.error, LinkCheck.failing_since,
)  # fmt: skip


def _websites(session: Session, among: ColumnElement[bool]) -> list[DeadLink]:
    query = select(*_OF_DEAD).join(LinkCheck, LinkCheck.url == Location.website)
    return [DeadLink(*row) for row in session.execute(query.where(among, LinkCheck.failing_since.is_not(None)))]


def _sources(session: Session, among: ColumnElement[bool]) -> list[DeadLink]:
    query = (
        select(*_OF_DEAD)
        .join(Fact, Fact.location_id == Location.id)
        .join(fact_source, fact_source.c.fact_id == Fact.id)
        .join(Source, Source.code == fact_source.c.source_code)
        .join(LinkCheck, LinkCheck.url == Source.url)
    )
    return [DeadLink(*row) for row in session.execute(query.where(among, LinkCheck.failing_since.is_not(None)))]
