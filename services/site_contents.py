"""What there is for search engines to find: locations, the needs that they help with, and when they changed."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.clock import city_time
from services.models import Location, Revision, ServiceTopic, Topic

_AT_ONCE = 1_000


def location_count(session: Session) -> int:
    """Return how many locations there are."""
    return session.scalar(select(func.count(Location.id))) or 0


def locations(session: Session, *, after: int, limit: int) -> Iterator[tuple[str, date]]:
    """Yield slug and day of the latest change, by slug; skips the first `after`."""
    query = select(Location.slug, Location.saved_at).order_by(Location.slug).offset(after).limit(limit)
    for slug, saved_at in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield slug, city_time(saved_at).date()


def needs_met(session: Session) -> tuple[Topic, ...]:
    """Return the topics that at least one location helps with, in their order."""
    found = set(session.scalars(select(ServiceTopic.topic).distinct()))
    return tuple(topic for topic in Topic if topic in found)


def changed_on(session: Session) -> date | None:
    """Return the day of the latest write to the directory; None where nobody has written anything."""
    latest = session.scalar(select(func.max(Revision.at)))
    return city_time(latest).date() if latest else None
