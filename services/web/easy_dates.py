"""Dates and times of easy Japanese, with furigana: the readings of days and minutes are irregular."""

from datetime import date

_DAYS = [
    "ついたち",
    "ふつか",
    "みっか",
    "よっか",
    "いつか",
    "むいか",
    "なのか",
    "ようか",
    "ここのか",
    "とおか",
    "じゅういちにち",
    "じゅうににち",
    "じゅうさんにち",
    "じゅうよっか",
    "じゅうごにち",
    "じゅうろくにち",
    "じゅうしちにち",
    "じゅうはちにち",
    "じゅうくにち",
    "はつか",
    "にじゅういちにち",
    "にじゅうににち",
    "にじゅうさんにち",
    "にじゅうよっか",
    "にじゅうごにち",
    "にじゅうろくにち",
    "にじゅうしちにち",
    "にじゅうはちにち",
    "にじゅうくにち",
    "さんじゅうにち",
    "さんじゅういちにち",
]
_MONTHS = ["いち", "に", "さん", "し", "ご", "ろく", "しち", "はち", "く", "じゅう", "じゅういち", "じゅうに"]
_WEEKDAYS = (
    ("月", "げつ"),
    ("火", "か"),
    ("水", "すい"),
    ("木", "もく"),
    ("金", "きん"),
    ("土", "ど"),
    ("日", "にち"),
)
_SOFT_MINUTES = frozenset("2579")


def weekday(index: int) -> str:
    """Return the name of a weekday, 0 for Monday."""
    kanji, reading = _WEEKDAYS[index]
    return f"{{{kanji}曜日|{reading}ようび}}"


def month_day(month: int, day: int) -> str:
    """Return a day of the year."""
    return f"{{{month}月|{_MONTHS[month - 1]}がつ}} {{{day}日|{_DAYS[day - 1]}}}"


def day(value: date) -> str:
    """Return a date without its year."""
    return f"{month_day(value.month, value.day)} {weekday(value.weekday())}"


def long_date(value: date) -> str:
    """Return a date with its year in the western calendar."""
    return f"{value.year}{{年|ねん}} {day(value)}"


def clock(minutes: int) -> str:
    """Return a time of day, as one says it."""
    hour, minute = divmod(minutes, 60)
    if not minute:
        return f"{hour}{{時|じ}}"
    reading = "ふん" if str(minute)[-1] in _SOFT_MINUTES else "ぷん"
    return f"{hour}{{時|じ}} {minute}{{分|{reading}}}"
