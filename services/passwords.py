"""Passwords: which may be chosen, and how one is kept and compared (argon2id). Nothing here knows a person.

The rules are those of NIST SP 800-63B: length, and nothing that is tried first; no demands for digits or signs, no
day on which one ends.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 256
_LEAST_OF_ONES_OWN = 6
_SHORTEST_WORD = 3
_READ_AT_MOST = 72
_EASIEST_ALLOWED = 3
_NOT_LETTERS = re.compile(r"[\W_]+")
_hasher = PasswordHasher()


class PasswordProblem(StrEnum):
    """Why a password may not be chosen; pages have a sentence for each."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ABOUT_YOU = "about_you"
    """It is little more than the person's address or name, or the name of the site."""
    EASY = "easy"
    """It is among those that are tried first: common ones, words, dates, rows of keys, repetitions."""


def problems_of(password: str, *, about: Iterable[str] = ()) -> tuple[PasswordProblem, ...]:
    """Return what is wrong with a password to be chosen; `about` has what is known of the person and the site."""
    chosen = _folded(password)
    if len(chosen) < SHORTEST:
        return (PasswordProblem.TOO_SHORT,)
    if len(chosen) > LONGEST:
        return (PasswordProblem.TOO_LONG,)
    known = _words(about)
    if _is_made_of(chosen, known):
        return (PasswordProblem.ABOUT_YOU,)
    return (PasswordProblem.EASY,) if _is_easy(chosen, known) else ()


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher.hash(_folded(password))


def is_right(password: str, kept: str | None) -> bool:
    """Return whether `password` is the one that was `kept`; that nothing is kept takes as long to find out."""
    # What is longer was never chosen, and need not keep the processor busy.
    typed = _folded(password[: 2 * LONGEST])
    try:
        _hasher.verify(kept or _nobodys(), typed)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Return whether a password was kept with other parameters than today's, and should be kept anew."""
    return _hasher.check_needs_rehash(kept)


def _folded(password: str) -> str:
    """Return a password as every keyboard would send it: a full-width sign is its plain one."""
    return unicodedata.normalize("NFKC", password)


def _words(about: Iterable[str]) -> list[str]:
    """Return the words of some names and addresses, longest first."""
    found = {word for text in about for word in _NOT_LETTERS.split(_folded(text).casefold())}
    whole = {_NOT_LETTERS.sub("", _folded(text).casefold()) for text in about}
    # Japanese names are short: two signs of a family are a word.
    return sorted((word for word in found | whole if len(word.encode()) >= _SHORTEST_WORD), key=len, reverse=True)


def _is_made_of(password: str, words: Iterable[str]) -> bool:
    """Return whether hardly anything is left of a password without these words."""
    left = _NOT_LETTERS.sub("", password.casefold())
    before = left
    for word in words:
        left = left.replace(word, "")
    return left != before and len(left) < _LEAST_OF_ONES_OWN


def _is_easy(password: str, words: list[str]) -> bool:
    # Twelve megabytes of common passwords and words, which only a process needs in which somebody chooses one.
    from zxcvbn import zxcvbn  # noqa: PLC0415 - see above

    # Reading takes long where a password is; so much of one says enough.
    return bool(zxcvbn(password[:_READ_AT_MOST], user_inputs=words)["score"] < _EASIEST_ALLOWED)


def _nobodys() -> str:
    """Return what would be kept of a password that nobody has, as dear to compare as any."""
    salt, digest = (
        base64.b64encode(bytes(length)).rstrip(b"=").decode() for length in (_hasher.salt_len, _hasher.hash_len)
    )
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digest}"
