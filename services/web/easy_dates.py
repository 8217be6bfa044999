"""Dates and times of easy Japanese, with furigana: the readings of days and minutes are irregular."""

from datetime import date

# The days that are not simply their number and にち.
_DAYS = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
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
_HOLIDAYS = {
    "元日": "{元日|がんじつ}",
    "成人の日": "{成人|せいじん}の {日|ひ}",
    "建国記念の日": "{建国|けんこく} {記念|きねん}の {日|ひ}",
    "天皇誕生日": "{天皇|てんのう} {誕生日|たんじょうび}",
    "春分の日": "{春分|しゅんぶん}の {日|ひ}",
    "昭和の日": "{昭和|しょうわ}の {日|ひ}",
    "憲法記念日": "{憲法|けんぽう} {記念日|きねんび}",
    "みどりの日": "みどりの {日|ひ}",
    "こどもの日": "こどもの {日|ひ}",
    "海の日": "{海|うみ}の {日|ひ}",
    "山の日": "{山|やま}の {日|ひ}",
    "敬老の日": "{敬老|けいろう}の {日|ひ}",
    "秋分の日": "{秋分|しゅうぶん}の {日|ひ}",
    "スポーツの日": "スポーツの {日|ひ}",
    "体育の日": "{体育|たいいく}の {日|ひ}",
    "文化の日": "{文化|ぶんか}の {日|ひ}",
    "勤労感謝の日": "{勤労|きんろう} {感謝|かんしゃ}の {日|ひ}",
    "振替休日": "{振替|ふりかえ} {休日|きゅうじつ}",
    "国民の休日": "{国民|こくみん}の {休日|きゅうじつ}",
    "天皇の即位の日": "{天皇|てんのう}の {即位|そくい}の {日|ひ}",
    "即位礼正殿の儀が行われる日": "{即位礼|そくいれい} {正殿|せいでん}の {儀|ぎ}が {行|おこな}われる {日|ひ}",
}


def weekday(index: int) -> str:
    """Return the name of a weekday, 0 for Monday."""
    kanji, reading = _WEEKDAYS[index]
    return f"{{{kanji}曜日|{reading}ようび}}"


def month_day(month: int, day: int) -> str:
    """Return a day of the year."""
    counted = f"{{{day}日|{_DAYS[day]}}}" if day in _DAYS else f"{day}{{日|にち}}"
    return f"{month}{{月|がつ}} {counted}"


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
    return f"{hour}{{時|じ}} {minute_count(minute)}"


def minute_count(minutes: int) -> str:
    """Return a number of minutes with its unit."""
    return f"{minutes}{{分|{'ふん' if str(minutes)[-1] in _SOFT_MINUTES else 'ぷん'}}}"


def holiday(name: str) -> str:
    """Return a national holiday's Japanese name with its reading; a name not known here stays as it is."""
    return _HOLIDAYS.get(name, name)
