"""Finds the locations that a search text names: in words of their names in any language, or as the kind and ward."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import nearby
from services.models import Listing
from services.ordering import Asked, Ranked, ranked
from services.query_texts import name_line, name_patterns
from services.tags import tag
from services.understanding import Understood

MOST_NAMED: Final = 1_001
_FEW: Final = 3
_WORDS_OF_A_NAME: Final = 3


def named(session: Session, asked: Asked, text: str) -> Ranked:
    """Return the locations with a name that holds `text`, or else all of its words, in the order of every answer."""
    for patterns in name_patterns(text):
        if found := _with(session, patterns):
            return ranked(session, asked, found)
    return []


def called(session: Session, asked: Asked, text: str, meant: Understood) -> Ranked:
    """Return the few locations that a text of known words calls by their name, which go before all others."""
    for pattern in _name_patterns(text, meant):
        if 0 < len(found := _with(session, (pattern,))) <= _FEW:
            return ranked(session, asked, found)
    return []


def _name_patterns(text: str, meant: Understood) -> Iterator[str]:
    """Yield what lines of names must hold to be meant: all of a name, or three of its words."""
    line = name_line(text)
    words = len(line.split())
    if words > 1 or len(meant.parts) > 1:
        yield f"\n{line}\n"
    # What is one known word, such as "học tiếng Nhật", names no place though some name holds it.
    if words >= _WORDS_OF_A_NAME and len(meant.parts) > 1:
        yield line


def _with(session: Session, patterns: Sequence[str]) -> Sequence[int]:
    holds = [Listing.search_text.contains(pattern, autoescape=True) for pattern in patterns]
    return session.scalars(select(Listing.location_id).where(*holds).limit(MOST_NAMED)).all()


def of_the_ward(session: Session, asked: Asked, meant: Understood) -> Ranked:
    """Return the few locations of the kind in the ward that a text names, perhaps as a station's namesake.

    Nearest to the middle of Minami Ward is another ward's lounge; who asks for the lounge of Minami wants its own.
    """
    wards = [place.id for place in (meant.place, *meant.choices) if place and place.kind == "ward"]
    if not wards or not meant.kind:
        return []
    tags = asked.tags | {tag("kind", meant.kind), tag("ward", wards[0])}
    own = list(islice(nearby.stream(session, None, tags=tags), _FEW + 1))
    return ranked(session, asked, [near.location_id for near in own]) if len(own) <= _FEW else []
