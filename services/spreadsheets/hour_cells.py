"""Hours as a clerk writes them in one cell: `第2・4週 10:00-13:00 (受付12:30まで); 14:00-17:00`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from services.imports.cells import BadCell, minutes
from services.spreadsheets.words import SheetLanguage
from services.timetables import MINUTES_A_DAY, Hours

TIME = "[0-9]{1,2}:[0-9]{2}"
RANGE = rf"(?P<opens>{TIME}) ?- ?(?P<closes>{TIME})"
_WEEKS = re.compile(r"(?:第([1-5][1-5・,、 ]*)週?|weeks? ([1-5][1-5, ]*?))(?: +|$|(?=[月火水木金土日]))")
_HOURS = re.compile(rf"{RANGE}(?: ?\((?:受付|last reception) ?(?P<last>{TIME})(?:まで)?\))?")
_DASHES = re.compile(r"(?<=[0-9]) ?[~〜–—−ー-] ?(?=[0-9])")
_EXAMPLE = "09:00-17:00, or several with ; between, or 第2・4週 10:00-13:00 (受付12:30まで)"


def plain(cell: str) -> str:
    """Return a cell with half-width signs and one kind of dash."""
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", cell)).split())


def parts(cell: str) -> Iterator[str]:
    """Yield what stands between semicolons or on lines of its own."""
    for part in re.split("[;\n]", cell.replace("；", ";")):
        if stripped := plain(part):
            yield stripped


def without_weeks(text: str) -> tuple[frozenset[int], str]:
    """Return the nth weeks of the month that a text begins with, and the rest of it."""
    found = _WEEKS.match(text)
    if not found:
        return frozenset(), text
    return frozenset(int(digit) for digit in re.findall("[1-5]", found[0])), text[found.end() :]


def weeks_cell(weeks: frozenset[int], language: SheetLanguage) -> str:
    """Return the nth weeks as they stand before hours or a weekday; every week is nothing."""
    if not weeks:
        return ""
    numbers = [str(week) for week in sorted(weeks)]
    return f"第{'・'.join(numbers)}週 " if language == "ja" else f"weeks {','.join(numbers)} "


def time_cell(total: int) -> str:
    """Return minutes from midnight as a time; half past one after midnight is 25:30."""
    return f"{total // 60:02}:{total % 60:02}"


def hours_cell(hours: Hours, language: SheetLanguage) -> str:
    """Return one opening as it stands in a cell."""
    text = f"{time_cell(hours.opens)}-{time_cell(hours.closes)}"
    if hours.last_reception is None:
        return text
    last = time_cell(hours.last_reception)
    return f"{text} (受付{last}まで)" if language == "ja" else f"{text} (last reception {last})"


def hours_of(text: str) -> Hours:
    """Return the opening that a part of a cell says. Raises `BadCell`."""
    found = _HOURS.fullmatch(text)
    if not found:
        raise BadCell(f"may be hours such as {_EXAMPLE}")
    opens, closes = minutes(found["opens"]), minutes(found["closes"])
    last = minutes(found["last"]) if found["last"] else None
    if opens >= MINUTES_A_DAY or not opens < closes <= opens + MINUTES_A_DAY:
        raise BadCell("must close after it opens, by 24 hours at most")
    if last is not None and not opens <= last <= closes:
        raise BadCell("must have its last reception between opening and closing")
    return Hours(opens, closes, last)


Opening = tuple[frozenset[int], Hours]


def week_cell(openings: Iterable[Opening], language: SheetLanguage) -> str:
    """Return the hours of one weekday."""
    return "; ".join(weeks_cell(weeks, language) + hours_cell(hours, language) for weeks, hours in openings)


def week_of(cell: str) -> tuple[Opening, ...]:
    """Return the hours of one weekday. Raises `BadCell`, also for hours that begin twice at the same time."""
    found: list[Opening] = []
    for part in parts(cell):
        weeks, text = without_weeks(part)
        opening = (weeks, hours_of(text))
        if any(weeks == known and opening[1].opens == hours.opens for known, hours in found):
            raise BadCell(f"names {time_cell(opening[1].opens)} twice")
        found.append(opening)
    return tuple(found)
