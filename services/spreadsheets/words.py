"""The words of cells, Japanese and English, for what the records keep as codes; cells may also hold the codes."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final, Generic, Literal, TypeVar

from babel import Locale

from geodata.wards import wards
from services.imports.cells import WEEKDAYS, BadCell
from services.languages import LANGUAGES
from services.models import Kind
from services.timetables import Channel, HolidayRule, OnHoliday

SheetLanguage = Literal["ja", "en"]
Value = TypeVar("Value", bound=object)
_Code = TypeVar("_Code", bound=StrEnum)


def folded(text: str) -> str:
    """Return a cell as it is compared: full and half width, capitals and small letters are the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Words(Generic[Value]):
    """Values with a Japanese and an English word each."""

    def __init__(self, what: str, entries: Mapping[Value, tuple[str, ...]]) -> None:
        """Take what a cell may be, in words, and for each value its Japanese, its English and all other words."""
        self._what = what
        self._entries = entries
        self.by_word: Mapping[str, Value] = {
            folded(word): value for value, meant in reversed(list(entries.items())) for word in meant
        }

    def word(self, value: Value, language: SheetLanguage) -> str:
        """Return the word that a sheet of a language shows."""
        return self._entries[value][0 if language == "ja" else 1]

    def value(self, cell: str) -> Value:
        """Return what a cell means. Raises `BadCell`."""
        word = folded(cell)
        if word not in self.by_word:
            shown = ", ".join(f"{meant[0]} ({meant[1]})" for meant in self._entries.values())
            raise BadCell(f"may be {self._what}: {shown}")
        return self.by_word[word]


def _of_codes(what: str, words: Mapping[_Code, tuple[str, str]]) -> Words[_Code]:
    return Words(what, {code: (*pair, code.value) for code, pair in words.items()})


KINDS: Final = _of_codes(
    "a kind",
    {
        Kind.CONSULTATION_CENTER: ("相談センター", "consultation center"),
        Kind.LOUNGE: ("国際交流ラウンジ", "lounge"),
        Kind.JAPANESE_LEARNING_CENTER: ("日本語学習センター", "Japanese learning center"),
        Kind.PASSPORT_CENTER: ("パスポートセンター", "passport center"),
        Kind.WARD_OFFICE: ("区役所", "ward office"),
        Kind.CITY_OFFICE: ("市の窓口", "city office"),
        Kind.OTHER: ("その他", "other"),
    },
)
HOLIDAY_RULES: Final = _of_codes(
    "what a holiday does",
    {
        HolidayRule.CLOSED: ("休み", "closed"),
        HolidayRule.AS_USUAL: ("通常どおり", "as usual"),
        HolidayRule.OWN_HOURS: ("祝日の時間", "own hours"),
        HolidayRule.UNKNOWN: ("不明", "not known"),
    },
)
ON_HOLIDAY: Final = _of_codes(
    "what becomes of a closing day on a holiday",
    {
        OnHoliday.CLOSED: ("祝日も休み", "closed on a holiday too"),
        OnHoliday.NEXT_DAY: ("祝日なら翌日", "if a holiday, the next day"),
        OnHoliday.NEXT_WEEKDAY: ("祝日なら翌平日", "if a holiday, the next weekday"),
        OnHoliday.OPEN: ("祝日なら開館", "if a holiday, open"),
    },
)
CHANNELS: Final = _of_codes(
    "a channel",
    {
        Channel.COUNTER: ("窓口", "counter"),
        Channel.PHONE: ("電話", "phone"),
        Channel.VIDEO: ("ビデオ通話", "video"),
        Channel.LINE: ("LINE", "LINE"),
        Channel.EMAIL: ("メール", "e-mail"),
        Channel.MACHINE: ("翻訳機", "machine"),
    },
)
YES_OR_NO: Final = Words("yes or no", {True: ("はい", "yes", "true"), False: ("いいえ", "no", "false")})
_DAYS = (
    ("月", "Mon", "月曜", "月曜日", "Monday"),
    ("火", "Tue", "火曜", "火曜日", "Tuesday"),
    ("水", "Wed", "水曜", "水曜日", "Wednesday"),
    ("木", "Thu", "木曜", "木曜日", "Thursday"),
    ("金", "Fri", "金曜", "金曜日", "Friday"),
    ("土", "Sat", "土曜", "土曜日", "Saturday"),
    ("日", "Sun", "日曜", "日曜日", "Sunday"),
)
DAYS: Final = Words("a weekday", {day: (*words, WEEKDAYS[day]) for day, words in enumerate(_DAYS)})


@cache
def ward_words() -> Words[str]:
    """Return the wards by their names."""
    return Words(
        "a ward of the city",
        {ward.code: (ward.name("ja"), ward.name("en"), ward.code, f"横浜市{ward.name('ja')}") for ward in wards()},
    )


@cache
def language_words() -> Words[str]:
    """Return the languages by their names, which tell the two ways to write Chinese apart."""
    names = [Locale.parse(language).languages for language in ("ja", "en")]
    easy = {"ja-easy": ("やさしい日本語", "Easy Japanese")}
    words = {}
    for language in LANGUAGES:
        whole, plain = language.catalogue.partition("@")[0], language.locale.language
        script = whole if whole in names[0] and whole in names[1] and "_BR" not in whole else plain
        pair = easy.get(language.slug) or (str(names[0][script]), str(names[1][script]))
        words[language.slug] = (*pair, language.slug, language.endonym)
    return Words("a language", words)
