"""Counts what is read and what is looked for in vain: numbers a day or month, nothing about who.

Counts are gathered in memory and written once a minute, never within an answer. There is no cookie, no address and no
order of visits in them; words that look like somebody's own number or address are not kept, and words that were not
looked for several times are shown to nobody and forgotten with their month.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlalchemy import ColumnElement, func, select, text, true
from sqlalchemy.orm import Session

from geodata.folding import fold
from services.models import Location, UnmetSearch, ViewCount

SHOWN_FROM = 3
"""Words are shown when they were looked for so often in a month."""
LONGEST_WORDS = 60
_MOST_WORDS = 200
"""How many different words are gathered between two writes: whoever makes up words fills no table."""
_MOST_VIEWS = 5_000
_OWN_NUMBER = re.compile(r"(?:\d[\s().+/-]*){6,}")

Viewed = tuple[str, str]
"""Slug of the location, slug of the page's language."""
Sought = tuple[str, str]
"""Folded words, slug of the page's language."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was gathered since the last write."""

    views: Counter[Viewed]
    searches: Counter[Sought]


@dataclass(frozen=True, slots=True)
class SoughtInVain:
    """Words that found nothing, and how often in how many languages."""

    words: str
    searches: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Views:
    """How often a location was read in a language."""

    slug: str
    language: str
    views: int


class Tally:
    """The counts of one process, until they are written."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._views: Counter[Viewed] = Counter()
        self._searches: Counter[Sought] = Counter()

    def count_view(self, slug: str, language: str) -> None:
        """Count that a location's page was read."""
        with self._lock:
            if len(self._views) < _MOST_VIEWS or (slug, language) in self._views:
                self._views[slug, language] += 1

    def count_search(self, words: str, language: str) -> None:
        """Count that `words`, as `countable_words` gave them, found nothing."""
        with self._lock:
            if len(self._searches) < _MOST_WORDS or (words, language) in self._searches:
                self._searches[words, language] += 1

    def taken(self) -> Counts:
        """Return what was gathered and begin anew."""
        with self._lock:
            counts = Counts(self._views, self._searches)
            self._views, self._searches = Counter(), Counter()
        return counts


def countable_words(query: str) -> str | None:
    """Return the words of a search as they may be counted; None for what may be somebody's own or is very long."""
    words = " ".join(filter(None, map(fold, query.split())))
    if not words or len(words) > LONGEST_WORDS or "@" in query or "＠" in query or _OWN_NUMBER.search(query):
        return None
    return words


# Both databases understand these; a row that another process has just made is counted up.
_ADD_VIEWS = text(
    "INSERT INTO view_count (day, slug, language, views) VALUES (:day, :slug, :language, :number) "
    "ON CONFLICT (day, slug, language) DO UPDATE SET views = view_count.views + excluded.views"
)
_ADD_SEARCHES = text(
    "INSERT INTO unmet_search (month, words, language, searches) VALUES (:month, :words, :language, :number) "
    "ON CONFLICT (month, words, language) DO UPDATE SET searches = unmet_search.searches + excluded.searches"
)
_FORGET_RARE = text("DELETE FROM unmet_search WHERE month < :month AND searches < :shown_from")


def write_counts(session: Session, counts: Counts, *, today: date) -> None:
    """Add what was gathered to the tables; the caller commits. Rare words of earlier months are forgotten."""
    month = today.replace(day=1).isoformat()
    # In one order for all, so that two processes never wait for one another.
    views = [
        {"day": today.isoformat(), "slug": slug, "language": language, "number": number}
        for (slug, language), number in sorted(counts.views.items())
    ]
    searches = [
        {"month": month, "words": words, "language": language, "number": number}
        for (words, language), number in sorted(counts.searches.items())
    ]
    if views:
        session.execute(_ADD_VIEWS, views)
    if searches:
        session.execute(_FORGET_RARE, {"month": month, "shown_from": SHOWN_FROM})
        session.execute(_ADD_SEARCHES, searches)


def views_by_location(
    session: Session, *, since: date, wards: Collection[str] | None = None, locations: Collection[int] = ()
) -> Sequence[Views]:
    """Return how often each location was read in each language since a day, the most read first.

    `wards` None means every ward; otherwise the locations of these wards and those named by id.
    """
    total = func.sum(ViewCount.views)
    query = (
        select(ViewCount.slug, ViewCount.language, total)
        .where(ViewCount.day >= since, _among(wards, locations))
        .group_by(ViewCount.slug, ViewCount.language)
        .order_by(total.desc(), ViewCount.slug, ViewCount.language)
    )
    return [Views(slug, language, int(number)) for slug, language, number in session.execute(query)]


def views_by_day(
    session: Session, *, since: date, wards: Collection[str] | None = None, locations: Collection[int] = ()
) -> dict[date, int]:
    """Return how often the pages of these locations were read on each day since one; days without are left out."""
    query = (
        select(ViewCount.day, func.sum(ViewCount.views))
        .where(ViewCount.day >= since, _among(wards, locations))
        .group_by(ViewCount.day)
        .order_by(ViewCount.day)
    )
    return {day: int(number) for day, number in session.execute(query)}


def _among(wards: Collection[str] | None, locations: Collection[int]) -> ColumnElement[bool]:
    if wards is None:
        return true()
    mine = select(Location.slug).where(Location.ward_code.in_(wards) | Location.id.in_(locations))
    return ViewCount.slug.in_(mine)


def unmet_searches(session: Session, month: date, *, limit: int = 50) -> Sequence[SoughtInVain]:
    """Return the words that found nothing in the month of a day, the most frequent first; none that were rare."""
    query = select(UnmetSearch).where(UnmetSearch.month == month.replace(day=1)).order_by(UnmetSearch.language)
    together: dict[str, list[UnmetSearch]] = {}
    for row in session.scalars(query):
        together.setdefault(row.words, []).append(row)
    found = [
        SoughtInVain(words, sum(row.searches for row in rows), tuple(row.language for row in rows))
        for words, rows in together.items()
    ]
    frequent = [each for each in found if each.searches >= SHOWN_FROM]
    return sorted(frequent, key=lambda each: (-each.searches, each.words))[:limit]
