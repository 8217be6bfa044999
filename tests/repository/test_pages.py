"""Every kind of page, in every language: one heading, a title, no reading where none can be drawn, honest `lang`s."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from flask import Flask

from services.languages import Language
from tests.markup_for_tests import Markup, parsed
from tests.pages_for_tests import ERRORS, LANGUAGES, PAGES, address

DRAWN = re.compile(r"\{[^{}|]+\|[^{}|]+\}|</?r(?:uby|t|p)>")
# Script of a letter → which languages are written in it.
SCRIPTS = {
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("ja", "zh", "ko"),
    "HANGUL": ("ko",),
    "THAI": ("th",),
    "DEVANAGARI": ("ne", "hi"),
    "CYRILLIC": ("uk",),
    "ARABIC": ("ar", "ur"),
}


@pytest.fixture(params=LANGUAGES)
def pages(looked_at: Flask, request: pytest.FixtureRequest) -> dict[str, Markup]:
    """All kinds of pages in one language."""
    visitor, language = looked_at.test_client(), LANGUAGES[request.param]
    answers = {name: visitor.get(address(name, language)) for name in PAGES}
    assert {
        name: answer.status_code for name, answer in answers.items() if answer.status_code != ERRORS.get(name, 200)
    } == {}
    return {name: parsed(answer.text) for name, answer in answers.items()}


def test_every_page_has_one_heading_a_title_and_one_main_part(pages: dict[str, Markup]) -> None:
    wrong = [
        name
        for name, page in pages.items()
        if page.count("h1") != 1
        or page.count("main") != 1
        or page.count("title") != 1
        or len(page.title) < len("· x")
    ]

    assert wrong == []


def test_titles_tell_pages_apart(pages: dict[str, Markup]) -> None:
    titles = {page.title for name, page in pages.items() if not name.startswith("find")}

    assert len(titles) == len([name for name in pages if not name.startswith("find")])


def test_no_reading_stands_where_it_cannot_be_drawn(pages: dict[str, Markup]) -> None:
    texts = [(name, text) for name, page in pages.items() for text in (*page.attributes(), page.title, *page.options)]

    assert [(name, text) for name, text in texts if DRAWN.search(text)] == []


def test_no_reading_is_left_undrawn(pages: dict[str, Markup]) -> None:
    assert [(name, run.text) for name, page in pages.items() for run in page.runs if DRAWN.search(run.text)] == []


def strangers(page: Markup) -> Iterator[tuple[str, str]]:
    """Yield each text with a letter of a script in which its language is not written."""
    for run in page.runs:
        scripts = {unicodedata.name(letter, "").split()[0].split("-")[0] for letter in run.text if letter.isalpha()}
        if any(not run.language.startswith(SCRIPTS[script]) for script in scripts & SCRIPTS.keys()):
            yield run.language, run.text


def test_every_text_in_another_script_says_its_language(pages: dict[str, Markup]) -> None:
    assert [(name, *stranger) for name, page in pages.items() for stranger in strangers(page)] == []


# What has the same letters in every language: names, words of signs, menus and machines, and an address to write to.
NAMES = {
    *("Apache", "App", "Blue", "Card", "COVID", "Code", "Cookie", "cookie", "Crane", "East", "Exit", "Geolonia"),
    *("IP", "JIS", "JavaScript", "Keikyu", "LINE", "Line", "MIT", "ME-net", "Madoguchi", "Main", "Municipal"),
    *("Mynaportal", "NPO", "North", "Number", "Pacifico", "Palm", "Plaza", "Print", "QR", "Sea", "Sotetsu", "South"),
    *("StationAPI", "Subway", "Tsuzuki", "URL", "View", "WCAG", "West", "YNC", "YOKE", "Yokohama"),
    *("e-Stat", "mini-tokyo", "note", "xgbpz"),
}
# What the visitor of a test typed.
TYPED = {"Nakayma", "zzzzqq", "nonsense"}
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+")


def latin_words(page: Markup, language: Language) -> set[str]:
    """Return the words in Latin letters that pass for words of a language of another script."""
    own = [
        ADDRESS.sub("", run.text) for run in page.runs if run.language == language.tag and "code" not in run.inside
    ]
    return {word.strip("-") for text in own for word in LATIN_WORD.findall(text)} - NAMES - TYPED


@pytest.mark.parametrize("slug", ["ja", "ja-easy", "zh-hans", "zh-hant", "ko", "ne", "th", "uk"])
def test_no_english_is_left_on_a_page_of_another_script(looked_at: Flask, slug: str) -> None:
    visitor, language = looked_at.test_client(), LANGUAGES[slug]

    found = {name: latin_words(parsed(visitor.get(address(name, language)).text), language) for name in PAGES}

    assert {name: words for name, words in found.items() if words} == {}
