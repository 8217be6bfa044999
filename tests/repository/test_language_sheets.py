"""The figures by which a person sees how much of a language is there, and how much of it was checked."""

import pytest

from scripts.language_sheets import line, statistics
from services.languages import EASY_JAPANESE, ENGLISH, Language, offered


@pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
def test_an_offered_language_has_every_message_and_search_words(language: Language) -> None:
    of = statistics(language)

    assert of.translated == of.messages
    assert of.words > 0 or language is EASY_JAPANESE


def test_the_line_tells_how_many_texts_nobody_checked() -> None:
    of = statistics(ENGLISH)

    assert f"{of.texts['machine']} machine" in line(of)
