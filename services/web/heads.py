"""What the head of a page tells search engines and other sites: its one address, its languages, what it is about."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from babel.core import get_global
from flask import request
from markupsafe import Markup

from services.languages import EASY_JAPANESE, ENGLISH, Language
from services.web.addresses import public_address
from services.web.extensions import page_language
from services.web.parameters import given

FOUND = frozenset(
    {
        "residents.find",
        "residents.location",
        "residents.ward",
        "residents.about",
        "residents.accessibility",
        "residents.privacy",
    }
)
"""The views whose pages search engines may keep; all others are for those who are here already."""
PICTURE = "/static/pictures/madoguchi.png"
"""Under its plain name: what was shared stays whole when the files are next changed."""
_OWN_PAGE = ("topic", "kind", "ward", "page")
_FOR_ONE_READER = frozenset({"q", "lat", "lon", "when"})
_LONGEST_DESCRIPTION = 160
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Head:
    """A page as other programs name it."""

    canonical: str | None = None
    """Its one address in full, without what is of one reader's asking; None where there is no such page."""
    is_found: bool = False
    """Search engines may keep it."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(hreflang, address in full): each language that has such a tag, this one included, and `x-default`."""
    locale: str | None = None
    """Language and country as Open Graph writes them: pt_BR."""
    other_locales: tuple[str, ...] = ()
    picture: str | None = None
    """Address in full of the picture for those who share the page; None: nothing to be shared."""


NOT_FOUND = Head()
"""Of a page that says that something is wrong."""


def page_head(languages: Sequence[Language], *, is_found: bool = True) -> Head:
    """Return the head of the page that is asked for, as one of those in `languages`; not `is_found`: an empty one."""
    language = page_language()
    locale, other_locales = _locales(tuple(languages), language)
    picture = public_address(PICTURE)
    if request.endpoint not in FOUND:
        return Head(locale=locale, other_locales=other_locales, picture=picture)
    asked = given(request.args) if request.endpoint == "residents.find" else {}
    start, rest = public_address(request.script_root + "/"), _rest(language, asked)
    is_found = is_found and not language.is_for_tests and _FOR_ONE_READER.isdisjoint(asked)
    tags = languages_of(language, languages) if is_found else ()
    return Head(
        canonical=f"{start}{language.slug}{rest}",
        is_found=is_found,
        alternates=tuple((tag, f"{start}{slug}{rest}") for tag, slug in tags),
        locale=locale,
        other_locales=other_locales,
        picture=picture,
    )


def _rest(language: Language, asked: Mapping[str, str]) -> str:
    """Return the page's own address after the language, its parameters in one order."""
    kept = {name: asked[name] for name in _OWN_PAGE if name in asked}
    if "page" in kept:
        kept["page"] = str(int(kept["page"]))
    if kept.get("page") == "1":
        del kept["page"]
    query = f"?{urlencode(kept)}" if kept else ""
    return request.path.removeprefix(f"/{language.slug}") + query


def languages_of(language: Language, languages: Sequence[Language]) -> tuple[tuple[str, str], ...]:
    """Return (hreflang, slug) of every language of a page in `language`; none where they could not name it back."""
    return _hreflangs(tuple(languages)) if is_tagged(language) else ()


@cache
def _hreflangs(languages: tuple[Language, ...]) -> tuple[tuple[str, str], ...]:
    """Return (hreflang, slug) of the languages that search engines know; whoever reads none of them gets English."""
    tagged = [language for language in languages if is_tagged(language)]
    return (*((hreflang(language), language.slug) for language in tagged), ("x-default", ENGLISH.slug))


def is_tagged(language: Language) -> bool:
    """Return whether search engines know the language: easy Japanese is Japanese to them, and would rival it."""
    return language is not EASY_JAPANESE and not language.is_for_tests


def hreflang(language: Language) -> str:
    """Return the tag of a language as search engines want it."""
    return language.hreflang or language.tag


@cache
def _locales(languages: tuple[Language, ...], own: Language) -> tuple[str | None, tuple[str, ...]]:
    others = (open_graph_locale(language) for language in languages if is_tagged(language))
    locale = open_graph_locale(own)
    return locale, tuple(other for other in others if other is not None and other != locale)


def open_graph_locale(language: Language) -> str | None:
    """Return `ll_CC`, the country by CLDR's likely subtags where the language names none; None without a country."""
    if language.is_for_tests:
        return None
    known = str(language.locale)
    likely = get_global("likely_subtags")
    country = language.locale.territory or likely.get(known, likely.get(language.locale.language, "")).split("_")[-1]
    return f"{hreflang(language).split('-')[0]}_{country}" if len(country) == len("CC") else None


def brief(sentences: Sequence[Markup]) -> Markup:
    """Return as many sentences as a search engine shows, the first in any case; full-width signs count twice."""
    told = Markup("")
    for sentence in filter(None, sentences):
        longer = told + " " + sentence if told else sentence
        if told and _columns(longer) > _LONGEST_DESCRIPTION:
            break
        told = longer
    return told


def _columns(text: Markup) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in text.unescape())
