"""Codes that people keep, read out and type: short, unmistakable, random, with a character that checks the others."""

import re
import secrets
import unicodedata

SYMBOLS = "0123456789CFHJKMNPRTWXY"
"""Prime in number, as the check needs. No two look alike, and without vowels no code is a word."""
USUAL_LENGTH = 8
"""Of a report's code, check character included."""
_LOOK_ALIKES = str.maketrans("OQDILZSGB", "000112568")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー_.・]+")
_GROUP = 4


def new_code(length: int = USUAL_LENGTH) -> str:
    """Return a code that nobody can guess; one in 23 to the power of `length` - 1. `grouped` is how people see it."""
    start = "".join(secrets.choice(SYMBOLS) for _ in range(length - 1))
    return start + _check_symbol(start)


def grouped(code: str) -> str:
    """Return a code in groups of four, for reading and writing down: `K7M4-0XP0`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(text: str, length: int = USUAL_LENGTH) -> str | None:
    """Return the code that somebody typed, or None where it can be none of ours.

    Case, spaces, hyphens, full-width signs and the digits of other scripts do not matter, nor does a letter that
    looks like one of the symbols. Any one wrong character, and any two that are exchanged, are noticed.
    """
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text[: 10 * length])).upper()
    code = "".join(_ascii_digit(sign) for sign in plain).translate(_LOOK_ALIKES)
    is_ours = len(code) == length and set(code) <= set(SYMBOLS) and _check_symbol(code[:-1]) == code[-1]
    return code if is_ours else None


def _ascii_digit(sign: str) -> str:
    """Return ७ as 7, and whatever is no digit as it is."""
    return str(unicodedata.decimal(sign, sign))


def _check_symbol(start: str) -> str:
    """Return the symbol that makes the weighted sum of all a multiple of their number.

    As in ISBN-10: the number is prime and every place has a weight of its own, so that neither one wrong symbol nor
    two exchanged ones leave the sum as it was. The last place weighs one; codes are shorter than 23 characters.
    """
    places = enumerate(reversed(start), 2)
    total = sum(weight * SYMBOLS.index(symbol) for weight, symbol in places)
    return SYMBOLS[-total % len(SYMBOLS)]
