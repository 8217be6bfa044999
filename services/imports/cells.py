"""What a cell of a table may hold: each parser turns its text into a value or says what it may be."""

import re
from collections.abc import Callable, Container
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from services.languages import language_by_slug
from services.timetables import MINUTES_A_DAY

Parser = Callable[[str], Any]

MAX_TEXT_CHARACTERS = 20_000
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Line ends apart, control characters and those that turn the direction of what follows are never meant.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class BadCell(Exception):
    """A cell holds what its column does not allow; the message says what it may be."""


def words(longest: int, *, lines: bool = False) -> Parser:
    """Return a parser of text of up to `longest` characters, which must not be empty; `lines` allows several."""

    def parse(cell: str) -> str:
        text = cell.replace("\r\n", "\n").replace("\r", "\n")
        if _UNSEEN.search(text) or (not lines and ("\n" in text or "\t" in text)):
            raise BadCell("may hold no control characters" + ("" if lines else " and no line breaks"))
        if not 0 < len(text) <= longest:
            raise BadCell(f"may be a text of 1 to {longest:,} characters")
        return text

    return parse


def matching(pattern: str, allowed: str, *, longest: int = 64) -> Parser:
    """Return a parser of what the whole `pattern` matches, in words: `allowed`."""
    whole = re.compile(pattern, re.ASCII)

    def parse(cell: str) -> str:
        if len(cell) > longest or not whole.fullmatch(cell):
            raise BadCell(f"may be {allowed} (up to {longest} characters)")
        return cell

    return parse


def optional(parser: Parser) -> Parser:
    """Return `parser`, which then takes an empty cell for None."""
    return lambda cell: parser(cell) if cell else None


def one_of(allowed: type[StrEnum]) -> Parser:
    """Return a parser of the values of an enumeration."""
    by_value = {member.value: member for member in allowed}

    def parse(cell: str) -> StrEnum:
        if cell not in by_value:
            raise BadCell(f"may be {', '.join(by_value)}")
        return by_value[cell]

    return parse


def known(ids: Callable[[], Container[str]], explained: str) -> Parser:
    """Return a parser of the ids of things that exist; `ids` is asked when a cell is read."""

    def parse(cell: str) -> str:
        if cell not in ids():
            raise BadCell(f"may be {explained}")
        return cell

    return parse


def several(parser: Parser) -> Parser:
    """Return a parser of values with spaces between them, each there once, into a tuple; an empty cell gives ()."""

    def parse(cell: str) -> tuple[Any, ...]:
        values = tuple(parser(part) for part in cell.split())
        if len(set(values)) < len(values):
            raise BadCell("may name each only once")
        return values

    return parse


def at_least_one(parser: Parser) -> Parser:
    """Return `several` of `parser`, which then refuses an empty cell with the words of `parser`."""
    return lambda cell: several(parser)(cell) or (parser(""),)


def whole_number(lowest: int, highest: int) -> Parser:
    """Return a parser of whole numbers, both ends included."""

    def parse(cell: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", cell) or not lowest <= int(cell) <= highest:
            raise BadCell(f"may be a whole number from {lowest} to {highest}")
        return int(cell)

    return parse


def degrees(limit: int) -> Parser:
    """Return a parser of decimal degrees from -`limit` to `limit`."""

    def parse(cell: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", cell) or abs(float(cell)) > limit:
            raise BadCell(f"may be degrees from -{limit} to {limit}, such as 35.5126")
        return float(cell)

    return parse


def minutes(cell: str) -> int:
    """Parse a time of day into minutes from midnight; 25:30 is half past one on the next day."""
    found = re.fullmatch("([0-9]{1,2}):([0-5][0-9])", cell)
    total = int(found[1]) * 60 + int(found[2]) if found else -1
    if not 0 <= total < 2 * MINUTES_A_DAY:
        raise BadCell("may be a time such as 09:00, or 25:30 for half past one after midnight")
    return total


def yes_or_no(cell: str) -> bool:
    """Parse yes or no."""
    if cell not in {"yes", "no"}:
        raise BadCell("may be yes or no")
    return cell == "yes"


def weekday(cell: str) -> int:
    """Parse mon to sun into 0 to 6."""
    if cell not in WEEKDAYS:
        raise BadCell(f"may be {' '.join(WEEKDAYS)}, with spaces between")
    return WEEKDAYS.index(cell)


def weekday_or_holiday(cell: str) -> int | None:
    """Parse mon to sun into 0 to 6, and holiday into None."""
    if cell not in {*WEEKDAYS, "holiday"}:
        raise BadCell(f"may be {' '.join(WEEKDAYS)} holiday, with spaces between")
    return None if cell == "holiday" else WEEKDAYS.index(cell)


def weeks(cell: str) -> frozenset[int]:
    """Parse the nth weeks of the month; an empty cell means every week."""
    return frozenset(several(whole_number(1, 5))(cell))


def language(cell: str) -> str:
    """Parse the slug of a language that people read or speak."""
    found = language_by_slug(cell)
    if found is None or found.is_for_tests:
        raise BadCell("may be the slug of a language, such as en or zh-hans")
    return cell


def month_and_day(cell: str) -> tuple[int, int]:
    """Parse a day of every year, 29 February included."""
    try:
        day = date.fromisoformat(f"2000-{cell}") if re.fullmatch("[0-9]{2}-[0-9]{2}", cell) else None
    except ValueError:
        day = None
    if day is None:
        raise BadCell("may be a month and a day such as 12-29")
    return day.month, day.day


def calendar_date(cell: str) -> date:
    """Parse an ISO date of this or the last century."""
    try:
        day = date.fromisoformat(cell) if re.fullmatch("(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", cell) else None
    except ValueError:
        day = None
    if day is None:
        raise BadCell("may be a date such as 2026-12-29")
    return day


def moment(cell: str) -> datetime:
    """Parse an ISO moment with its offset, into UTC."""
    try:
        found = datetime.fromisoformat(cell) if re.match("(19|20)[0-9]{2}-", cell) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadCell("may be a moment with its offset, such as 2026-12-29T09:00:00+09:00")
    return found.astimezone(UTC)


def web_address(longest: int) -> Parser:
    """Return a parser of http and https addresses."""
    text = words(longest)

    def parse(cell: str) -> str:
        try:
            parts = urlsplit(text(cell))
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.netloc or " " in cell:
            raise BadCell("may be an address such as https://www.example.org/")
        return cell

    return parse
