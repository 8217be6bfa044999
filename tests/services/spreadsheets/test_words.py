from typing import Any

import pytest

from services.imports.cells import BadCell
from services.languages import LANGUAGES
from services.spreadsheets.words import (
    CHANNELS,
    DAYS,
    HOLIDAY_RULES,
    KINDS,
    ON_HOLIDAY,
    Words,
    language_words,
    ward_words,
)
from services.timetables import Channel


@pytest.mark.parametrize("words", [CHANNELS, DAYS, HOLIDAY_RULES, KINDS, ON_HOLIDAY, language_words(), ward_words()])
def test_every_word_means_what_it_was_made_of(words: Words[Any]) -> None:
    for value in set(words.by_word.values()):
        assert [words.value(words.word(value, language)) for language in ("ja", "en")] == [value, value]


def test_every_language_of_the_registry_has_a_name_of_its_own() -> None:
    for language in ("ja", "en"):
        names = {language_words().word(each.slug, language) for each in LANGUAGES}
        assert len(names) == len(LANGUAGES)


@pytest.mark.parametrize("cell", ["phone", "Phone", " 電話 ", "ＰＨＯＮＥ"])
def test_codes_capitals_and_full_width_signs_are_understood(cell: str) -> None:
    assert CHANNELS.value(cell) is Channel.PHONE


def test_another_word_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadCell, match=r"窓口 \(counter\)"):
        CHANNELS.value("fax")
