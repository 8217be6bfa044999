import csv
from collections import Counter, defaultdict

import pytest

from geodata.folding import fold
from services.languages import LANGUAGES
from services.models import Kind, Topic
from services.search_words import (
    MOST_PARTS,
    chosen,
    is_ending,
    is_filler,
    meanings_of,
    meanings_of_romaji,
    spellings,
    without_ending,
)
from services.settings import ROOT

# Which topics a word may stand for is for the reader's language to decide; few words mean two things.
AMBIGUOUS = {"emergency", "中文"}


def rows() -> list[dict[str, str]]:
    with (ROOT / "services" / "data" / "search_words.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_every_row_means_something_we_know() -> None:
    known = {
        "topic": {topic.value for topic in Topic},
        "kind": {kind.value for kind in Kind},
        "language": {language.slug for language in LANGUAGES},
        "filler": {""},
        "ending": {""},
    }
    slugs = {language.slug for language in LANGUAGES}

    assert [row for row in rows() if row["code"] not in known[row["what"]] or row["language"] not in slugs] == []


def test_every_topic_has_words_in_every_language() -> None:
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows():
        counted[row["language"], row["code"]] += row["what"] == "topic"
    wanted = {(language.slug, topic.value) for language in LANGUAGES if language.slug != "ja-easy" for topic in Topic}

    assert {key for key in wanted if counted[key] < 3} == set()


def test_no_language_has_a_word_twice() -> None:
    seen = Counter((row["language"], row["what"], row["code"], fold(row["word"])) for row in rows())

    assert [row for row, count in seen.items() if count > 1] == []


def test_few_words_mean_two_things_and_none_is_a_filler_too() -> None:
    meant: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows():
        if row["what"] != "ending":
            meant[fold(row["word"])].add((row["what"], row["code"]))

    assert {word for word, codes in meant.items() if len(codes) > 1} == AMBIGUOUS


def test_no_word_has_more_parts_than_are_looked_for() -> None:
    assert [row["word"] for row in rows() if len(row["word"].split()) > MOST_PARTS] == []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("gia hạn visa", "residence"),
        ("gia han visa", "residence"),
        ("पासपोर्ट", "passport"),
        ("ビザ更新", "residence"),
    ],
)
def test_a_word_is_found_folded(word: str, code: str) -> None:
    assert [meaning.code for meaning in meanings_of(fold(word))] == [code]


@pytest.mark.parametrize("romaji", ["zyuminhyo", "nihongokyositu"])
def test_japanese_words_are_found_in_any_romanisation(romaji: str) -> None:
    assert meanings_of_romaji(romaji)


@pytest.mark.parametrize(
    ("word", "slug"), [("непальською", "ne"), ("Tagalog", "tl"), ("かんこくご", "ko"), ("Nepalese", "ne")]
)
def test_languages_are_known_by_other_names_too(word: str, slug: str) -> None:
    assert {(meaning.what, meaning.code) for meaning in meanings_of(fold(word))} == {("language", slug)}


@pytest.mark.parametrize(
    "word", ["in", "near", "近く", "근처", "ใกล้", "gần", "नजिक", "біля", "cerca", "perto", "dekat", "malapit"]
)
def test_words_between_say_nothing(word: str) -> None:
    assert is_filler(fold(word))
    assert meanings_of(fold(word)) == ()


def test_particles_come_off() -> None:
    assert is_ending("에서")
    assert "병원" in list(without_ending("병원에서"))
    assert "" not in list(without_ending("에서"))


@pytest.mark.parametrize(
    ("word", "reader", "code"),
    [
        ("emergency", "en", "medical"),
        ("emergency", "tl", "disaster"),
        ("中文", "zh-hant", "zh-hant"),
        ("中文", "en", "zh-hans"),
    ],
)
def test_a_word_of_two_meanings_means_what_it_does_in_the_readers_language(word: str, reader: str, code: str) -> None:
    assert chosen(meanings_of(fold(word)), word, reader).code == code


def test_mistyped_words_are_near_to_words() -> None:
    assert [alike.name for alike in spellings().nearest(["pasport"], limit=3)]
