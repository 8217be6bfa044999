"""Which answers are counted, and as what: a view marks its page, and whoever delivers it, kept or new, counts it.

The mark, like that of finished pages, never leaves the house. Programs that say what they are are not counted.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from flask import Response

from services.usage import Tally, countable_words

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

COUNT_MARK = "X-Counted"
_VIEW, _SEARCH = "view", "search"
# What programs write into their name; a reader's browser always says Mozilla.
_PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|check|fetch|scan|archiv|headless|lighthouse|facebookexternalhit|curl|wget",
    re.IGNORECASE,
)


def counted_as_view(answer: Response, slug: str) -> Response:
    """Mark a page as that of a location."""
    answer.headers[COUNT_MARK] = f"{_VIEW} {slug}"
    return answer


def counted_as_vain_search(answer: Response, query: str) -> Response:
    """Mark a page as one that found nothing for `query`, if these are words that may be counted."""
    words = countable_words(query)
    if words is not None:
        answer.headers[COUNT_MARK] = f"{_SEARCH} {quote(words, safe='')}"
    return answer


def count(tally: Tally, mark: str, language: str, environ: "WSGIEnvironment") -> None:
    """Count one delivery of a page with this mark and in this language."""
    if not is_reader(environ.get("HTTP_USER_AGENT", "")) or "HTTP_SEC_PURPOSE" in environ:
        return
    kind, _, what = mark.partition(" ")
    if kind == _VIEW:
        tally.count_view(what, language)
    else:
        tally.count_search(unquote(what), language)


@lru_cache(maxsize=1024)
def is_reader(user_agent: str) -> bool:
    """Return whether a program that calls itself so is probably a person's browser."""
    return "Mozilla" in user_agent and not _PROGRAMS.search(user_agent)
