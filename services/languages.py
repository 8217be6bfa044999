"""The registry of languages: slug in the URL, HTML tag, catalogue, own name and direction of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale


@dataclass(frozen=True)
class Language:
    """One language of the interface.

    `slug` stands in URLs and in the records, `tag` in HTML, `catalogue` names the folder under translations/.
    The three differ for some languages, and only here.
    """

    slug: str
    tag: str
    catalogue: str
    endonym: str
    hreflang: str | None = None
    """Where search engines want another tag than `tag`: a country in it would mean readers who are there."""
    is_offered: bool = False
    is_for_tests: bool = False

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale; easy Japanese takes the dates and numbers of Japanese."""
        return Locale.parse(self.catalogue.partition("@")[0])

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`, after CLDR."""
        return str(self.locale.text_direction)

    def name_in(self, reader: "Language") -> str:
        """Return the spoken language's name as the `reader`'s language calls it, script and country left out.

        Easy Japanese gets furigana as `{漢字|かんじ}`.
        """
        if self.slug == "ja-easy":
            return "やさしい {日本語|にほんご}" if reader.slug == "ja-easy" else self.endonym
        if reader.slug == "ja-easy":
            return _EASY_NAMES.get(self.locale.language, self.endonym)
        corrected = _MISSPELT_IN_CLDR.get((reader.slug, self.slug))
        return corrected or str(reader.locale.languages.get(self.locale.language, self.endonym))


# (Reader, language) → the name that CLDR 46 means.
_MISSPELT_IN_CLDR = {("tl", "uk"): "Ukrainian"}
_EASY_NAMES = {
    "ja": "{日本語|にほんご}",
    "en": "{英語|えいご}",
    "zh": "{中国語|ちゅうごくご}",
    "ko": "{韓国|かんこく}・{朝鮮語|ちょうせんご}",
    "vi": "ベトナム{語|ご}",
    "ne": "ネパール{語|ご}",
    "id": "インドネシア{語|ご}",
    "fil": "フィリピノ{語|ご}",
    "th": "タイ{語|ご}",
    "pt": "ポルトガル{語|ご}",
    "es": "スペイン{語|ご}",
    "uk": "ウクライナ{語|ご}",
}

ENGLISH = Language("en", "en", "en", "English", is_offered=True)
JAPANESE = Language("ja", "ja", "ja", "日本語", is_offered=True)
EASY_JAPANESE = Language("ja-easy", "ja-simple", "ja@easy", "やさしい日本語", is_offered=True)

LANGUAGES: tuple[Language, ...] = (
    EASY_JAPANESE,
    JAPANESE,
    ENGLISH,
    Language("zh-hans", "zh-Hans", "zh_Hans", "简体中文", is_offered=True),
    Language("zh-hant", "zh-Hant", "zh_Hant", "繁體中文", is_offered=True),
    Language("ko", "ko", "ko", "한국어", is_offered=True),
    Language("vi", "vi", "vi", "Tiếng Việt", is_offered=True),
    Language("ne", "ne", "ne", "नेपाली", is_offered=True),
    Language("id", "id", "id", "Bahasa Indonesia", is_offered=True),
    Language("tl", "fil", "fil", "Filipino", hreflang="tl", is_offered=True),
    Language("th", "th", "th", "ไทย", is_offered=True),
    Language("pt", "pt-BR", "pt_BR", "Português", hreflang="pt", is_offered=True),
    Language("es", "es", "es", "Español", is_offered=True),
    Language("uk", "uk", "uk", "Українська", is_offered=True),
)
# Right to left and about half as long again, so that a layout that leans left or fits only English shows.
PSEUDO = Language("x-rtl", "ar-XB", "ar@pseudo", "[!! Pseudo !!]", is_for_tests=True)

_BY_SLUG: Mapping[str, Language] = {language.slug: language for language in (*LANGUAGES, PSEUDO)}
# What browsers ask for and what we call it; a prefix decides where no whole tag does.
_ALIASES = {
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-hant": "zh-hant",
    "zh": "zh-hans",
    "yue": "zh-hant",
    "cmn-hant": "zh-hant",
    "cmn": "zh-hans",
    "fil": "tl",
    "in": "id",
    "ja-simple": "ja-easy",
    "ja-easy": "ja-easy",
}


def language_by_slug(slug: str) -> Language | None:
    """Return the language of a URL's or record's slug, the pseudo-language included."""
    return _BY_SLUG.get(slug)


def may_go_unlisted(slug: str) -> bool:
    """Return whether even a complete list may leave a language out: easy Japanese is a manner of speaking."""
    return slug == EASY_JAPANESE.slug


def language_to_look_for(reader: Language) -> str | None:
    """Return the slug of the language whose speakers a reader needs; who reads Japanese finds them everywhere."""
    return None if reader.locale.language == JAPANESE.locale.language else reader.slug


def spoken_once(slugs: Iterable[str], reader: Language) -> tuple[str, ...]:
    """Return the languages of `slugs` as one hears them: Chinese once, in the script that the reader uses."""
    unwanted = "zh-hans" if reader.slug == "zh-hant" else "zh-hant"
    return tuple(slug for slug in slugs if slug != unwanted)


def offered(*, with_pseudo: bool = False) -> tuple[Language, ...]:
    """Return the languages of the interface whose catalogues are complete, in the switcher's order."""
    chosen = tuple(language for language in LANGUAGES if language.is_offered)
    return (*chosen, PSEUDO) if with_pseudo else chosen


def negotiated(accepted: Iterable[str], among: Iterable[Language]) -> Language:
    """Return the best of `among` for the tags of an Accept-Language header, best first; English if none fits."""
    by_slug = {language.slug: language for language in among}
    for tag in accepted:
        parts = tag.lower().replace("_", "-").split("-")
        for length in range(len(parts), 0, -1):
            prefix = "-".join(parts[:length])
            slug = _ALIASES.get(prefix, prefix)
            if slug in by_slug:
                return by_slug[slug]
    return by_slug.get(ENGLISH.slug, ENGLISH)


# Whose readers can make some use of which other text, best first; everyone else gets English, then Japanese.
_FALLBACKS = {
    "ja-easy": ("ja", "en"),
    "zh-hant": ("zh-hans", "en", "ja"),
    "zh-hans": ("zh-hant", "en", "ja"),
}


def reading_order(slug: str) -> tuple[str, ...]:
    """Return the slugs in which a reader of `slug` wants a text, best first."""
    return (slug, *_FALLBACKS.get(slug, tuple(other for other in ("en", "ja") if other != slug)))


def best_for(reader: str, written: Collection[str]) -> str | None:
    """Return the slug among those a text is `written` in that serves a reader of `reader` best; None of none."""
    return next((slug for slug in (*reading_order(reader), *written) if slug in written), None)
