from collections.abc import Sequence

import pytest

from services.languages import (
    ENGLISH,
    LANGUAGES,
    PSEUDO,
    Language,
    language_by_slug,
    negotiated,
    offered,
    reading_order,
    spoken_once,
)

SLUGS = [language.slug for language in LANGUAGES]


def known(slug: str) -> Language:
    language = language_by_slug(slug)
    assert language is not None
    return language


def test_the_directory_knows_fourteen_languages() -> None:
    assert " ".join(SLUGS) == "ja-easy ja en zh-hans zh-hant ko vi ne id tl th pt es uk"


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO], ids=lambda language: language.slug)
def test_each_language_has_a_locale_and_is_found_by_its_slug(language: Language) -> None:
    assert language_by_slug(language.slug) is language
    assert language.locale.language
    assert language.direction == ("rtl" if language is PSEUDO else "ltr")


@pytest.mark.parametrize("slug", ["", "EN", "zh", "fil", "pt-br", "xx"])
def test_a_slug_that_is_not_in_the_registry_is_no_language(slug: str) -> None:
    assert language_by_slug(slug) is None


@pytest.mark.parametrize(
    ("slug", "reader", "expected"),
    [
        ("vi", "en", "Vietnamese"),
        ("vi", "ja", "ベトナム語"),
        ("vi", "ja-easy", "ベトナム{語|ご}"),
        ("vi", "vi", "Tiếng Việt"),
        ("zh-hans", "en", "Chinese"),
        ("zh-hant", "en", "Chinese"),
        ("pt", "es", "portugués"),
        ("tl", "en", "Filipino"),
        ("ja-easy", "en", "やさしい日本語"),
        ("ja-easy", "ja-easy", "やさしい {日本語|にほんご}"),
        ("uk", "ja-easy", "ウクライナ{語|ご}"),
    ],
)
def test_a_language_is_named_as_its_reader_calls_it(slug: str, reader: str, expected: str) -> None:
    assert known(slug).name_in(known(reader)) == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_every_language_has_a_name_in_easy_japanese_that_is_not_its_own_script(slug: str) -> None:
    name = known(slug).name_in(known("ja-easy"))

    assert slug == "ja-easy" or "語" in name


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        (["zh-TW"], "zh-hant"),
        (["zh-HK"], "zh-hant"),
        (["zh-MO"], "zh-hant"),
        (["zh-Hant-TW"], "zh-hant"),
        (["zh-CN"], "zh-hans"),
        (["zh-SG"], "zh-hans"),
        (["zh"], "zh-hans"),
        (["zh-Hans-CN"], "zh-hans"),
        (["pt-PT"], "pt"),
        (["pt_BR"], "pt"),
        (["tl"], "tl"),
        (["tl-PH"], "tl"),
        (["fil-PH"], "tl"),
        (["in"], "id"),
        (["JA-jp"], "ja"),
        (["ja-simple"], "ja-easy"),
        (["de", "es-419", "en"], "es"),
        (["de", "fr"], "en"),
        (["*"], "en"),
        ([""], "en"),
        ([], "en"),
    ],
)
def test_a_browser_gets_the_best_language_we_have(accepted: list[str], expected: str) -> None:
    assert negotiated(accepted, LANGUAGES).slug == expected


def test_a_language_that_is_not_offered_is_passed_over() -> None:
    assert negotiated(["vi", "ja"], (ENGLISH, known("ja"))).slug == "ja"


def test_english_is_the_last_resort_even_where_it_is_not_among_them() -> None:
    assert negotiated(["de"], (known("ja"),)) is ENGLISH


@pytest.mark.parametrize(
    ("reader", "expected"),
    [("en", ["ja", "zh-hans"]), ("zh-hant", ["ja", "zh-hant"]), ("zh-hans", ["ja", "zh-hans"])],
)
def test_chinese_is_heard_once_in_the_script_the_reader_uses(reader: str, expected: Sequence[str]) -> None:
    assert spoken_once(["ja", "zh-hans", "zh-hant"], known(reader)) == tuple(expected)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("en", ("en", "ja")),
        ("ja", ("ja", "en")),
        ("vi", ("vi", "en", "ja")),
        ("ja-easy", ("ja-easy", "ja", "en")),
        ("zh-hant", ("zh-hant", "zh-hans", "en", "ja")),
    ],
)
def test_a_missing_text_is_replaced_by_the_one_its_reader_can_best_use(slug: str, expected: Sequence[str]) -> None:
    assert reading_order(slug) == expected


def test_the_test_language_is_offered_only_on_demand() -> None:
    assert PSEUDO not in offered()
    assert offered(with_pseudo=True) == (*offered(), PSEUDO)
