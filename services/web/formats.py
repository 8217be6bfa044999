"""Dates, times, numbers and names as each language writes them, after CLDR, with ASCII digits and 24 hours."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache

from babel import Locale
from babel.dates import format_skeleton, get_datetime_format, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from services.clock import city_time
from services.furigana import ruby
from services.languages import EASY_JAPANESE, Language, language_by_slug
from services.web import easy_dates

_WEEK = 7
_KM_FROM_M = 995
# Where the short name of a weekday is a single sign that says little by itself.
_WIDE_WEEKDAYS = frozenset({"ja", "zh", "ko"})


@lru_cache(maxsize=2048)
def _in_skeleton(skeleton: str, day: date, locale: Locale) -> str:
    return format_skeleton(skeleton, datetime(day.year, day.month, day.day), locale=locale)  # noqa: DTZ001 - a calendar day.


class Formats:
    """The formats of one language."""

    def __init__(self, language: Language) -> None:
        """Take the registry's `language`."""
        self.language = language
        self.locale = language.locale
        self.is_easy = language is EASY_JAPANESE

    def minutes(self, value: int) -> Markup:
        """Write minutes from midnight as a time; 1530 is 25:30."""
        if self.is_easy:
            return ruby(easy_dates.clock(value))
        hour, minute = divmod(value, 60)
        return Markup(f"{hour}:{minute:02}")  # noqa: S704 - digits and a colon.

    def clock(self, value: datetime) -> Markup:
        """Write the time of a moment."""
        return self.minutes(value.hour * 60 + value.minute)

    def day_and_clock(self, value: datetime, seen_from: datetime) -> Markup:
        """Write a moment as briefly as `seen_from` allows: the time, with the weekday, or with the date."""
        days = (value.date() - city_time(seen_from).date()).days
        if days == 0:
            return self.clock(value)
        is_close = 0 < days < _WEEK
        written = self.weekday_short(value.weekday()) if is_close else self.day(value.date())
        joint = Markup("%sの %s") if self.is_easy else Markup("%s %s")
        return joint % (written, self.clock(value))

    def minute_count(self, value: int) -> Markup:
        """Write a number of minutes; easy Japanese adds the unit, which is read in two ways: 5ふん, 6ぷん."""
        return ruby(easy_dates.minute_count(value)) if self.is_easy else self.number(value)

    def holiday(self, name: str) -> Markup:
        """Write the Japanese name of a national holiday, with its reading where the reader needs it."""
        return ruby(easy_dates.holiday(name)) if self.is_easy else escape(name)

    def day(self, value: date) -> Markup:
        """Write a date without its year."""
        if self.is_easy:
            return ruby(easy_dates.day(value))
        return escape(_in_skeleton("MMMEd", value, self.locale))

    def long_date(self, value: date) -> Markup:
        """Write a date with its year."""
        if self.is_easy:
            return ruby(easy_dates.long_date(value))
        return escape(_in_skeleton("yMMMd", value, self.locale))

    def moment(self, value: datetime) -> Markup:
        """Write a moment with its year."""
        day, clock = self.long_date(value.date()), self.clock(value)
        if self.is_easy:
            return Markup("%s %s") % (day, clock)
        # CLDR's pattern says which of the two comes first: {1} is the date.
        return escape(get_datetime_format("medium", self.locale)).format(clock, day)

    def month_day(self, value: tuple[int, int]) -> Markup:
        """Write a day of every year."""
        if self.is_easy:
            return ruby(easy_dates.month_day(*value))
        return escape(_in_skeleton("MMMd", date(2024, *value), self.locale))

    def weekday(self, index: int) -> Markup:
        """Name a weekday in full, 0 for Monday."""
        if self.is_easy:
            return ruby(easy_dates.weekday(index))
        return escape(self._weekdays["wide"][index])

    def weekday_short(self, index: int) -> Markup:
        """Name a weekday as briefly as is clear."""
        if self.is_easy or self.locale.language in _WIDE_WEEKDAYS:
            return self.weekday(index)
        return escape(self._weekdays["abbreviated"][index])

    @cached_property
    def _weekdays(self) -> dict[str, dict[int, str]]:
        return {width: dict(get_day_names(width, "stand-alone", self.locale)) for width in ("wide", "abbreviated")}

    def language_name(self, slug: str) -> Markup:
        """Name a language as this one calls it."""
        return self._language_names[slug]

    @cached_property
    def _language_names(self) -> "dict[str, Markup]":
        return _LanguageNames(self.language)

    def distance(self, metres: float) -> Markup:
        """Write a distance, honestly rounded: to 10 m, from 1 km on to 100 m."""
        return self._distance(round(metres, -1) if metres < _KM_FROM_M else round(metres, -2))

    @lru_cache(maxsize=1024)  # noqa: B019 - formats live as long as the program.
    def _distance(self, metres: float) -> Markup:
        if metres < _KM_FROM_M:
            return escape(format_unit(int(metres), "length-meter", "short", locale=self.locale))
        kilometres = f"{metres / 1000:.1f}"
        return escape(
            format_unit(float(kilometres), "length-kilometer", "short", format="#,##0.0", locale=self.locale)
        )

    @lru_cache(maxsize=1024)  # noqa: B019 - as above.
    def number(self, value: float) -> Markup:
        """Write a number."""
        return escape(format_decimal(value, locale=self.locale, numbering_system="latn"))

    @cached_property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return str(self.locale.list_patterns["standard"]["middle"]).format("", "")

    def joined(self, texts: Sequence[str]) -> Markup:
        """Join texts as a sentence would: A, B and C."""
        if not texts:
            return Markup()
        if self.is_easy:
            return Markup("、").join(escape(text) for text in texts)
        # CLDR's pattern is applied to gaps first, so that the texts keep their own markup.
        pattern = format_list([f"\x00{index}\x00" for index in range(len(texts))], locale=self.locale)
        written = escape(pattern)
        for index, text in enumerate(texts):
            written = Markup(written.replace(f"\x00{index}\x00", escape(text)))  # noqa: S704 - escaped.
        return written


class _LanguageNames(dict[str, Markup]):
    """Names of languages in one of them, looked up once each."""

    def __init__(self, reader: Language) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, slug: str) -> Markup:
        language = language_by_slug(slug)
        name = language.name_in(self._reader) if language else self._reader.locale.languages.get(slug, slug)
        found = ruby(name)
        if language is EASY_JAPANESE and self._reader.locale.language != "ja":
            # No other language has a name for it, so its own stands there.
            found = Markup('<span lang="{}" dir="ltr">{}</span>').format(language.tag, found)
        self[slug] = found
        return found
