import pytest
from flask import Flask
from markupsafe import Markup

from app import create_app
from services.languages import EASY_JAPANESE, ENGLISH, JAPANESE, LANGUAGES, PSEUDO, language_by_slug
from services.settings import Settings
from services.web.heads import Head, brief, languages_of, open_graph_locale, page_head

HERE = "https://madoguchi.example"


@pytest.fixture
def app(database_url: str) -> Flask:
    return create_app(Settings(database_url=database_url, pseudo_language=True, public_url=HERE))


def head_of(app: Flask, address: str, *, is_found: bool = True) -> Head:
    with app.test_request_context(address):
        app.preprocess_request()
        return page_head((*LANGUAGES, PSEUDO), is_found=is_found)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/en/", "/en/"),
        ("/en/?utm_source=poster&speaks=pt", "/en/"),
        ("/en/?page=1", "/en/"),
        ("/en/?page=02", "/en/?page=2"),
        ("/en/?page=2&ward=14113&kind=lounge&topic=work", "/en/?topic=work&kind=lounge&ward=14113&page=2"),
        ("/en/?topic=%20work%20", "/en/?topic=work"),
        ("/en/locations/lounge-midori?topic=work", "/en/locations/lounge-midori"),
        ("/ja-easy/wards/14113", "/ja-easy/wards/14113"),
    ],
)
def test_a_page_has_one_address_however_it_was_asked_for(app: Flask, address: str, canonical: str) -> None:
    head = head_of(app, address)

    assert head.canonical == HERE + canonical
    assert head.is_found


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("q=Nakayama", "/en/"),
        ("lat=35.5&lon=139.6", "/en/"),
        ("when=any", "/en/"),
        ("topic=work&q=visa&when=2026-11-28T10:30", "/en/?topic=work"),
    ],
)
def test_one_reader_s_search_is_not_to_be_found_and_its_words_are_in_no_address(
    app: Flask, query: str, canonical: str
) -> None:
    head = head_of(app, f"/en/?{query}")

    assert head.canonical == HERE + canonical
    assert not head.is_found
    assert head.alternates == ()


def test_an_empty_list_is_not_to_be_found(app: Flask) -> None:
    assert not head_of(app, "/en/?topic=work&ward=14113", is_found=False).is_found


@pytest.mark.parametrize("address", ["/en/guide", "/en/guide?topic=work"])
def test_pages_for_those_who_are_here_already_have_no_address_to_be_found_by(app: Flask, address: str) -> None:
    head = head_of(app, address)

    assert (head.canonical, head.is_found, head.alternates) == (None, False, ())
    assert head.picture == f"{HERE}/static/pictures/madoguchi.png"


def test_a_page_names_itself_in_every_language_that_search_engines_know(app: Flask) -> None:
    alternates = dict(head_of(app, "/ja/about").alternates)

    assert alternates["tl"] == f"{HERE}/tl/about"
    assert alternates["x-default"] == alternates["en"] == f"{HERE}/en/about"
    assert {"zh-Hans", "zh-Hant", "pt", "uk"} <= alternates.keys()
    assert not {"ja-simple", "ar-XB", "fil", "pt-BR"} & alternates.keys()
    assert len(alternates) == len(LANGUAGES)


def test_easy_japanese_names_no_other_language_as_none_names_it_back() -> None:
    assert languages_of(EASY_JAPANESE, LANGUAGES) == ()
    assert languages_of(PSEUDO, LANGUAGES) == ()
    assert ("ja", "ja") in languages_of(JAPANESE, LANGUAGES)


def test_the_test_language_is_not_to_be_found(app: Flask) -> None:
    assert not head_of(app, "/x-rtl/about").is_found


@pytest.mark.parametrize(
    ("slug", "locale"),
    [
        ("en", "en_US"),
        ("ja", "ja_JP"),
        ("ja-easy", "ja_JP"),
        ("zh-hans", "zh_CN"),
        ("zh-hant", "zh_TW"),
        ("ko", "ko_KR"),
        ("vi", "vi_VN"),
        ("ne", "ne_NP"),
        ("id", "id_ID"),
        ("tl", "tl_PH"),
        ("th", "th_TH"),
        ("pt", "pt_BR"),
        ("es", "es_ES"),
        ("uk", "uk_UA"),
        ("x-rtl", None),
    ],
)
def test_open_graph_wants_a_country_with_each_language(slug: str, locale: str | None) -> None:
    language = language_by_slug(slug)

    assert language is not None
    assert open_graph_locale(language) == locale


def test_a_locale_is_named_once(app: Flask) -> None:
    head = head_of(app, "/ja-easy/about")

    assert head.locale == "ja_JP"
    assert "ja_JP" not in head.other_locales
    assert len(set(head.other_locales)) == len(head.other_locales) == len(LANGUAGES) - 2


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["One.", "", "Two."], "One. Two."),
        (["a" * 200, "Two."], "a" * 200),
        (["a" * 150, "b" * 9, "c"], "a" * 150 + " " + "b" * 9),
        (["a" * 150, "b" * 10, "c"], "a" * 150),
        (["漢" * 75, "字" * 4], "漢" * 75 + " " + "字" * 4),
        (["漢" * 75, "字" * 5], "漢" * 75),
        ([], ""),
    ],
)
def test_as_many_whole_sentences_as_fit(sentences: list[str], expected: str) -> None:
    assert brief([Markup(sentence) for sentence in sentences]) == Markup(expected)  # noqa: S704 - letters alone.


def test_marks_are_counted_as_they_are_read() -> None:
    assert brief([Markup("&amp;") * 150, Markup("x")]).endswith("x")


def test_english_is_for_whoever_reads_none_of_our_languages() -> None:
    assert dict(languages_of(ENGLISH, (JAPANESE, ENGLISH)))["x-default"] == "en"
