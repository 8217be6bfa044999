"""The numbers by which the search index knows what a location is and what it offers."""

from typing import Final
from zlib import crc32

KINDS: Final = frozenset({"any", "kind", "ward", "topic", "language", "languages"})
_SIGN: Final = 1 << 31


def tag(kind: str, value: str) -> int:
    """Return the number that stands for one thing, such as the topic `legal`.

    It is the CRC-32 of `topic:legal` as a signed 32-bit number, which is what PostgreSQL's integer
    arrays hold. Databases keep it, so it may never change. Raises `ValueError` for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of tag: {', '.join(sorted(KINDS))}")
    return (crc32(f"{kind}:{value}".encode()) ^ _SIGN) - _SIGN


EVERY: Final = tag("any", "")
"""What every location has; the index adds it."""

LANGUAGES_OPEN: Final = tag("languages", "open")
"""The list of languages is not complete: one that is missing may be spoken all the same."""
